import {
  bundleServiceRules,
  inventoryProductRules,
  productRules,
  productVendorRules,
  serviceBundleRules,
  serviceRules,
} from './catalogue.rules.ts';
import { companyNoteRules, companyRules } from './company.rules.ts';
import type { EntityRules } from './entity-rules.ts';
import { opportunityRules } from './opportunity.rules.ts';
import { quoteItemRules, quoteRules } from './quote.rules.ts';

const RULES: Readonly<Record<string, EntityRules>> = {
  Companies: companyRules,
  CompanyNotes: companyNoteRules,
  Products: productRules,
  ProductVendors: productVendorRules,
  Services: serviceRules,
  ServiceBundles: serviceBundleRules,
  ServiceBundleServices: bundleServiceRules,
  InventoryProducts: inventoryProductRules,
  Opportunities: opportunityRules,
  Quotes: quoteRules,
  QuoteItems: quoteItemRules,
};

const NONE: EntityRules = {};

export function rulesOf(entityName: string): EntityRules {
  return RULES[entityName] ?? NONE;
}
