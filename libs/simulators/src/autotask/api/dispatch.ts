import { refusalErrors } from '../refusal.ts';
import { answerInformation, answerRootInformation } from './metadata-handlers.ts';
import { checkPermission } from './permission.ts';
import { handleCount, handleGetChild, handleGetItem, handleListChildren, handleNextPage, handleQuery } from './read-handlers.ts';
import { methodNotAllowed, pathNotFound, refused, type ApiCall, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import { handleWriteChildren, handleWriteCollection, handleWriteItem } from './write-handlers.ts';

const WRITES = ['POST', 'PATCH', 'PUT', 'DELETE'];
const QUERIES: readonly Route['kind'][] = ['query', 'count', 'nextPage'];

/** Carries out one authenticated call on an entity. */
export function dispatch(api: ApiCall<Route>): Reply {
  const isImpersonated = api.call.headers['impersonationresourceid'] !== undefined;
  const denied = checkPermission(api.tenant, api.route, { method: api.call.method, isImpersonated });
  if (denied) return denied;
  if (isOfLaterRelease(api)) return pathNotFound(api.call.target);
  if (isUnreadable(api)) return methodNotAllowed(api.call.method);
  try {
    return handle(api);
  } catch (error) {
    const errors = refusalErrors(error);
    if (!errors) throw error;
    return refused(errors);
  }
}

/** Some entities can be created only. */
function isUnreadable({ route, call }: ApiCall<Route>): boolean {
  if (!('entity' in route) || route.entity.operations.includes('Q')) return false;
  return QUERIES.includes(route.kind) || (call.method === 'GET' && route.kind !== 'information');
}

/** InventoryProducts came with release 2022.1 (autotask.md 5.12). */
function isOfLaterRelease({ route, tenant }: ApiCall<Route>): boolean {
  return 'entity' in route && route.entity.name === 'InventoryProducts' && !tenant.switches.inventoryProducts;
}

function handle(api: ApiCall<Route>): Reply {
  const { route, call, tenant } = api;
  const { method } = call;
  switch (route.kind) {
    case 'query':
      return isQueryMethod(method) ? handleQuery({ ...api, route }) : methodNotAllowed(method);
    case 'count':
      return isQueryMethod(method) ? handleCount({ ...api, route }) : methodNotAllowed(method);
    case 'nextPage':
      return isQueryMethod(method) ? handleNextPage({ ...api, route }) : methodNotAllowed(method);
    case 'information':
      return method === 'GET' ? { answer: answerInformation(tenant, route.entity, route.part) } : methodNotAllowed(method);
    case 'rootInformation':
      return method === 'GET' ? { answer: answerRootInformation(tenant) } : methodNotAllowed(method);
    default:
      return handleRecord(api);
  }
}

/** Paths that name a record or a collection of them. */
function handleRecord(api: ApiCall<Route>): Reply {
  const { route, call } = api;
  const isWrite = WRITES.includes(call.method);
  if (!isWrite && call.method !== 'GET') return methodNotAllowed(call.method);
  switch (route.kind) {
    case 'collection':
      return isWrite ? handleWriteCollection({ ...api, route }) : methodNotAllowed(call.method);
    case 'item':
      return isWrite ? handleWriteItem({ ...api, route }) : handleGetItem({ ...api, route });
    case 'children':
      return isWrite ? handleWriteChildren({ ...api, route }) : handleListChildren({ ...api, route });
    case 'child':
      return isWrite ? handleWriteItem({ ...api, route }) : handleGetChild({ ...api, route });
    default:
      return pathNotFound(call.target);
  }
}

function isQueryMethod(method: string): boolean {
  return method === 'GET' || method === 'POST';
}
