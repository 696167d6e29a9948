import type { ChoiceSource } from './settings-page.ts';

/** A setting that means the same to several PSAs. */
export interface PortableSetting {
  title: string;
  /** What there is an entry for; absent where that is a word of our own, or where the setting has one value. */
  by?: ChoiceSource;
  value: ChoiceSource;
}

/**
 * What an integration hands over to that of another PSA. A page says where it keeps them (`portable`); a PSA that does not know
 * one leaves it out.
 */
export const PORTABLE_SETTINGS = {
  companyTypesIn: { title: 'Our type of companies that come in', by: { psa: 'company_type' }, value: { local: 'company_type' } },
  companyTypesOut: { title: "The PSA's type of companies", by: { local: 'company_type' }, value: { psa: 'company_type' } },
  manufacturerCompanyType: { title: 'Type of companies made for manufacturers', value: { local: 'company_type' } },
  productCategories: { title: 'Our category of products', by: { psa: 'product_category' }, value: { record: 'category' } },
  inventoryLocations: { title: 'Inventory location whose stock is read', value: { psa: 'inventory_location' } },
  quoteStages: { title: 'Stage of opportunities by the status of their quote', value: { psa: 'pipeline_stage' } },
  quoteOpportunityStatuses: {
    title: 'Status of opportunities by the status of their quote',
    value: { psa: 'opportunity_status' },
  },
  ticketPriority: { title: 'Priority of tickets that are created there', value: { psa: 'ticket_priority' } },
  receivingLocation: { title: 'Inventory location of orders that name none', value: { psa: 'inventory_location' } },
  opportunityOwner: { title: 'Who owns opportunities that are created there', value: { psa: 'resource' } },
} as const satisfies Readonly<Record<string, PortableSetting>>;

export type PortableName = keyof typeof PORTABLE_SETTINGS;

/**
 * Where a page keeps a portable setting: the path within its settings. `*` stands for each entry of a mapping; without one it
 * is a single value, or a list of them.
 */
export type PortablePlaces<Key extends string> = Readonly<Partial<Record<PortableName, readonly [Key, ...string[]]>>>;
