import { ENTITIES } from '../metadata/registry.ts';
import { answerRefusal, noEndpoint, noMethod, noRight } from '../refusal.ts';
import { isDenied, type Guarded, type Right } from '../tenant.ts';
import type { Destination } from './endpoints.ts';
import { handleGet, handleList } from './read-handlers.ts';
import type { ApiCall, Reply } from './reply.ts';
import type { Route } from './route.ts';
import { handleCreate, handleWriteItem } from './write-handlers.ts';

const RIGHT_OF_METHOD: Readonly<Record<string, Right>> = {
  GET: 'inquire',
  POST: 'add',
  PUT: 'edit',
  PATCH: 'edit',
  DELETE: 'delete',
};

/** Carries out one authenticated call. */
export function dispatch(api: ApiCall, destination: Destination): Reply {
  try {
    return handle(api, destination);
  } catch (error) {
    return { answer: answerRefusal(error) };
  }
}

function handle(api: ApiCall, destination: Destination): Reply {
  switch (destination.kind) {
    case 'unknown':
      throw noEndpoint();
    case 'otherMethod':
      throw noMethod();
    case 'special': {
      const { endpoint, ids } = destination.match;
      checkRight(api, guardedNamed(endpoint.entity), endpoint.right, false);
      return endpoint.handle(api, ids);
    }
    case 'rows':
      return handleRows(api, destination.route);
  }
}

/** What is no entity belongs to the system. */
function guardedNamed(name: string): Guarded {
  const found = ENTITIES.find((entity) => entity.name === name);
  return found ?? { name, path: name, parent: undefined, module: 'System', setupTable: undefined };
}

function checkRight({ tenant, path }: ApiCall, entity: Guarded, right: Right, isInfo: boolean): void {
  if (path.toLowerCase() === 'system/info' && !tenant.switches.systemInfoNeedsRight) return;
  if (isDenied(tenant, entity, right, isInfo)) throw noRight();
}

function handleRows(api: ApiCall, route: Exclude<Route, { kind: 'unknown' }>): Reply {
  const { method } = api.call;
  const isSearch = route.kind === 'collection' && route.part === 'search';
  const right = isSearch ? 'inquire' : RIGHT_OF_METHOD[method];
  if (right === undefined || !route.entity.operations.includes('R')) throw noMethod();
  checkRight(api, route.entity, right, route.isInfo);
  if (route.isInfo && method !== 'GET') throw noMethod();
  return route.kind === 'item' ? handleItem(api, route) : handleCollection(api, route);
}

function handleItem(api: ApiCall, route: Extract<Route, { kind: 'item' }>): Reply {
  return api.call.method === 'GET' ? handleGet(api, route) : handleWriteItem(api, route);
}

function handleCollection(api: ApiCall, route: Extract<Route, { kind: 'collection' }>): Reply {
  const { method } = api.call;
  if (method === (route.part === 'search' ? 'POST' : 'GET')) return handleList(api, route);
  if (method === 'POST' && route.part === 'list') return handleCreate(api, route);
  throw noMethod();
}
