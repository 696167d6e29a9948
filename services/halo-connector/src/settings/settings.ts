import { z } from 'zod';
import { originOf } from '../client/host.ts';
import { AccountCodesSettings } from './account-codes.page.ts';
import { CompaniesSettings } from './companies.page.ts';
import { OpportunitiesSettings } from './opportunities.page.ts';
import { ProductsSettings } from './products.page.ts';
import { QuotesSettings } from './quotes.page.ts';
import { WebhooksSettings } from './webhooks.page.ts';

/** What an admin sets for a HaloPSA integration, page by page. */
export const HaloSettings = z.strictObject({
  ...ProductsSettings.shape,
  ...OpportunitiesSettings.shape,
  ...CompaniesSettings.shape,
  ...QuotesSettings.shape,
  ...AccountCodesSettings.shape,
  ...WebhooksSettings.shape,
});
export type HaloSettings = z.output<typeof HaloSettings>;

/** How to reach a tenant's HaloPSA (HP-01): an application that logs in as an API-only agent. */
export const HaloCredentials = z.strictObject({
  /** Where people sign in, such as `acme.halopsa.com`, or the address of an own server. */
  host: z
    .string()
    .trim()
    .max(255)
    .refine((host) => originOf(host) !== undefined, 'must be an address such as "acme.halopsa.com"'),
  /** The tenant as the page HaloPSA API names it; only where the host does not tell it itself. */
  tenant: z.string().trim().min(1).max(100).optional(),
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
  /** The MSP's own website as it stands here: its client in HaloPSA has to have the same (HP-03). */
  website: z.string().trim().min(1).max(255).optional(),
});
export type HaloCredentials = z.output<typeof HaloCredentials>;
