import type { PostSalePart } from '@psa-bridge/connector-kit';
import type { ConnectWiseSettings } from './settings/settings.ts';

/** An approved quote becomes a service ticket with charges (FP-01, CW-42), as the Ticket settings page says. */
export const connectWisePostSale: PostSalePart<ConnectWiseSettings> = {
  action: 'Create Ticket',
  type: 'ticket',
  isSwitchedOn: ({ createTickets }) => createTickets,
  mostPerQuote: ({ ticketsPerQuote }) => ticketsPerQuote,
  // ConnectWise has no billing codes: one that is given all the same is refused rather than passed over.
  references: ({ billingCode }) =>
    billingCode === undefined ? [] : [{ path: ['billingCode'], target: { psa: 'billing_code', key: billingCode } }],
};
