import { z } from 'zod';
import { BillingCodesSettings } from './billing-codes.page.ts';
import { DataImportSettings } from './data-import.page.ts';
import { InventoriesSettings } from './inventories.page.ts';
import { InvoiceSettings } from './invoices.page.ts';
import { OpportunitySettings } from './opportunity.page.ts';
import { PurchaseOrderSettings } from './purchase-order.page.ts';

/** What an admin sets for an Autotask integration, page by page. */
export const AutotaskSettings = z.strictObject({
  ...BillingCodesSettings.shape,
  ...DataImportSettings.shape,
  ...InventoriesSettings.shape,
  ...InvoiceSettings.shape,
  ...OpportunitySettings.shape,
  ...PurchaseOrderSettings.shape,
});
export type AutotaskSettings = z.output<typeof AutotaskSettings>;

/** How to reach a tenant's Autotask (AT-01): an API-only resource. */
export const AutotaskCredentials = z.strictObject({
  /** The API user's "Username (Key)", which looks like an e-mail address. */
  userName: z.string().trim().min(1).max(254),
  secret: z.string().min(1).max(500),
  /** The tracking identifier that Autotask issued for the integration. */
  integrationCode: z.string().trim().min(1).max(100),
  /** Only for tenants whose zone cannot be found: the base URL, such as `https://webservices14.autotask.net/ATServicesRest/`. */
  zoneUrl: z.url().optional(),
});
export type AutotaskCredentials = z.output<typeof AutotaskCredentials>;
