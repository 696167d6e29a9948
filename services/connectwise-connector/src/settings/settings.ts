import { z } from 'zod';
import { CategoriesSettings } from './categories.page.ts';
import { CompaniesSettings } from './companies.page.ts';
import { InventoriesSettings } from './inventories.page.ts';
import { OpportunitiesSettings } from './opportunities.page.ts';
import { TicketSettings } from './ticket-settings.page.ts';

/** What an admin sets for a ConnectWise integration, page by page. */
export const ConnectWiseSettings = z.strictObject({
  ...CategoriesSettings.shape,
  ...CompaniesSettings.shape,
  ...OpportunitiesSettings.shape,
  ...InventoriesSettings.shape,
  ...TicketSettings.shape,
});
export type ConnectWiseSettings = z.output<typeof ConnectWiseSettings>;

/** How to reach a tenant's ConnectWise (CW-01): the keys of an API member. */
export const ConnectWiseCredentials = z.strictObject({
  /** Where people sign in, such as `na.myconnectwise.net`, or the address of an own server. */
  site: z.string().trim().min(1).max(255),
  /** The company id that people sign in with. */
  companyId: z.string().trim().min(1).max(100),
  publicKey: z.string().trim().min(1).max(200),
  privateKey: z.string().min(1).max(200),
  /** The client id that ConnectWise issued for the integration: a GUID. */
  clientId: z.string().trim().min(1).max(100),
});
export type ConnectWiseCredentials = z.output<typeof ConnectWiseCredentials>;
