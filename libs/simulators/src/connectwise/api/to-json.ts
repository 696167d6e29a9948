import type { EntityDefinition, FieldDefinition, Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { customEntries } from '../query/child-values.ts';
import { communicationsOf, type CommunicationItem } from '../store/communications.ts';
import type { Row } from '../store/database.ts';
import { referenceOf } from '../store/references.ts';
import { ALIAS, pathOf, type Tenant } from '../tenant.ts';

/** An object as it is answered: nulls are left out, references named, custom fields and `_info` last. */
export function toJson(tenant: Tenant, entity: EntityDefinition, row: Row): Record<string, Json> {
  const json: Record<string, Json> = { id: row.id };
  for (const field of entity.fields) {
    const value = field.isHidden ? null : (row.values[field.name] ?? null);
    const shown = value === null ? null : showValue(tenant, field, { value, row });
    if (shown !== null) json[field.name] = shown;
  }
  if (entity.screen !== undefined) {
    const definitions = tenant.database.customFields(entity);
    if (definitions.length > 0) json['customFields'] = customEntries(definitions, row);
  }
  json['_info'] = { ...row.info };
  return json;
}

function showValue(tenant: Tenant, { kind, referenceTo = '' }: FieldDefinition, { value, row }: { value: Json; row: Row }): Json {
  switch (kind) {
    case 'ref':
      return showReference(tenant, referenceTo, value);
    case 'refs':
      return (value as readonly Json[]).map((id) => showReference(tenant, referenceTo, id)).filter((one) => one !== null);
    case 'communications': {
      const items = communicationsOf(row);
      return items.length === 0 ? null : items.map((item) => showCommunication(tenant, item));
    }
    default:
      return value;
  }
}

export function showReference(tenant: Tenant, entityName: string, id: Json): Json {
  const entity = requireEntity(entityName);
  const reference = referenceOf(entity, tenant.database.row(entityName, id));
  if (!reference) return null;
  const name = `${entity.typeName.charAt(0).toLowerCase()}${entity.typeName.slice(1)}_href`;
  return { ...reference, _info: { [name]: hrefOf(tenant, entity, reference.id) } };
}

function hrefOf({ origin }: Tenant, entity: EntityDefinition, id: number): string {
  return `${origin()}/${ALIAS}apis/3.0/${pathOf(entity)}/${id}`;
}

export function showCommunication({ database }: Tenant, item: CommunicationItem): Record<string, Json> {
  const { id, type, value, extension, defaultFlag, communicationType } = item;
  const name = database.row('Communication Type', type)?.values['description'] ?? '';
  return {
    id,
    type: { id: type, name },
    value,
    ...(extension === null ? {} : { extension }),
    defaultFlag,
    ...(communicationType === 'Email' ? { domain: `@${value.split('@')[1] ?? ''}` } : {}),
    communicationType,
  };
}

const INFO_FIELDS = ['identifier', 'name', 'description', 'firstName', 'lastName', 'fullName', 'defaultEmail', 'licenseClass'];
const INFO_FLAGS = ['inactiveFlag', 'defaultFlag', 'deletedFlag'];

/** The reduced object of an `/info` collection. */
export function toInfo(json: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(json).filter(([name]) => ['id', '_info', ...INFO_FIELDS, ...INFO_FLAGS].includes(name)),
  );
}

/** The members that `fields` names, nested ones with a slash; unknown ones are not there. */
export function pickFields(json: Readonly<Record<string, Json>>, paths: readonly string[]): Record<string, Json> {
  const picked: Record<string, Json> = {};
  for (const path of paths) {
    const [head = '', ...rest] = path.split('/');
    if (!Object.hasOwn(json, head)) continue;
    const value = json[head] ?? null;
    if (rest.length === 0) picked[head] = value;
    else picked[head] = pickNested(value, rest.join('/'), picked[head]);
  }
  return picked;
}

function pickNested(value: Json, path: string, before: Json | undefined): Json {
  if (Array.isArray(value)) {
    const earlier = Array.isArray(before) ? (before as readonly Json[]) : [];
    return (value as readonly Json[]).map((one, index) => pickNested(one, path, earlier[index]));
  }
  if (value === null || typeof value !== 'object') return value;
  const kept = before !== null && typeof before === 'object' && !Array.isArray(before) ? before : {};
  return { ...kept, ...pickFields(value as Record<string, Json>, [path]) };
}
