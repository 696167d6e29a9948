import type { Endpoint } from '../metadata/entity-definition.ts';
import type { Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { LOOKUP, lookupIdOf, lookupRow } from '../store/lookups.ts';
import { readFlag, type ListRequest } from './list-request.ts';
import type { RowTest } from './run-list.ts';

type OwnFilter = (tenant: Tenant, request: ListRequest, place: Pick<Endpoint, 'domain'>) => RowTest;

/** Query parameters that do more than compare one field (halopsa.md 5, 6). */
const OWN: Readonly<Record<string, OwnFilter>> = {
  Tickets: ticketFilter,
  Users: userFilter,
  Quotation: quotationFilter,
  Item: itemFilter,
  TicketType: ticketTypeFilter,
  Status: statusFilter,
  Lookup: lookupFilter,
  PurchaseOrder: openFilter,
  Agent: agentFilter,
  Site: siteFilter,
};

export function ownFilterOf(
  tenant: Tenant,
  { entity, domain }: Pick<Endpoint, 'entity' | 'domain'>,
  request: ListRequest,
): RowTest {
  return OWN[entity.name]?.(tenant, request, { domain }) ?? (() => true);
}

const USE_OF_DOMAIN: Readonly<Record<string, string>> = { reqs: 'ticket', opps: 'opportunity', prjs: 'project' };

function ticketFilter(tenant: Tenant, { parameters }: ListRequest, { domain }: Pick<Endpoint, 'domain'>): RowTest {
  const use = domain ?? USE_OF_DOMAIN[parameters.get('domain')?.toLowerCase() ?? ''];
  const openOnly = readFlag(parameters, 'open_only') === true;
  const closedOnly = readFlag(parameters, 'closed_only') === true;
  return (row) => {
    const isClosed = isClosedTicket(tenant, row);
    if ((openOnly && isClosed) || (closedOnly && !isClosed)) return false;
    return use === undefined || useOf(tenant, row) === use;
  };
}

export function useOf({ database }: Tenant, { values }: Row): unknown {
  return database.row('TicketType', values['tickettype_id'])?.values['use'];
}

export function isClosedTicket({ database }: Tenant, { values }: Row): boolean {
  return database.row('Status', values['status_id'])?.values['isclosed'] === true;
}

function userFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const hidesGeneral = readFlag(parameters, 'exclude_generaluser') || readFlag(parameters, 'exclude_defaultsiteusers');
  const hidesAgents = readFlag(parameters, 'exclude_agents');
  return ({ values }) =>
    !(hidesGeneral && values['isgeneraluser'] === true) && !(hidesAgents && typeof values['linked_agent_id'] === 'number');
}

/** What lookup 39 says of a quotation's status. */
function quotationFilter(tenant: Tenant, { parameters }: ListRequest): RowTest {
  const openOnly = readFlag(parameters, 'open') === true;
  const closedOnly = readFlag(parameters, 'closed') === true;
  const processed = readFlag(parameters, 'processed');
  return ({ values }) => {
    const use = lookupRow(tenant, LOOKUP.quoteStatus, values['status'])?.values['use'];
    const isClosed = use === 'accepted' || use === 'rejected';
    const isProcessed = typeof values['salesorder_id'] === 'number';
    return !(openOnly && isClosed) && !(closedOnly && !isClosed) && (processed === undefined || processed === isProcessed);
  };
}

function itemFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const recurringOnly = readFlag(parameters, 'recurringonly') === true;
  const withoutRecurring = readFlag(parameters, 'excluderecurring') === true;
  return ({ values }) => {
    const isRecurring = values['isrecurringitem'] === true;
    return !(recurringOnly && !isRecurring) && !(withoutRecurring && isRecurring);
  };
}

function ticketTypeFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const use = USE_OF_DOMAIN[parameters.get('domain')?.toLowerCase() ?? ''];
  const creatableOnly = readFlag(parameters, 'can_create_only') === true;
  return ({ values }) => (use === undefined || values['use'] === use) && !(creatableOnly && values['cancreate'] !== true);
}

/** Statuses that a ticket type allows; none of its own means all. */
function statusFilter({ database }: Tenant, { parameters }: ListRequest): RowTest {
  const withoutClosed = readFlag(parameters, 'excludeclosed') === true;
  const wanted = Number(parameters.get('tickettype_id') ?? NaN);
  const allowed = database.row('TicketType', wanted)?.values['allowed_status'];
  return ({ id, values }) =>
    !(withoutClosed && values['isclosed'] === true) && (!Array.isArray(allowed) || (allowed as unknown[]).includes(id));
}

/** Some lookups are not known to every tenant. */
function lookupFilter(tenant: Tenant, { parameters }: ListRequest): RowTest {
  const wanted = parameters.get('lookupid') ?? '';
  return (row) => {
    const lookupId = lookupIdOf(tenant, row);
    return lookupId !== null && (wanted === '' || String(lookupId) === wanted.trim());
  };
}

function openFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const openOnly = readFlag(parameters, 'open') === true;
  const unsentOnly = readFlag(parameters, 'unsent') === true;
  return ({ values }) =>
    !(openOnly && values['status'] === CLOSED_ORDER) && !(unsentOnly && (values['datesent'] ?? null) !== null);
}

const CLOSED_ORDER = 3;

function agentFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const withApi = readFlag(parameters, 'includeapiagents') ?? true;
  return ({ values }) => withApi || values['isapiagent'] !== true;
}

function siteFilter(_tenant: Tenant, { parameters }: ListRequest): RowTest {
  const stockOnly = readFlag(parameters, 'stocklocation') === true;
  return ({ values }) => !stockOnly || values['isstocklocation'] === true;
}
