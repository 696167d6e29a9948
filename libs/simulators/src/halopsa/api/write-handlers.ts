import type { Reply } from '../../http/carry-out.ts';
import type { Json } from '../../http/json-text.ts';
import type { Endpoint } from '../metadata/entity-definition.ts';
import { empty, message } from '../refusal.ts';
import type { Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { rulesOf } from '../write/rules/registry.ts';
import { requireRow } from './read-handlers.ts';
import { readJson, reply, type ApiCall } from './reply.ts';
import { toJson } from './to-json.ts';

/** An array creates and updates; one element is answered as an object (halopsa.md 4). */
export function handlePost(api: ApiCall, endpoint: Endpoint): Reply {
  const { tenant, writer, call } = api;
  const { entity } = endpoint;
  if (!entity.operations.includes('C')) throw empty(405);
  const elements = readArray(tenant, readJson(call));
  const shown = writer.save(endpoint, elements).map((row) => ({
    ...toJson(tenant, entity, row),
    ...rulesOf(entity.name).remark?.(tenant, row),
    ...takeWarning(tenant, endpoint),
  }));
  const isObject = shown.length === 1 && tenant.switches.singleAnswer === 'object';
  return reply(api, entity, isObject ? shown[0] : shown, tenant.switches.writeStatus);
}

/** @throws AppError for an object instead of an array */
function readArray({ switches }: Tenant, body: Json): readonly Json[] {
  if (Array.isArray(body)) return body as readonly Json[];
  throw message(switches.bareObjectStatus, 'An error has occurred: the request body must be an array.');
}

/** The next text that a successful write of this kind is to carry. */
function takeWarning(tenant: Tenant, { name, entity }: Endpoint): Record<string, Json> {
  const index = tenant.warnings.findIndex((one) => one.entity === name || one.entity === entity.name);
  const [warning] = index < 0 ? [] : tenant.warnings.splice(index, 1);
  return warning ? { _warning: warning.text } : {};
}

export function handleDelete(api: ApiCall, endpoint: Endpoint, key: string): Reply {
  const { entity } = endpoint;
  if (!entity.operations.includes('D')) throw empty(405);
  const row: Row = requireRow(api, endpoint, key);
  api.writer.remove(entity, row.id, true);
  return reply(api, entity, toJson(api.tenant, entity, row));
}
