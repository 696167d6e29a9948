import { emptyAnswer, jsonAnswer } from '../../http/exchange.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { parseQuery, type Query } from '../query/query.ts';
import { countQuery, runQuery, type PageStart } from '../query/run-query.ts';
import { createItemWriter } from '../query/to-item.ts';
import { isVisible } from '../tenant.ts';
import { pageDetails, readPagingToken } from './paging.ts';
import { methodNotAllowed, type ApiCall, type Reply } from './reply.ts';
import type { RouteOf } from './route.ts';

export function handleQuery(api: ApiCall<RouteOf<'query'>>): Reply {
  const { call, route, tenant } = api;
  const search = call.method === 'GET' ? (call.query.get('search') ?? '') : undefined;
  return answerPage(api, route.entity, { query: parseQuery(search ?? call.body, tenant.switches), search });
}

export function handleCount({ call, route, tenant }: ApiCall<RouteOf<'count'>>): Reply {
  const text = call.method === 'GET' ? (call.query.get('search') ?? '') : call.body;
  const queryCount = countQuery(tenant, route.entity, parseQuery(text, tenant.switches).filter);
  return { answer: jsonAnswer(200, { queryCount }), rows: queryCount === 0 ? 0 : 1 };
}

/** The page URLs must be asked with the method of the query, and a POST with its body again (autotask.md 2.5). */
export function handleNextPage(api: ApiCall<RouteOf<'nextPage'>>): Reply {
  const { call, route, tenant } = api;
  const token = readPagingToken(call.query.get('paging'));
  if (token.method !== call.method) {
    const pageOf = { count: 0, requestCount: 0, prevPageUrl: null, nextPageUrl: null };
    return tenant.switches.wrongPagingMethod === '405'
      ? methodNotAllowed(call.method)
      : { answer: jsonAnswer(200, { items: [], pageDetails: pageOf }) };
  }
  const query = parseQuery(token.search ?? call.body, tenant.switches);
  return answerPage(api, route.entity, { query, search: token.search, start: token.start });
}

/** `GET {Parent}/{id}/{Child}`: as a query for the parent's id. */
export function handleListChildren(api: ApiCall<RouteOf<'children'>>): Reply {
  const { route, tenant } = api;
  const search = JSON.stringify({ Filter: [{ op: 'eq', field: route.entity.parent?.field, value: route.parentId }] });
  return answerPage(api, route.entity, { query: parseQuery(search, tenant.switches), search });
}

/** `GET {Parent}/{id}/{Child}/{id}` answers a list, even of one (autotask.md 2.8). */
export function handleGetChild(api: ApiCall<RouteOf<'child'>>): Reply {
  const { route, tenant } = api;
  const items = [
    { op: 'eq', field: 'id', value: route.id },
    { op: 'eq', field: route.entity.parent?.field, value: route.parentId },
  ];
  const search = JSON.stringify({ Filter: items });
  return answerPage(api, route.entity, { query: parseQuery(search, tenant.switches), search });
}

export function handleGetItem({ route, tenant }: ApiCall<RouteOf<'item'>>): Reply {
  const { entity, id } = route;
  const row = tenant.database.row(entity.name, id);
  if (row && isVisible(tenant.security, entity.name, row)) {
    return { answer: jsonAnswer(200, { item: createItemWriter(tenant, entity, { isQuery: false })(row) }) };
  }
  return { answer: tenant.switches.missingItem === '404' ? emptyAnswer(404) : jsonAnswer(200, { item: null }) };
}

interface PageRequest {
  query: Query;
  /** The query's text, where the method is GET. */
  search: string | undefined;
  start?: PageStart;
}

function answerPage(
  { call, tenant, zoneUrl }: ApiCall<unknown>,
  entity: EntityDefinition,
  { query, search, start }: PageRequest,
): Reply {
  const page = runQuery(tenant, entity, query, start);
  const toItem = createItemWriter(tenant, entity, { includeFields: query.includeFields, isQuery: true });
  const details = pageDetails(page, {
    pagesUrl: `${zoneUrl()}v1.0/${entity.name}/query/next`,
    method: call.method,
    search,
    requestCount: query.maxRecords,
    hasIds: !query.includeFields || query.includeFields.has('id'),
  });
  return { answer: jsonAnswer(200, { items: page.rows.map(toItem), pageDetails: details }), rows: page.rows.length };
}
