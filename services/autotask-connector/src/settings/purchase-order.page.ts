import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { unfitForGoods } from './billing-code-use.ts';
import { PicklistKey } from './keys.ts';

/** What becomes of approved quotes, and which charges enter procurement (AT-70, AT-71, AT-90). */
export const PurchaseOrderSettings = z.strictObject({
  /** Approved quotes offer to create a service ticket (AT-70). */
  createTickets: z.boolean().default(false),
  /** Several tickets for several sets of lines; the documents disagree, so the number is a setting. */
  ticketsPerQuote: z.int().min(1).max(50).default(10),
  /** Billing code of ticket charges and purchase orders whose product has none (AT-16). */
  chargeBillingCode: PicklistKey.optional(),
  /** Inventory location where orders are received that name none; without it Autotask's default one. */
  receivingLocation: PicklistKey.optional(),
  ticketStatus: PicklistKey.optional(),
  ticketPriority: PicklistKey.optional(),
  ticketQueue: PicklistKey.optional(),
  /** New ticket charges of Autotask enter procurement (AT-90). */
  importTicketCharges: z.boolean().default(false),
  /** An approved quote with recurring services becomes a contract (AT-03). */
  createContracts: z.boolean().default(false),
  /** How long such a contract runs. */
  contractMonths: z.int().min(1).max(120).default(12),
  contractCategory: PicklistKey.optional(),
  contractPeriod: PicklistKey.optional(),
});

const REFERENCES = {
  chargeBillingCode: 'billing_code',
  receivingLocation: 'inventory_location',
  ticketStatus: 'ticket_status',
  ticketPriority: 'ticket_priority',
  ticketQueue: 'ticket_queue',
  contractCategory: 'agreement_category',
  contractPeriod: 'agreement_period',
} as const;

export const purchaseOrderPage = defineSettingsPage({
  name: 'purchase-order',
  title: 'Purchase Order',
  settings: PurchaseOrderSettings,
  portable: { ticketPriority: ['ticketPriority'], receivingLocation: ['receivingLocation'] },
  choices: {
    billingCodes: { psa: 'billing_code' },
    receivingLocations: { psa: 'inventory_location' },
    ticketStatuses: { psa: 'ticket_status' },
    ticketPriorities: { psa: 'ticket_priority' },
    ticketQueues: { psa: 'ticket_queue' },
    contractCategories: { psa: 'agreement_category' },
    contractPeriods: { psa: 'agreement_period' },
  },
  references: (settings) =>
    (Object.keys(REFERENCES) as (keyof typeof REFERENCES)[]).flatMap((setting): SettingReference[] => {
      const key = settings[setting];
      if (key === undefined) return [];
      const reference = { path: [setting], target: { psa: REFERENCES[setting], key } };
      return [setting === 'chargeBillingCode' ? { ...reference, unfit: unfitForGoods } : reference];
    }),
});
