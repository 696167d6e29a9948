interface CallbackType {
  /** Entity whose changes it tells. */
  entity: string | undefined;
  /** Levels in lower case, each with the field whose id must be the entry's objectId; null for everything. */
  levels: Readonly<Record<string, string | null>>;
}

/** The table of connectwise.md 10. Types without an entity can be registered, and nothing is ever told. */
const TYPES: Readonly<Record<string, CallbackType>> = {
  activity: of('Activity', { status: 'status', type: 'type', company: 'company', activity: 'id' }),
  agreement: of('Agreement', { type: 'type', company: 'company', agreement: 'id' }),
  company: of('Company', {
    status: 'status',
    type: 'types',
    territory: 'territory',
    company: 'id',
    integratortag: 'integratorTags',
  }),
  configuration: of(undefined, { type: 'type', status: 'status', configuration: 'id' }),
  contact: of('Contact', { type: 'types', territory: 'territory', company: 'company', contact: 'id' }),
  expense: of(undefined, { chargetotype: 'type', type: 'type', class: 'class', company: 'company', expense: 'id' }),
  invoice: of('Invoice', { status: 'status', company: 'company', invoice: 'id' }),
  member: of('Member', { location: 'defaultLocation', securityrole: 'securityRole', member: 'id' }),
  opportunity: of('Opportunity', { statusid: 'status', company: 'company', opportunity: 'id' }),
  productcatalog: of('Catalog Item', {}),
  project: of('Project', { status: 'status', board: 'board', project: 'id' }),
  purchaseorder: of('Purchase Order', {
    status: 'status',
    vendor: 'vendorCompany',
    company: 'customerCompany',
    purchaseorder: 'id',
  }),
  schedule: of(undefined, { status: 'status', type: 'type', location: 'location', member: 'member', schedule: 'id' }),
  ticket: of('Ticket', {
    board: 'board',
    project: 'project',
    phase: 'phase',
    status: 'status',
    ticket: 'id',
    integratortag: 'integratorTags',
  }),
  time: of(undefined, { company: 'company', time: 'id' }),
  site: of('Site', {}),
};

function of(entity: string | undefined, levels: CallbackType['levels']): CallbackType {
  return { entity, levels: { owner: null, ...levels } };
}

/** Levels of a type in lower case; undefined for an unknown type. */
export function levelsOf(type: string, withSites: boolean): readonly string[] | undefined {
  const known = find(type);
  return known && (withSites || type.toLowerCase() !== 'site') ? Object.keys(known.levels) : undefined;
}

function find(type: string): CallbackType | undefined {
  const key = type.toLowerCase();
  return Object.hasOwn(TYPES, key) ? TYPES[key] : undefined;
}

export function entityOfType(type: string): string | undefined {
  return find(type)?.entity;
}

/** The field that an entry of this level looks at; null for everything. */
export function fieldOfLevel(type: string, level: string): string | null | undefined {
  return find(type)?.levels[level.toLowerCase()];
}
