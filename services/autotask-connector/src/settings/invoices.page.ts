import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';

/** Whether posted invoices and purchase orders are handed on to an accounting system. */
export const InvoiceSettings = z.strictObject({
  /** Off until there is an accounting system that takes them. */
  readInvoices: z.boolean().default(false),
  /** How many days back invoices are looked for and looked at again (XI-23); a week is the least that a disruption needs. */
  invoiceHistoryDays: z.int().min(7).max(365).default(14),
  /** Off until there is an accounting system that takes them (XI-45). */
  readPurchaseOrders: z.boolean().default(false),
  /** How many days back purchase orders are looked at: one that takes longer to be received is not told of any more. */
  purchaseOrderHistoryDays: z.int().min(7).max(365).default(90),
});

export const invoicesPage = defineSettingsPage({ name: 'invoices', title: 'Invoices', settings: InvoiceSettings });
