import type { Reply } from '../../http/carry-out.ts';
import type { Json } from '../../http/json-text.ts';
import type { Endpoint, EntityDefinition } from '../metadata/entity-definition.ts';
import { notFound } from '../refusal.ts';
import { readFlag, readListRequest, type ListRequest } from '../query/list-request.ts';
import { useOf } from '../query/own-filters.ts';
import { runList, type RowTest } from '../query/run-list.ts';
import type { Row } from '../store/database.ts';
import { reply, type ApiCall } from './reply.ts';
import { seesAllTeams } from './scopes.ts';
import { toJson } from './to-json.ts';

/** An envelope or a bare array, whichever the entity has (halopsa.md 5). */
export function handleList(api: ApiCall, endpoint: Endpoint): Reply {
  const { tenant, call } = api;
  const { entity } = endpoint;
  const request = readListRequest(entity, call.query, tenant.switches);
  const { rows, total } = runList(tenant, endpoint, request, visibleTo(api, endpoint));
  const shown = rows.map((row) => showRow(api, entity, { row, request }));
  const listName = entity.name === 'WebhookEvent' && tenant.switches.webhookEventEnvelope ? 'webhookevents' : endpoint.listName;
  if (listName === undefined) return { ...reply(api, entity, shown), rows: rows.length };
  const place = request.page ? { page_no: request.page.number, page_size: request.page.size } : {};
  return { ...reply(api, entity, { ...place, record_count: total, [listName]: shown }), rows: rows.length };
}

function showRow({ tenant }: ApiCall, entity: EntityDefinition, { row, request }: { row: Row; request: ListRequest }): Json {
  const { parameters, idOnly } = request;
  const withLines = readFlag(parameters, 'includelines') === true;
  const shown = toJson(tenant, entity, row, withLines ? 'lines' : 'list');
  if (idOnly) return { id: shown['id'] ?? null };
  const wantedItem = parameters.get('item_id_qty');
  return entity.name === 'Site' && wantedItem !== undefined
    ? { ...shown, ...stockAt(tenant.database, row, Number(wantedItem)) }
    : shown;
}

/** What a site has of an item (halopsa.md 6, Site). */
function stockAt(database: ApiCall['tenant']['database'], site: Row, itemId: number): Record<string, Json> {
  const rows = database.filter(
    'ItemStock',
    ({ values }) => values['item_id'] === itemId && values['stocklocation_id'] === site.id,
  );
  const inStock = rows.reduce((sum, { values }) => sum + Number(values['quantity_remaining'] ?? 0), 0);
  return { item_quantity_in_stock: inStock, item_quantity_reserved: 0, item_quantity_available: inStock };
}

/** A list's fields, or with `includedetails` the full object. */
export function handleGet(api: ApiCall, endpoint: Endpoint, key: string): Reply {
  const row = requireRow(api, endpoint, key);
  const parameters = new Map([...api.call.query].map(([name, value]) => [name.toLowerCase(), value]));
  const isFull = readFlag(parameters, 'includedetails') === true;
  return reply(api, endpoint.entity, toJson(api.tenant, endpoint.entity, row, isFull ? 'full' : 'list'));
}

/** @throws AppError 404 for what is not there, or not to be seen */
export function requireRow(api: ApiCall, endpoint: Endpoint, key: string): Row {
  const { database } = api.tenant;
  const { name, hasGuid } = endpoint.entity;
  const row = hasGuid ? database.byGuid(name, key) : /^\d{1,15}$/.test(key) ? database.row(name, Number(key)) : undefined;
  if (!row || !visibleTo(api, endpoint)(row)) throw notFound();
  return row;
}

/** Tickets of other uses are not below `/Opportunities`; those of other teams may be nobody's business (halopsa.md 3). */
function visibleTo({ tenant, scopes }: ApiCall, { entity, domain }: Endpoint): RowTest {
  if (entity.name !== 'Tickets') return () => true;
  const ownTeam = tenant.database.row('Agent', tenant.apiAgentId)?.values['team'];
  const seesAll = seesAllTeams(tenant, scopes);
  return (row) => (seesAll || row.values['team'] === ownTeam) && (domain === undefined || useOf(tenant, row) === domain);
}
