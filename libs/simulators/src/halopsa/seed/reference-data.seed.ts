import type { Values } from '../store/database.ts';
import { CUSTOMER_TYPE, LOOKUP, numberless, PIPELINE_STAGE } from '../store/lookups.ts';
import { plant, type SeedContext } from './seed-context.ts';

/** What an administrator has set up: agents, teams, types, statuses, lookups, groups, custom fields. */
export function seedReferenceData(context: SeedContext): void {
  for (const [entityName, rows] of Object.entries(ROWS))
    for (const { id, ...values } of rows) plant(context, entityName, values, id === undefined ? {} : { id });
  plant(
    context,
    'Agent',
    { name: 'Quoting API', email: 'quoting-api@demomsp.example', isapiagent: true, team: 'Sales', teams: ['Sales'] },
    { id: context.apiAgentId },
  );
  for (const [lookupid, names] of LOOKUPS) seedLookup(context, { lookupid }, names);
  for (const [name, use] of NUMBERLESS_LOOKUPS) plant(context, 'Lookup', { lookupid: LOOKUP.lookupTypes, name, use });
  seedLookup(context, numberless(CUSTOMER_TYPE), ['Customer', 'Prospect', 'Supplier']);
  seedLookup(context, numberless(PIPELINE_STAGE), ['Qualify', 'Propose', 'Negotiate', 'Commit']);
  QUOTE_STATUSES.forEach(([name, use], index) => plantLookup(context, { lookupid: LOOKUP.quoteStatus, use }, { name, index }));
}

type SeedRow = Values & { id?: number };

const TYPES = { incident: 1, opportunity: 28, renewal: 29, project: 30 } as const;

const ROWS: Readonly<Record<string, readonly SeedRow[]>> = {
  TopLevel: [{ id: 1, name: 'Customers' }],
  Agent: [
    { id: 1, name: 'Unassigned', email: '', initials: '' },
    { id: 7, name: 'Demo Seller', email: 'seller@demomsp.example', initials: 'DS', team: 'Sales', teams: ['Sales'] },
    {
      id: 8,
      name: 'Demo Technician',
      email: 'technician@demomsp.example',
      initials: 'DT',
      team: 'Service Desk',
      teams: ['Service Desk'],
    },
  ],
  Team: [
    { id: 1, name: 'Service Desk', sequence: 1 },
    { id: 2, name: 'Sales', forrequests: false, foropps: true, sequence: 2 },
    { id: 3, name: 'Renewals', forrequests: false, foropps: true, sequence: 3 },
    { id: 4, name: 'Projects', forrequests: false, forprojects: true, sequence: 4 },
  ],
  Status: [
    { id: 1, name: 'New', shortname: 'New', type: 0 },
    { id: 2, name: 'In Progress', shortname: 'In Prog', type: 0 },
    { id: 9, name: 'Closed', shortname: 'Closed', type: 0, isclosed: true },
    { id: 31, name: 'Opportunity Open', shortname: 'Open', type: 1 },
    { id: 32, name: 'Proposal Sent', shortname: 'Sent', type: 1 },
    { id: 35, name: 'Won', shortname: 'Won', type: 1, isclosed: true },
    { id: 36, name: 'Lost', shortname: 'Lost', type: 1, isclosed: true },
  ],
  TicketType: [
    {
      id: TYPES.incident,
      name: 'Incident',
      use: 'ticket',
      initial_status: 1,
      default_team: 'Service Desk',
      allowed_status: [1, 2, 9],
    },
    {
      id: TYPES.opportunity,
      name: 'Opportunity',
      use: 'opportunity',
      initial_status: 31,
      default_team: 'Sales',
      allowed_status: [31, 32, 35, 36],
      defaultpipeline_stage_id: 1,
    },
    {
      id: TYPES.renewal,
      name: 'Renewal',
      use: 'opportunity',
      initial_status: 31,
      default_team: 'Renewals',
      allowed_status: [31, 35, 36],
      defaultpipeline_stage_id: 1,
    },
    {
      id: TYPES.project,
      name: 'Project',
      use: 'project',
      initial_status: 1,
      default_team: 'Projects',
      allowed_status: [1, 2, 9],
    },
  ],
  Category: [
    { id: 1, value: 'Hardware', category_name: 'Category 1', type_id: 1 },
    { id: 2, value: 'Software', category_name: 'Category 1', type_id: 1 },
  ],
  Priority: [{ id: 1, name: 'Medium', priorityid: 3, slaid: 1 }],
  Outcome: [
    { id: 1, outcome: 'First Contact', buttonname: 'First Contact' },
    { id: 7, outcome: 'Private Note', buttonname: 'Private Note', hidden: true },
  ],
  Tax: [
    { id: 1, name: 'Standard', code: 'STD', value: 20 },
    { id: 2, name: 'Exempt', code: 'EXE', value: 0 },
  ],
  Currency: [{ id: 1, name: 'US Dollar', symbol: '$', code: 'USD', conversion_rate: 1 }],
  AssetGroup: [
    { id: 14, name: 'Hardware', sequence: 1, ...codes('200', 'Hardware sales', '300', 'Hardware purchases') },
    { id: 15, name: 'Software', sequence: 2, ...codes('210', 'Software sales', '310', 'Software purchases') },
    {
      id: 16,
      name: 'Services',
      sequence: 3,
      item_recurring_default: true,
      ...codes('220', 'Service sales', '320', 'Service costs'),
    },
    { id: 17, name: 'Shipping', sequence: 4, ...codes('290', 'Carriage', '390', 'Carriage costs') },
    { id: 18, name: 'Workstations', showasitem: false, showasequip: true },
  ],
  AssetType: [
    { id: 120, name: 'Firewall', assetgroup_id: 14 },
    { id: 121, name: 'Licence', assetgroup_id: 15 },
    { id: 122, name: 'Labour', assetgroup_id: 16 },
  ],
  Supplier: [
    { id: 3, name: 'Demo Distributor', email_address: 'orders@distributor.example', website: 'https://distributor.example' },
    { id: 4, name: 'Demo Manufacturer', is_supplier: false, is_manufacturer: true, website: 'https://manufacturer.example' },
    { id: 5, name: 'Demo Wholesale', email_address: 'orders@wholesale.example', website: 'https://wholesale.example' },
  ],
  FieldInfo: [
    { id: 150, name: 'CFQuotingId', label: 'Quoting id', kind: 'text', typeid: 1, entity: 'Client' },
    { id: 151, name: 'CFContactTier', label: 'Tier', kind: 'single', typeid: 2, values: ['Gold', 'Silver'], entity: 'Users' },
    { id: 152, name: 'CFQuotingOpportunity', label: 'Quoting opportunity', kind: 'text', typeid: 3, entity: 'Tickets' },
    { id: 153, name: 'CFManufacturer', label: 'Manufacturer', kind: 'text', typeid: 4, entity: 'Item' },
    { id: 154, name: 'CFManufacturerSku', label: 'Manufacturer SKU', kind: 'text', typeid: 4, entity: 'Item' },
    { id: 155, name: 'CFQuotingQuote', label: 'Quoting quote', kind: 'text', typeid: 5, entity: 'Quotation' },
    { id: 156, name: 'CFQuotingOrder', label: 'Quoting order', kind: 'text', typeid: 6, entity: 'SalesOrder' },
    { id: 157, name: 'CFQuotingSite', label: 'Quoting site', kind: 'text', typeid: 7, entity: 'Site' },
  ],
};

function codes(sales: string, salesName: string, purchase: string, purchaseName: string): Values {
  return {
    nominalcode: sales,
    nominalcode_name: salesName,
    nominalcodepurchase: purchase,
    nominalcode_name_purchase: purchaseName,
    tax_id: 1,
    tax_id_purchase: 1,
  };
}

/** Draft, sent, accepted and the rest, with what each is for. */
const QUOTE_STATUSES = [
  ['Draft', 'open'],
  ['Sent', 'open'],
  ['Accepted', 'accepted'],
  ['Rejected', 'rejected'],
  ['Expired', 'rejected'],
] as const;

const LOOKUPS: readonly (readonly [number, readonly string[]])[] = [
  [LOOKUP.lookupTypes, ['Purchase order status', 'Sales order status', 'Quote status', 'Customer relationship']],
  [LOOKUP.purchaseOrderStatus, ['Raised', 'Sent', 'Received']],
  [LOOKUP.salesOrderStatus, ['New', 'In progress', 'Complete']],
  [LOOKUP.customerRelationship, ['Customer', 'Partner']],
];

/** Of the list of lookups: those whose number differs from tenant to tenant. */
const NUMBERLESS_LOOKUPS = [
  ['Customer type', CUSTOMER_TYPE],
  ['Pipeline stage', PIPELINE_STAGE],
] as const;

/** Codes begin at 1; those of the list of lookups are the lookups' own numbers. */
function seedLookup(context: SeedContext, of: Values, names: readonly string[]): void {
  const numbers = [LOOKUP.purchaseOrderStatus, LOOKUP.salesOrderStatus, LOOKUP.quoteStatus, LOOKUP.customerRelationship];
  names.forEach((name, index) => {
    const code = of['lookupid'] === LOOKUP.lookupTypes ? numbers[index] : undefined;
    plantLookup(context, of, code === undefined ? { name, index } : { name, index, code });
  });
}

function plantLookup(
  context: SeedContext,
  of: Values,
  { name, index, code }: { name: string; index: number; code?: number },
): void {
  plant(context, 'Lookup', { ...of, name, code: code ?? index + 1, sequence: index + 1 });
}
