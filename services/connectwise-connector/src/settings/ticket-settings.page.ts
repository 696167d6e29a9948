import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import type { FieldValue } from '@psa-bridge/records';
import { z } from 'zod';
import { SetupKey } from './keys.ts';

/** What becomes of approved quotes and of what is bought for them (CW-42, FP-01, FP-13). */
export const TicketSettings = z.strictObject({
  /** Approved quotes offer to create a service ticket. */
  createTickets: z.boolean().default(false),
  /** Several tickets for several sets of lines; the documents disagree, so the number is a setting. */
  ticketsPerQuote: z.int().min(1).max(50).default(10),
  /** The service board; without it ConnectWise's default one. */
  ticketBoard: SetupKey.optional(),
  /** These three are those of the board. */
  ticketStatus: SetupKey.optional(),
  ticketType: SetupKey.optional(),
  ticketSubType: SetupKey.optional(),
  ticketPriority: SetupKey.optional(),
  /** The recurring lines of an approved quote become agreements, one for each billing cycle. */
  createAgreements: z.boolean().default(false),
  /** Without it ConnectWise's default one. */
  agreementType: SetupKey.optional(),
  /** How long such an agreement runs; without it, until somebody ends it. */
  agreementMonths: z.int().min(1).max(120).optional(),
  /** The status of purchase orders that are made there, and their payment terms; without them ConnectWise's default ones. */
  orderStatus: SetupKey.optional(),
  orderTerms: SetupKey.optional(),
  /** The warehouse of orders that name none. */
  receivingWarehouse: SetupKey.optional(),
});
type TicketSettings = z.output<typeof TicketSettings>;

const OF_BOARD = { ticketStatus: 'ticket_status', ticketType: 'ticket_type', ticketSubType: 'ticket_subtype' } as const;
const REFERENCES = {
  ticketBoard: 'service_board',
  ...OF_BOARD,
  ticketPriority: 'ticket_priority',
  agreementType: 'agreement_type',
  orderStatus: 'purchase_order_status',
  orderTerms: 'payment_term',
  receivingWarehouse: 'inventory_location',
} as const;

export const ticketSettingsPage = defineSettingsPage({
  name: 'ticket-settings',
  title: 'Ticket settings',
  settings: TicketSettings,
  mends: ['payment_term_deleted', 'order_terms_missing', 'order_status_missing', 'agreement_type_missing'],
  portable: { ticketPriority: ['ticketPriority'], receivingLocation: ['receivingWarehouse'] },
  choices: {
    boards: { psa: 'service_board' },
    ticketStatuses: { psa: 'ticket_status' },
    ticketTypes: { psa: 'ticket_type' },
    ticketSubTypes: { psa: 'ticket_subtype' },
    ticketPriorities: { psa: 'ticket_priority' },
    agreementTypes: { psa: 'agreement_type' },
    orderStatuses: { psa: 'purchase_order_status' },
    orderTerms: { psa: 'payment_term' },
    warehouses: { psa: 'inventory_location' },
  },
  references: (settings) =>
    (Object.keys(REFERENCES) as (keyof typeof REFERENCES)[]).flatMap((setting): SettingReference[] => {
      const key = settings[setting];
      if (key === undefined) return [];
      const reference = { path: [setting], target: { psa: REFERENCES[setting], key } };
      if (setting in OF_BOARD) return [{ ...reference, unfit: (choice) => notOfBoard(choice, settings) }];
      return [setting === 'orderStatus' ? { ...reference, unfit: closed } : reference];
    }),
});

/** ConnectWise refuses a status or type of another board (connectwise.md section 8). */
function notOfBoard({ label, details }: FieldValue, { ticketBoard }: TicketSettings): string | undefined {
  if (ticketBoard === undefined) return `"${label}" belongs to one service board. Choose that board too.`;
  if (details?.['parent'] === ticketBoard) return undefined;
  return `"${label}" belongs to another service board. Choose one of the board that is set here.`;
}

function closed({ label, details }: FieldValue): string | undefined {
  return details?.['isClosed'] === true
    ? `"${label}" closes an order in ConnectWise. Choose a status that leaves it open.`
    : undefined;
}
