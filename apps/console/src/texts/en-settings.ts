import type { PageName, PageSettings } from '../api/settings-pages.ts';
import type { Provider } from '../api/connectors.ts';

/** A setting's title, what it does, and what the two sides of a mapping are called. */
interface SettingWords {
  title: string;
  how?: string;
  sides?: readonly [string, string];
}

/** A page without settings accepts no name at all. */
type NamesOf<Settings> = string extends keyof Settings ? never : keyof Settings;
type SettingsOf<P extends Provider> = { [Name in PageName<P>]: NamesOf<PageSettings<P, Name>> }[PageName<P>];
type SettingName = SettingsOf<'autotask'> | SettingsOf<'connectwise'> | SettingsOf<'halo'>;

const OURS = 'Here';
const PSA = 'In the PSA';

const fields: Readonly<Record<SettingName, SettingWords>> = {
  defaultBillingCode: {
    title: 'Default billing code',
    how: 'For products whose category has no code of its own. Without one: “taxable products”.',
  },
  categoryBillingCodes: {
    title: 'Billing code by category',
    how: 'Autotask creates a product only with a billing code. Categories that hold services alone need none.',
    sides: ['Category here', 'Billing code in Autotask'],
  },
  defaultExternalProductId: { title: 'Default external product ID', how: 'Given to products when they are created in Autotask.' },
  companyTypesIn: {
    title: 'Company types that come in',
    how: 'A type without an entry comes in as it is.',
    sides: [PSA, OURS],
  },
  companyTypesOut: {
    title: 'Company types that go out',
    how: 'A new company whose type has no entry is created without one; Autotask alone needs a type and takes no such company.',
    sides: [OURS, PSA],
  },
  companyUdfs: {
    title: 'User-defined fields of companies',
    how: 'Which field fills which data point, by company type. Multi-select fields cannot be read by the API.',
    sides: ['Company type', 'Data points and their fields'],
  },
  manufacturerCompanyType: {
    title: 'Type of new manufacturers',
    how: 'Given to companies that an import makes for manufacturers.',
  },
  synchronizeProducts: {
    title: 'Synchronize to Autotask',
    how: 'Changes of products are sent back. New products are always sent.',
  },
  prependInternalProductId: { title: 'Prepend the internal product ID to the product name' },
  prependMpnToServiceName: { title: 'Prepend the MPN to the service name' },
  importServiceNameWithMpn: { title: 'Import the service name including the MPN' },
  enrichWithMpn: {
    title: 'Enrich with the manufacturer part number',
    how: 'Imported products are completed from the product catalogue.',
  },
  roleCategories: {
    title: 'Roles',
    how: 'Labour roles without a category are not imported.',
    sides: ['Role in Autotask', 'Category here'],
  },
  productCategories: {
    title: 'Non-recurring products',
    how: 'Product categories without one of ours are not imported.',
    sides: ['Product category in Autotask', 'Category here'],
  },
  serviceCategories: {
    title: 'Recurring services',
    how: 'Services without a category are not imported.',
    sides: ['Service in Autotask', 'Category here'],
  },
  inventoryLocations: { title: 'Inventory locations', how: 'Whose stock is read.' },
  opportunityUdfs: {
    title: 'User-defined fields of opportunities',
    how: 'Each field can be mapped once. Multi-select fields cannot be read by the API.',
    sides: ['Data point here', 'Field in Autotask'],
  },
  quoteStatuses: {
    title: 'What the status of a quote means there',
    how: 'Without an entry the status there stays as it is.',
    sides: ['Quote here', PSA],
  },
  quoteMoves: {
    title: 'Where the status of a quote moves its opportunity',
    how: 'Without an entry the opportunity stays where it is.',
    sides: ['Quote here', 'Opportunity in HaloPSA'],
  },
  ownerResource: { title: 'Owner', how: 'Of companies and opportunities that are created in Autotask.' },
  readOpportunityChanges: {
    title: 'Read changes of opportunities',
    how: 'Autotask has no webhook for opportunities, so reading their changes spends calls of the hourly allowance.',
  },
  createTickets: { title: 'Create tickets', how: 'Approved quotes offer to create a service ticket with its charges.' },
  ticketsPerQuote: { title: 'Tickets per quote, at most' },
  chargeBillingCode: { title: 'Billing code of charges', how: 'For ticket charges and purchase orders whose product has none.' },
  receivingLocation: { title: 'Receiving location', how: 'For orders that name none. Without one: Autotask’s default.' },
  ticketStatus: { title: 'Ticket status' },
  ticketPriority: { title: 'Ticket priority' },
  ticketQueue: { title: 'Ticket queue' },
  importTicketCharges: {
    title: 'Import new ticket charges',
    how: 'Only charges of the last two hours enter procurement, and none that need no procurement.',
  },
  createContracts: { title: 'Create contracts', how: 'Approved quotes with recurring services become contracts.' },
  contractMonths: { title: 'Months that a contract runs' },
  contractCategory: { title: 'Contract category' },
  contractPeriod: { title: 'Contract period' },
  readInvoices: { title: 'Hand on posted invoices', how: 'To the accounting system that takes them. Off until there is one.' },
  invoiceHistoryDays: { title: 'Days that invoices are looked back for' },
  readPurchaseOrders: { title: 'Hand on purchase orders' },
  purchaseOrderHistoryDays: { title: 'Days that purchase orders are looked back for' },
  categories: {
    title: 'Categories',
    how: 'Once any is mapped, what has no category of ours is not imported.',
    sides: [PSA, OURS],
  },
  subcategories: { title: 'Subcategories', how: 'They go before their category.', sides: ['Subcategory in ConnectWise', OURS] },
  defaultSubcategory: { title: 'Default subcategory', how: 'For products whose category is mapped to nothing.' },
  productTypes: {
    title: 'Type of what is created there',
    how: 'Without one it is found by its name and by what it stands for.',
    sides: ['Sold as', 'In HaloPSA'],
  },
  productFields: { title: 'Custom fields of products', sides: ['Data point here', 'Field in ConnectWise'] },
  importDefaults: { title: 'What imported products get', how: 'Where ConnectWise says nothing.' },
  defaultTerm: { title: 'Default term of services', how: 'Where the PSA does not tell how they are billed.' },
  companyTypePriority: { title: 'Priority of company types', how: 'A company may have several: the first of these counts.' },
  companyStatuses: { title: 'Company statuses', how: 'Only companies in these are synchronized; all where none is chosen.' },
  companyFields: { title: 'Custom fields of companies', sides: ['Data point here', 'Field in ConnectWise'] },
  opportunityStatusesIn: {
    title: 'Opportunity statuses that come in',
    how: 'One without an entry comes in as it is.',
    sides: [PSA, OURS],
  },
  opportunityStatusesOut: {
    title: 'Opportunity statuses that go out',
    how: 'Without an entry the status there stays.',
    sides: [OURS, PSA],
  },
  salesRep: { title: 'Sales representative', how: 'Of opportunities created there. Without one: the first active member.' },
  warehouses: { title: 'Warehouses', how: 'Whose stock is read.' },
  ticketBoard: { title: 'Service board', how: 'Status, type and subtype are those of the board.' },
  ticketType: { title: 'Ticket type' },
  ticketSubType: { title: 'Ticket subtype' },
  createAgreements: {
    title: 'Create agreements',
    how: 'Recurring lines of approved quotes become agreements, one for each billing cycle.',
  },
  agreementType: { title: 'Agreement type' },
  agreementMonths: { title: 'Months that an agreement runs', how: 'Empty: until somebody ends it.' },
  orderStatus: { title: 'Status of purchase orders' },
  orderTerms: { title: 'Payment terms of purchase orders' },
  receivingWarehouse: { title: 'Receiving warehouse', how: 'For orders that name none.' },
  productGroups: { title: 'What a product group is sold as', sides: ['Product group in HaloPSA', 'Sold as'] },
  defaultProductGroup: { title: 'Default product group', how: 'For what has none by its type.' },
  shippingProduct: { title: 'Shipping product', how: 'Stands for shipping and charges of a quote that name no product.' },
  lineProduct: { title: 'Product of other lines', how: 'Stands for lines that name no product, where HaloPSA demands an item.' },
  synchronizeToHalo: { title: 'Synchronize to HaloPSA', how: 'New products and services and their changes are sent.' },
  manufacturerField: { title: 'Custom field of the manufacturer' },
  manufacturerSkuField: { title: 'Custom field of the manufacturer’s part number' },
  opportunityType: { title: 'Opportunity type', how: 'Of opportunities created there. Without one: HaloPSA’s first.' },
  opportunityTypes: { title: 'Opportunity types that are imported', how: 'All where none is chosen.' },
  importCategories: { title: 'Categories that are imported', how: 'All where none is chosen.' },
  opportunityTeam: { title: 'Opportunity team' },
  opportunityAgent: { title: 'Agent of opportunities' },
  companyProspectType: { title: 'Company prospect type', how: 'Of companies created there whose own type is mapped to none.' },
  addressLines: { title: 'Address', how: 'What stands on each line of an address there.', sides: ['Line in HaloPSA', OURS] },
  mainContactName: { title: 'Main contact of new companies', how: 'HaloPSA may demand its name.' },
  billingPeriods: {
    title: 'Billing period by term',
    how: 'HaloPSA’s number of it. Without one: what the item says.',
    sides: ['Term here', 'Number in HaloPSA'],
  },
  salesOrdersPerQuote: { title: 'Sales orders per quote, at most' },
  accountCodes: {
    title: 'Account codes by product group',
    how: 'They travel to the accounting system with orders. Without an entry: HaloPSA’s own.',
    sides: ['Product group in HaloPSA', 'Account codes'],
  },
  companyEvents: {
    title: 'Numbers of the company events',
    how: 'As HaloPSA lists them. Without any, choose the events in HaloPSA.',
  },
  contactEvents: { title: 'Numbers of the contact events' },
};

/** Parts of settings that have several. */
const parts: Readonly<Record<string, string>> = {
  stage: 'Stage',
  status: 'Status',
  product: 'Products',
  service: 'Services',
  labour: 'Labour',
  charge: 'Charges',
  unit: 'Unit',
  vendor: 'Vendor',
  isEligibleForRma: 'Eligible for RMA',
  doesNotRequireProcurement: 'Does not require procurement',
  income: 'Income account',
  expense: 'Expense account',
};

const known: Readonly<Record<string, SettingWords>> = fields;

export const settings = {
  titleOf: (name: string): string => known[name]?.title ?? parts[name] ?? name,
  howOf: (name: string): string | undefined => known[name]?.how,
  sidesOf: (name: string): readonly [string, string] => known[name]?.sides ?? [OURS, PSA],
  words: {
    quoteStatus: { draft: 'Draft', sent: 'Sent', approved: 'Approved', declined: 'Declined', expired: 'Expired' },
    term: { monthly: 'Monthly', quarterly: 'Quarterly', 'semi-annual': 'Twice a year', yearly: 'Yearly' },
    itemKind: {
      'one-time': 'Product sold once',
      service: 'Recurring service',
      labour: 'Labour',
      charge: 'Charge, such as shipping',
    },
    addressLine: { line1: 'Line 1', line2: 'Line 2', line3: 'Line 3', line4: 'Line 4' },
    addressPart: { street: 'Street', apartment: 'Apartment', city: 'City', state: 'State' },
  } as Readonly<Record<'quoteStatus' | 'term' | 'itemKind' | 'addressLine' | 'addressPart', Readonly<Record<string, string>>>>,
  on: 'on',
  off: 'off',
  nothing: 'nothing',
  none: 'None',
  notMapped: 'Not mapped',
  unusable: {
    inactive: (label: string, psa: string) => `${label} (inactive in ${psa})`,
    gone: (label: string, psa: string) => `${label} (gone from ${psa})`,
    unsupported: (label: string) => `${label} (not supported by the API)`,
  },
  nothingFound: 'Nothing is called so.',
  noChoices: (psa: string) =>
    `There is nothing to choose from yet. What ${psa} has is read by a fields-only sync on the page Synchronize; what is yours is added to your categories and field values.`,
  search: (what: string) => `Search in ${what}`,
  shownOf: (shown: number, total: number) => `${shown} of ${total.toLocaleString('en')} are shown; search for the others.`,
  add: 'Add',
  addName: (title: string) => `New entry of ${title}`,
  addNameHint: 'Name of a data point',
  removeEntry: (label: string) => `Remove ${label}`,
  searchProducts: 'Type to search for a product',
  isStale: 'No longer holds',
  stale: (n: number) => (n === 1 ? 'One entry no longer holds' : `${n} entries no longer hold`),
  staleHow: (psa: string) =>
    `What they name is gone or inactive in ${psa}. Choose another for each, or remove it: what failed for it is tried again when you save.`,
  leave: 'There are changes that are not saved. Leave the page without them?',
  save: 'Save',
  saveAnyway: 'Save all the same',
  check: 'Check only',
  undo: 'Undo my changes',
  changes: (n: number) => (n === 1 ? 'One change is not saved yet' : `${n} changes are not saved yet`),
  noChanges: 'Everything is saved.',
  from: 'before',
  to: 'now',
  saved: 'Saved',
  savedNext: 'See the issues: what failed for it is tried again',
  notSaved: 'Nothing was saved',
  checkedWell: (psa: string) => `Checked by what ${psa} has now: everything holds. Nothing is saved yet.`,
  checkFound: (n: number) => (n === 1 ? 'One thing does not hold' : `${n} things do not hold`),
  checkFoundHow: (psa: string) =>
    `By what ${psa} has now. Nothing is saved yet; mend them, or save all the same where the entry stood there before.`,
  checkFailed: (psa: string) => `It could not be checked by what ${psa} has now`,
  checkFailedHow: 'Saving checks by what the last sync read.',
  changedMeanwhile: 'Somebody saved this page meanwhile',
  changedMeanwhileHow: 'Nothing of yours was saved, and nothing of it is lost. This is what they changed:',
  changedNothing: 'Another page of this integration was saved. Yours stands as it was.',
  clashes: (n: number) =>
    n === 1 ? 'One of them is also changed by you, differently.' : `${n} of them are also changed by you, differently.`,
  keepMine: 'Put my changes on top',
  takeTheirs: 'Drop mine, show theirs',
};
