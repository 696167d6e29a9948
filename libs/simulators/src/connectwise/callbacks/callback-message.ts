import { jsonText } from '../../http/json-text.ts';
import { randomUUID } from 'node:crypto';
import type { Json } from '../metadata/entity-definition.ts';
import type { Change, Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { toJson } from '../api/to-json.ts';
import { entityOfType, fieldOfLevel } from './levels.ts';

/** Whether the entry wants to be told of the change. */
export function isWanted(tenant: Tenant, entry: Row, change: Change): boolean {
  const { inactiveFlag, isSelfSuppressedFlag } = entry.values;
  const row = change.after ?? change.before;
  const isOwn = isSelfSuppressedFlag === true && change.memberId === tenant.apiMember.identifier;
  return row !== undefined && inactiveFlag !== true && !change.isSilent && !isOwn && isAtLevel(entry, change, row);
}

function isAtLevel({ values: { type, level, objectId = null } }: Row, { entity }: Change, row: Row): boolean {
  const typeName = jsonText(type);
  if (entityOfType(typeName) !== entity.name) return false;
  const field = fieldOfLevel(typeName, jsonText(level));
  if (field === null || field === undefined) return field === null;
  const value: Json = field === 'id' ? row.id : (row.values[field] ?? null);
  return Array.isArray(value) ? value.includes(objectId) : value === objectId;
}

/** The body of connectwise.md 10, Delivery; `Entity` is partial JSON in a string, null when deleted. */
export function messageOf(tenant: Tenant, { entry, change, keyId }: { entry: Row; change: Change; keyId: string }): string {
  const { credentials, origin } = tenant;
  const row = change.after ?? change.before;
  return JSON.stringify({
    Action: change.action,
    CallbackObjectRecId: entry.id,
    CompanyId: credentials.companyId,
    Entity: change.after ? JSON.stringify(partial(tenant, change, change.after)) : null,
    FromUrl: origin().replace(/^https?:\/\//, ''),
    ID: row?.id ?? 0,
    MemberId: change.memberId,
    MessageId: randomUUID(),
    Metadata: { key_url: keyUrlOf(tenant, keyId) },
    PartnerId: PARTNER,
    ProductInstanceId: PRODUCT_INSTANCE,
    Type: jsonText(entry.values['type']),
  });
}

/** Where the key can be fetched (connectwise.md 10, Verification). */
export function keyUrlOf({ credentials, origin, codebase }: Tenant, keyId: string): string {
  const query = `companyName=${encodeURIComponent(credentials.companyId)}&id=${keyId}`;
  return `${origin()}/${codebase}/system/callbackkey/index.rails?${query}`;
}

const PARTNER = '61dd00000000000000000001';
const PRODUCT_INSTANCE = '639c00000000000000000001';

/** Arrays and the company are not told, so whoever needs them reads the record again. */
function partial(tenant: Tenant, { entity }: Change, row: Row): Record<string, Json> {
  const json = toJson(tenant, entity, row);
  return Object.fromEntries(Object.entries(json).filter(([name, value]) => name !== 'company' && !Array.isArray(value)));
}

/** The record's id goes raw behind the registered URL, and the action follows as a parameter. */
export function addressOf(entry: Row, change: Change): string {
  const url = `${jsonText(entry.values['url'])}${(change.after ?? change.before)?.id ?? 0}`;
  return `${url}${url.includes('?') ? '&' : '?'}action=${change.action}`;
}
