import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { notFound, refuse } from '../refusal.ts';
import { countRows, readListRequest, runList, type ListRequest, type ListResult, type Scope } from '../query/run-list.ts';
import type { Row } from '../store/database.ts';
import { pathOf, type Tenant } from '../tenant.ts';
import { requireRow } from '../write/writer.ts';
import { linkHeader } from './paging.ts';
import { readObject, reply, type ApiCall, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import { pickFields, toInfo, toJson } from './to-json.ts';

type CollectionRoute = Extract<Route, { kind: 'collection' }>;
type ItemRoute = Extract<Route, { kind: 'item' }>;

export function handleList(api: ApiCall, route: CollectionRoute): Reply {
  const { call, tenant } = api;
  const scope = scopeOf(tenant, route);
  const isForwardOnly = call.headers['pagination-type']?.toLowerCase() === 'forward-only';
  const request = { ...readListRequest(tenant, call.query, isForwardOnly), ...(route.part === 'search' ? searchOf(api) : {}) };
  if (route.part === 'count') {
    const count = countRows(tenant, route.entity, request, scope);
    return { ...reply(200, { count }), rows: count };
  }
  return answerList(api, { entity: route.entity, isInfo: route.isInfo }, { request, scope });
}

function answerList(
  api: ApiCall,
  { entity, isInfo }: { entity: EntityDefinition; isInfo: boolean },
  { request, scope }: { request: ListRequest; scope: Scope },
): Reply {
  const { tenant } = api;
  const result = runList(tenant, entity, request, scope);
  const show = fieldPicker(api);
  const shown = result.rows.map((row) =>
    show(entity, isInfo ? toInfo(toJson(tenant, entity, row)) : toJson(tenant, entity, row)),
  );
  return { ...reply(200, shown, linksOf(api, { entity, request, result })), rows: result.rows.length };
}

function linksOf(
  api: ApiCall,
  { entity, request, result }: { entity: EntityDefinition; request: ListRequest; result: ListResult },
): Record<string, string> {
  const silent = api.tenant.switches.endpointsWithoutLink.some((path) => path.toLowerCase() === pathOf(entity).toLowerCase());
  const link = silent ? '' : linkHeader(api, request, result);
  return link === '' ? {} : { link };
}

/** Conditions too long for a URL come in the body of a search. */
function searchOf(api: ApiCall): Partial<ListRequest> {
  const body = readObject(api.call);
  const text = (name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined);
  return {
    conditions: text('conditions'),
    childConditions: text('childConditions'),
    customFieldConditions: text('customFieldConditions'),
    orderBy: text('orderBy'),
  };
}

/** Rows of the parent in the path. @throws AppError 404 for a parent that is not there */
function scopeOf(tenant: Tenant, { entity, parentId }: CollectionRoute): Scope {
  const { parent } = entity;
  if (!parent || parentId === undefined) return () => true;
  requireParent(tenant, entity, parentId);
  return ({ values }: Row) => values[parent.field] === parentId;
}

export function requireParent({ database }: Tenant, { parent, fieldByName }: EntityDefinition, parentId: number): void {
  const name = fieldByName.get(parent?.field ?? '')?.referenceTo ?? '';
  if (!database.row(name, parentId)) throw notFound(name, parentId);
}

export function handleGet(api: ApiCall, { entity, id, parentId, isInfo }: ItemRoute): Reply {
  const row = requireRow(api.tenant, { entity, actor: { ...api.actor, isApi: false }, parentId }, id);
  const json = toJson(api.tenant, entity, row);
  return reply(200, fieldPicker(api)(entity, isInfo ? toInfo(json) : json));
}

type Picker = (entity: EntityDefinition, json: Record<string, Json>) => Record<string, Json>;

function fieldPicker({ call, tenant }: ApiCall): Picker {
  const text = call.query.get('fields');
  if (text === null || text.trim() === '') return (_entity, json) => json;
  const paths = text.split(',').map((path) => path.trim());
  return (entity, json) => {
    if (!tenant.switches.unknownFieldsIgnored) refuseUnknown(entity, paths, tenant);
    return pickFields(json, paths);
  };
}

function refuseUnknown(entity: EntityDefinition, paths: readonly string[], { switches }: Tenant): void {
  const unknown = paths.find((path) => {
    const [head = ''] = path.split('/');
    return !entity.fieldByName.has(head) && head !== '_info' && head !== 'customFields';
  });
  if (unknown !== undefined) throw refuse(400, switches.badConditionsCode, `'${unknown}' is not a field of ${entity.typeName}.`);
}
