import { noMethod, notFound, refuse } from '../refusal.ts';
import { applyOperations, readOperations } from '../write/patch.ts';
import { requireRow, type WriteTarget } from '../write/writer.ts';
import { requireParent } from './read-handlers.ts';
import { NO_CONTENT, readJson, readObject, reply, type ApiCall, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import { toJson } from './to-json.ts';

type CollectionRoute = Extract<Route, { kind: 'collection' }>;
type ItemRoute = Extract<Route, { kind: 'item' }>;

export function handleCreate(api: ApiCall, { entity, parentId }: CollectionRoute): Reply {
  const { tenant, writer, actor, call } = api;
  if (!entity.operations.includes('C')) throw noMethod();
  if (parentId !== undefined) requireParent(tenant, entity, parentId);
  const row = writer.create({ entity, actor, parentId }, readObject(call));
  return reply(201, toJson(tenant, entity, row));
}

export function handleWriteItem(api: ApiCall, route: ItemRoute): Reply {
  const { tenant, writer, actor, call } = api;
  const { entity, id, parentId } = route;
  const target: WriteTarget = { entity, actor, parentId };
  if (!entity.operations.includes(call.method === 'DELETE' ? 'D' : 'U')) throw noMethod();
  switch (call.method) {
    case 'PUT':
      refuseContactPut(api, route);
      return reply(200, toJson(tenant, entity, writer.replace(target, id, readObject(call))));
    case 'PATCH':
      return patch(api, target, id);
    case 'DELETE':
      transferContact(api, route);
      writer.remove(target, id);
      return NO_CONTENT;
    default:
      throw noMethod();
  }
}

const PATCH_TYPES = ['application/json', 'application/json-patch+json'];

function patch({ tenant, writer, call }: ApiCall, target: WriteTarget, id: number): Reply {
  const { entity } = target;
  const [type = ''] = (call.headers['content-type'] ?? 'application/json').split(';');
  const known = tenant.switches.jsonPatchContentType ? PATCH_TYPES : PATCH_TYPES.slice(0, 1);
  if (!known.includes(type.trim().toLowerCase())) throw refuse(415, 'ConnectWiseApi', 'The media type is not supported.');
  const operations = readOperations(readJson(call), tenant);
  const saves = tenant.switches.patchIsAtomic ? [operations] : operations.map((one) => [one]);
  let row = requireRow(tenant, target, id);
  for (const save of saves) {
    const changed = applyOperations(tenant, entity, toJson(tenant, entity, row), save);
    row = writer.update(target, id, changed);
  }
  return reply(200, toJson(tenant, entity, row));
}

/** PUT of a contact runs faulty validation of its communication items (connectwise.md 7). */
function refuseContactPut({ tenant, call }: ApiCall, { entity }: ItemRoute): void {
  const hasItems = entity.name === 'Contact' && Array.isArray(readObject(call)['communicationItems']);
  if (hasItems && tenant.switches.contactPutFails)
    throw refuse(400, 'InvalidObject', 'contact object is invalid', [
      { code: 'InvalidField', message: 'communicationItems is invalid', resource: 'contact', field: 'communicationItems' },
    ]);
}

/** What hangs on a contact goes to another one. */
function transferContact({ tenant, call }: ApiCall, { entity, id }: ItemRoute): void {
  const given = call.query.get('transferContactId');
  if (entity.name !== 'Contact') return;
  const users = ['Opportunity', 'Ticket', 'Agreement'].flatMap((name) =>
    tenant.database.filter(name, ({ values }) => values['contact'] === id).map((row) => ({ name, row })),
  );
  if (given === null) {
    if (users.length > 0) throw refuse(409, 'ConflictInUse', 'Contact is in use and cannot be deleted.');
    return;
  }
  const heir = tenant.database.row('Contact', Number(given));
  if (!heir) throw notFound('Contact', given);
  for (const { name, row } of users) tenant.database.table(name).replace({ ...row, values: { ...row.values, contact: heir.id } });
}
