import { jsonText } from '../../http/json-text.ts';
import type { EntityDefinition, FieldDefinition, Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { badCast, type ErrorEntry } from '../refusal.ts';
import type { Database, Row } from '../store/database.ts';
import { readInstant } from '../store/instant.ts';
import { labelOf } from '../store/references.ts';
import type { Switches } from '../switches.ts';
import { readCommunications } from './read-communications.ts';

export interface Reading {
  database: Database;
  switches: Switches;
  entity: EntityDefinition;
  /** Collects what is wrong with values of the right type. */
  errors: ErrorEntry[];
}

/** @throws AppError `InvalidPatch` for a value of the wrong JSON type */
export function readValue(reading: Reading, field: FieldDefinition, value: Json): Json {
  if (value === null) return null;
  switch (field.kind) {
    case 'ref':
      return readReference(reading, field, value);
    case 'refs':
      return asArray(reading, field, value).map((one) => readReference(reading, field, one));
    case 'ints':
      return asArray(reading, field, value).map((one) => readNumber(reading, field, one));
    case 'communications':
      return readCommunications(reading, asArray(reading, field, value));
    case 'json':
      return value;
    default:
      return readScalar(reading, field, value);
  }
}

function readScalar(reading: Reading, field: FieldDefinition, value: Json): Json {
  if (typeof value === 'object') throw cast(reading, field, value);
  switch (field.kind) {
    case 'int':
    case 'number':
      return readNumber(reading, field, value);
    case 'bool':
      return readFlag(reading, field, value);
    case 'datetime': {
      const instant = typeof value === 'string' ? readInstant(value, reading.switches.fractionalSeconds) : undefined;
      if (instant === undefined) throw cast(reading, field, value);
      return instant;
    }
    case 'enum':
      if (typeof value !== 'string' || !field.options.includes(value)) throw cast(reading, field, value);
      return value;
    default:
      return String(value);
  }
}

/** Numbers in string form are taken (connectwise.md 11, Contact). */
function readNumber(reading: Reading, field: FieldDefinition, value: Json): number {
  const isNumeric = typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value.trim());
  const number = isNumeric ? Number(value) : value;
  if (typeof number !== 'number' || (field.kind !== 'number' && !Number.isSafeInteger(number))) throw cast(reading, field, value);
  return number;
}

function readFlag(reading: Reading, field: FieldDefinition, value: Json): boolean {
  if (typeof value === 'boolean') return value;
  const text = jsonText(value).toLowerCase();
  if (text !== 'true' && text !== 'false') throw cast(reading, field, value);
  return text === 'true';
}

/** `{id}` suffices, `{identifier}` and `{name}` are looked up; null where it names nothing. */
function readReference(reading: Reading, field: FieldDefinition, value: Json): number | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw cast(reading, field, value);
  const { id = null, identifier = null, name = null } = value as Record<string, Json>;
  if (id === null || id === 0) return lookUp(reading, field, { identifier, name });
  const number = readNumber(reading, { ...field, kind: 'int' }, id);
  if (!reading.database.row(field.referenceTo ?? '', number)) missing(reading, field, String(number));
  return number;
}

function lookUp(
  reading: Reading,
  field: FieldDefinition,
  { identifier, name }: Record<'identifier' | 'name', Json>,
): number | null {
  const given = identifier ?? name;
  if (given === null) return null;
  const target = requireEntity(field.referenceTo ?? '');
  const key = jsonText(given).toLowerCase();
  const keyOf = (row: Row): string => (identifier === null ? labelOf(target, row) : jsonText(row.values['identifier'] ?? ''));
  const found = reading.database.find(target.name, (row) => keyOf(row).toLowerCase() === key);
  if (!found) missing(reading, field, jsonText(given));
  return found?.id ?? null;
}

function missing({ errors, entity, switches }: Reading, { name, referenceTo = '' }: FieldDefinition, what: string): void {
  errors.push({
    code: switches.badReferenceCode,
    message: `${referenceTo} ${what} not found`,
    resource: entity.resource,
    field: `${name}/id`,
  });
}

function asArray(reading: Reading, field: FieldDefinition, value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw cast(reading, field, value);
  return value as readonly Json[];
}

const TYPE: Readonly<Record<FieldDefinition['kind'], string>> = {
  string: 'System.String',
  int: 'System.Int32',
  number: 'System.Decimal',
  bool: 'System.Boolean',
  datetime: 'System.DateTime',
  enum: 'System.Enum',
  ref: 'Reference',
  refs: 'Reference[]',
  ints: 'System.Int32[]',
  json: 'System.Object',
  communications: 'Contact.ContactCommunicationItem[]',
};

function cast({ entity }: Reading, { kind, referenceTo }: FieldDefinition, value: Json) {
  const name = TYPE[kind].replace('Reference', `${(referenceTo ?? '').replaceAll(' ', '')}Reference`);
  const isOwn = !name.startsWith('System.');
  return badCast(
    typeOf(value),
    isOwn ? `ConnectWise.Apis.v3_0.v2015_3.${entity.module.replace(' ', '').replace('Companies', 'Company')}.${name}` : name,
  );
}

export function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'Newtonsoft.Json.Linq.JArray';
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'System.String';
    case 'boolean':
      return 'System.Boolean';
    case 'number':
      return Number.isInteger(value) ? 'System.Int64' : 'System.Double';
    default:
      return 'Newtonsoft.Json.Linq.JObject';
  }
}
