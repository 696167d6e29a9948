import { z } from 'zod';
import { AccountCodesSettings } from './account-codes.page.ts';
import { CompaniesSettings } from './companies.page.ts';
import { OpportunitiesSettings } from './opportunities.page.ts';
import { ProductsSettings } from './products.page.ts';
import { QuotesSettings } from './quotes.page.ts';

/** What an admin sets for a HaloPSA integration, page by page. */
export const HaloSettings = z.strictObject({
  ...ProductsSettings.shape,
  ...OpportunitiesSettings.shape,
  ...CompaniesSettings.shape,
  ...QuotesSettings.shape,
  ...AccountCodesSettings.shape,
});
export type HaloSettings = z.output<typeof HaloSettings>;
