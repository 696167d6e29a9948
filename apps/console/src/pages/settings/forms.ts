import type { PageName, PageSettings } from '../../api/settings-pages.ts';
import type { Provider } from '../../api/connectors.ts';
import {
  choice,
  choices,
  group,
  mapping,
  mappingOfNames,
  mappingOfWords,
  number,
  onOff,
  text,
  word,
  type Fields,
  type FormOf,
} from './field.ts';

type Forms<P extends Provider> = { readonly [Name in PageName<P>]: FormOf<PageSettings<P, Name>> };

const MOVES = mappingOfWords('quoteStatus', group({ stage: choice('stages'), status: choice('statuses') }));

const autotask: Forms<'autotask'> = {
  synchronize: {},
  'billing-codes': {
    defaultBillingCode: choice('billingCodes'),
    categoryBillingCodes: mapping('categories', choice('billingCodes')),
    defaultExternalProductId: text,
  },
  'data-import': {
    companyTypesIn: mapping('companyTypes', choice('localCompanyTypes')),
    companyTypesOut: mapping('localCompanyTypes', choice('companyTypes')),
    companyUdfs: mapping('companyTypes', mappingOfNames(choice('companyUdfs'))),
    manufacturerCompanyType: choice('localCompanyTypes'),
    synchronizeProducts: onOff,
    prependInternalProductId: onOff,
    prependMpnToServiceName: onOff,
    importServiceNameWithMpn: onOff,
    enrichWithMpn: onOff,
    roleCategories: mapping('roles', choice('categories')),
    productCategories: mapping('productCategories', choice('categories')),
    serviceCategories: mapping('services', choice('categories')),
  },
  inventories: { inventoryLocations: choices('inventoryLocations') },
  opportunity: {
    opportunityUdfs: mappingOfNames(choice('opportunityUdfs')),
    quoteStatuses: MOVES,
    ownerResource: choice('resources'),
    readOpportunityChanges: onOff,
  },
  'purchase-order': {
    createTickets: onOff,
    ticketsPerQuote: number(1, 50),
    chargeBillingCode: choice('billingCodes'),
    ticketStatus: choice('ticketStatuses'),
    ticketPriority: choice('ticketPriorities'),
    ticketQueue: choice('ticketQueues'),
    importTicketCharges: onOff,
    receivingLocation: choice('receivingLocations'),
    createContracts: onOff,
    contractMonths: number(1, 120),
    contractCategory: choice('contractCategories'),
    contractPeriod: choice('contractPeriods'),
  },
  webhooks: {},
  invoices: {
    readInvoices: onOff,
    invoiceHistoryDays: number(7, 365),
    readPurchaseOrders: onOff,
    purchaseOrderHistoryDays: number(7, 365),
  },
};

const connectwise: Forms<'connectwise'> = {
  synchronize: {},
  categories: {
    categories: mapping('categories', choice('localCategories')),
    subcategories: mapping('subcategories', choice('localCategories')),
    defaultSubcategory: choice('subcategories'),
    productTypes: group({
      product: choice('productTypes'),
      service: choice('productTypes'),
      labour: choice('productTypes'),
      charge: choice('productTypes'),
    }),
    productFields: mappingOfNames(choice('productFields')),
    importDefaults: group({ unit: text, vendor: text, isEligibleForRma: onOff, doesNotRequireProcurement: onOff }),
    defaultTerm: word('term'),
  },
  companies: {
    companyTypesIn: mapping('companyTypes', choice('localCompanyTypes')),
    companyTypesOut: mapping('localCompanyTypes', choice('companyTypes')),
    companyTypePriority: choices('companyTypes'),
    companyStatuses: choices('companyStatuses'),
    companyFields: mappingOfNames(choice('companyFields')),
    manufacturerCompanyType: choice('localCompanyTypes'),
  },
  'opportunity-status-mapping': {
    opportunityStatusesIn: mapping('statuses', choice('localStatuses')),
    opportunityStatusesOut: mapping('localStatuses', choice('statuses')),
    quoteStatuses: MOVES,
    salesRep: choice('members'),
  },
  callbacks: {},
  inventories: { warehouses: choices('warehouses') },
  'ticket-settings': {
    createTickets: onOff,
    ticketsPerQuote: number(1, 50),
    ticketBoard: choice('boards'),
    ticketStatus: choice('ticketStatuses'),
    ticketType: choice('ticketTypes'),
    ticketSubType: choice('ticketSubTypes'),
    ticketPriority: choice('ticketPriorities'),
    createAgreements: onOff,
    agreementType: choice('agreementTypes'),
    agreementMonths: number(1, 120),
    orderStatus: choice('orderStatuses'),
    orderTerms: choice('orderTerms'),
    receivingWarehouse: choice('warehouses'),
  },
};

const halo: Forms<'halo'> = {
  synchronize: {},
  products: {
    categories: mapping('categories', choice('localCategories')),
    productGroups: mapping('productGroups', word('itemKind')),
    productTypes: mappingOfWords('itemKind', choice('productGroups')),
    defaultProductGroup: choice('productGroups'),
    synchronizeToHalo: onOff,
    shippingProduct: { as: 'product' },
    lineProduct: { as: 'product' },
    manufacturerField: choice('itemFields'),
    manufacturerSkuField: choice('itemFields'),
    defaultTerm: word('term'),
  },
  opportunities: {
    opportunityType: choice('types'),
    opportunityTypes: choices('types'),
    importCategories: choices('categories'),
    opportunityStatusesIn: mapping('statuses', choice('localStatuses')),
    opportunityStatusesOut: mapping('localStatuses', choice('statuses')),
    quoteMoves: MOVES,
    opportunityTeam: choice('teams'),
    opportunityAgent: choice('agents'),
  },
  companies: {
    companyTypesIn: mapping('companyTypes', choice('localCompanyTypes')),
    companyTypesOut: mapping('localCompanyTypes', choice('companyTypes')),
    companyProspectType: choice('companyTypes'),
    addressLines: mappingOfWords('addressLine', word('addressPart')),
    mainContactName: text,
    manufacturerCompanyType: choice('localCompanyTypes'),
  },
  quotes: {
    quoteStatuses: mappingOfWords('quoteStatus', choice('quoteStatuses')),
    billingPeriods: mappingOfWords('term', number(0, 999)),
    salesOrdersPerQuote: number(1, 50),
  },
  'account-codes': {
    accountCodes: mapping(
      'productGroups',
      group({ income: { as: 'text', suggest: 'accountCodes' }, expense: { as: 'text', suggest: 'accountCodes' } }),
    ),
  },
  webhooks: { companyEvents: { as: 'numbers' }, contactEvents: { as: 'numbers' } },
};

const FORMS: Readonly<Record<Provider, Readonly<Record<string, Fields>>>> = { autotask, connectwise, halo };

/** The settings of a page in the order in which they are shown; undefined for a page that the console does not know. */
export function formOf(provider: Provider, page: string): Fields | undefined {
  return Object.hasOwn(FORMS[provider], page) ? FORMS[provider][page] : undefined;
}

/** Pages that do more than settings do, under whatever name the PSA has for them. */
export function isWebhookPage(page: string): boolean {
  return page === 'webhooks' || page === 'callbacks';
}
export const SYNCHRONIZE = 'synchronize';

/** Which own run a page starts: that which reads what is mapped on it. */
export function ownRunOf(provider: Provider, page: string): 'import' | 'inventory' | undefined {
  if (page === 'inventories') return 'inventory';
  const imports = { autotask: 'data-import', connectwise: 'categories', halo: 'products' };
  return imports[provider] === page ? 'import' : undefined;
}
