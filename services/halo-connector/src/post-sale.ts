import type { PostSalePart } from '@psa-bridge/connector-kit';
import type { Quote } from '@psa-bridge/records';
import type { HaloSettings } from './settings/settings.ts';

/** An approved quote becomes a sales order (FP-01, HP-20). */
export const haloPostSale: PostSalePart<HaloSettings> = {
  action: 'Create Sales Order',
  type: 'sales_order',
  isSwitchedOn: () => true,
  mostPerQuote: ({ salesOrdersPerQuote }) => salesOrdersPerQuote,
  notes: ({ items }: Quote) => [TICKET, ...(items.some(({ period }) => period !== 'one-time') ? [CONTRACT] : [])],
};

/** The vendor's document has no call for either. */
const TICKET =
  'A ticket with charges is not created in HaloPSA: open it there, on the opportunity that shows the sales order, where the work needs one.';
const CONTRACT =
  'No agreement is created in HaloPSA for recurring lines: they go on the sales order. Enter the contract at the client in HaloPSA.';
