import { z } from 'zod';

const PicklistKey = z.string().regex(/^\d+$/, 'must be the key of a value that came from Autotask');

/** What an admin sets for an Autotask integration; the pages of AT-10 to AT-36. */
export const AutotaskSettings = z.strictObject({
  /** Fallback for products whose category has no code of its own (AT-11); without it the one called "taxable products" (AT-12). */
  defaultBillingCode: PicklistKey.optional(),
  /** Billing code by category id (AT-10); categories of services alone need none (AT-13). */
  categoryBillingCodes: z.record(z.uuid(), PicklistKey).default({}),
  /** Given to products on creation in Autotask (AT-11). */
  defaultExternalProductId: z.string().max(50).optional(),
  /** Our category by Autotask product category. */
  productCategories: z.record(PicklistKey, z.uuid()).default({}),
  /** Push changes of products back; new ones are always sent (AT-30). */
  synchronizeProducts: z.boolean().default(true),
  /** Owner of companies and opportunities created there: an active resource that is no API user. */
  ownerResource: PicklistKey.optional(),
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
