import type { PostSalePart } from '@psa-bridge/connector-kit';
import { unfitForGoods } from './settings/billing-code-use.ts';
import type { AutotaskSettings } from './settings/settings.ts';

/** An approved quote becomes a service ticket with charges (FP-01, AT-70, AT-71), as the Purchase Order page says. */
export const autotaskPostSale: PostSalePart<AutotaskSettings> = {
  action: 'Create Ticket',
  type: 'ticket',
  isSwitchedOn: ({ createTickets }) => createTickets,
  mostPerQuote: ({ ticketsPerQuote }) => ticketsPerQuote,
  choices: { billingCodes: { psa: 'billing_code' } },
  references: ({ billingCode }) =>
    billingCode === undefined
      ? []
      : [{ path: ['billingCode'], target: { psa: 'billing_code', key: billingCode }, unfit: unfitForGoods }],
};
