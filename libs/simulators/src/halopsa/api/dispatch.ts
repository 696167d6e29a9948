import type { Reply } from '../../http/carry-out.ts';
import { answerRefusal, empty, notFound } from '../refusal.ts';
import type { Area } from '../metadata/entity-definition.ts';
import { handleGet, handleList } from './read-handlers.ts';
import type { ApiCall } from './reply.ts';
import { endpointOf, type Route } from './route.ts';
import { allows } from './scopes.ts';
import { SPECIAL_ENDPOINTS } from './special-endpoints.ts';
import { handleDelete, handlePost } from './write-handlers.ts';

/** Carries out one call whose token is good. */
export function dispatch(api: ApiCall, route: Route): Reply {
  try {
    return handle(api, route);
  } catch (error) {
    return { answer: answerRefusal(error, api.tenant.switches) };
  }
}

function handle(api: ApiCall, route: Route): Reply {
  const { method } = api.call;
  switch (route.kind) {
    case 'unknown':
      throw notFound();
    case 'special': {
      const endpoint = SPECIAL_ENDPOINTS[route.name];
      checkRight(api, route, endpoint.area);
      if (method !== endpoint.method) throw empty(405);
      return endpoint.handle(api);
    }
    case 'collection':
      checkRight(api, route, route.endpoint.entity.area);
      if (method === 'GET') return handleList(api, route.endpoint);
      if (method === 'POST') return handlePost(api, route.endpoint);
      throw empty(405);
    case 'item':
      checkRight(api, route, route.endpoint.entity.area);
      if (method === 'GET') return handleGet(api, route.endpoint, route.key);
      if (method === 'DELETE') return handleDelete(api, route.endpoint, route.key);
      throw empty(405);
  }
}

/** Rights are what the token's scopes and the agent's role have in common (halopsa.md 3). */
function checkRight({ tenant, scopes, call }: ApiCall, route: Route, area: Area): void {
  const { loginType, denied } = tenant.access;
  const isHidden = denied.some((name) => name.toLowerCase() === endpointOf(route).toLowerCase());
  if (loginType === 'user' || isHidden || !allows(scopes, area, call.method !== 'GET')) throw empty(403);
}
