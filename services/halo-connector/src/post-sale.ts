import type { PostSalePart } from '@psa-bridge/connector-kit';
import type { HaloSettings } from './settings/settings.ts';

/** An approved quote becomes a sales order (FP-01, HP-20). */
export const haloPostSale: PostSalePart<HaloSettings> = {
  action: 'Create Sales Order',
  type: 'sales_order',
  isSwitchedOn: () => true,
  mostPerQuote: ({ salesOrdersPerQuote }) => salesOrdersPerQuote,
};
