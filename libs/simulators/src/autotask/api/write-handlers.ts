import { htmlAnswer, jsonAnswer, type HttpCall } from '../../http/exchange.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { LICENSE_TYPE_API_USER } from '../metadata/picklists.ts';
import { refusal, TEXT } from '../refusal.ts';
import type { Tenant } from '../tenant.ts';
import { readBody } from '../write/read-body.ts';
import type { Actor, WriteTarget } from '../write/writer.ts';
import { actionOf } from './permission.ts';
import { methodNotAllowed, type ApiCall, type Reply } from './reply.ts';
import type { RouteOf } from './route.ts';

const LETTER: Readonly<Record<string, string>> = { POST: 'C', PATCH: 'U', PUT: 'U', DELETE: 'D' };

/** Top-level writes: of children they lead nowhere (autotask.md 2.8). */
export function handleWriteCollection(api: ApiCall<RouteOf<'collection'>>): Reply {
  const { entity } = api.route;
  if (api.call.method === 'DELETE') return methodNotAllowed('DELETE');
  if (entity.parent) return { answer: htmlAnswer(404, '404 - File or directory not found.') };
  return write(api, entity, undefined);
}

export function handleWriteChildren(api: ApiCall<RouteOf<'children'>>): Reply {
  const { entity, parentId } = api.route;
  return api.call.method === 'DELETE' ? methodNotAllowed('DELETE') : write(api, entity, parentId);
}

/** The item's own URL takes DELETE; PATCH is a 405 there and PUT nearly everywhere (autotask.md 2.1). */
export function handleWriteItem(api: ApiCall<RouteOf<'item' | 'child'>>): Reply {
  const { call, route, tenant, writer } = api;
  const { entity } = route;
  const parentId = route.kind === 'child' ? route.parentId : undefined;
  const isReachable = entity.parent === undefined || route.kind === 'child';
  if (call.method === 'DELETE' && entity.operations.includes('D') && isReachable) {
    writer.remove({ ...target(tenant, entity, call), parentId }, route.id);
    return itemId(route.id);
  }
  if (call.method === 'PUT' && tenant.switches.itemLevelPut && isReachable) return write(api, entity, parentId, route.id);
  return methodNotAllowed(call.method);
}

function write(
  { call, tenant, writer }: ApiCall<unknown>,
  entity: EntityDefinition,
  parentId: number | undefined,
  id?: number,
): Reply {
  if (!entity.operations.includes(LETTER[call.method] ?? '?')) return methodNotAllowed(call.method);
  const written = { ...target(tenant, entity, call), parentId };
  if (call.method === 'POST') return itemId(writer.create(written, readBody(call.body, entity, 'create')).id);
  const body = readBody(call.body, entity, 'update');
  return itemId(writer.update(written, id === undefined ? body : { ...body, id }, call.method === 'PUT' ? 'put' : 'patch').id);
}

function target(tenant: Tenant, entity: EntityDefinition, call: HttpCall): WriteTarget {
  return { entity, actor: actorOf(tenant, call) };
}

/** The API user, or the person it acts for: an active one who is no API user himself (autotask.md 1.4). */
function actorOf(tenant: Tenant, { headers, method }: HttpCall): Actor {
  const impersonated = headers['impersonationresourceid'];
  if (impersonated === undefined) return { personId: tenant.apiUserId, isApi: true };
  const person = tenant.database.row('Resources', Number(impersonated));
  const isFit = person && person.values['isActive'] !== false && person.values['licenseType'] !== LICENSE_TYPE_API_USER;
  if (!isFit) throw refusal(TEXT.permission(actionOf(method)));
  return { personId: person.id, isApi: true, impersonatorId: tenant.apiUserId };
}

function itemId(id: number): Reply {
  return { answer: jsonAnswer(200, { itemId: id }) };
}
