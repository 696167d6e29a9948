import type { DataType, EntityDefinition, FieldDefinition, FieldValue } from '../metadata/entity-definition.ts';
import { jsonText } from '../../http/json-text.ts';
import { refusal, TEXT } from '../refusal.ts';
import { toInstantText } from '../store/instant.ts';

/** What a create or update body says, read by the metadata: unknown and read-only properties are gone (autotask.md 2.1). */
export interface WriteBody {
  /** As sent under `id`; undefined when left out. */
  id: unknown;
  /** By the field's own name. */
  values: Readonly<Record<string, FieldValue>>;
  /** By the name as sent. */
  udfs: readonly { name: string; value: string | null }[];
}

/** @throws AppError a refusal, where the text is no object or a value's JSON type is not the field's */
export function readBody(text: string, entity: EntityDefinition, mode: 'create' | 'update'): WriteBody {
  const members = parseObject(text);
  const values: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(members)) {
    const field = entity.fieldByName.get(name.toLowerCase());
    if (!field || isIgnored(field, mode)) continue;
    values[field.name] = toFieldValue(field, value);
  }
  return { id: member(members, 'id'), values, udfs: readUdfs(member(members, 'userdefinedfields')) };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal(TEXT.parse(text.trim().slice(0, 1) || ' ', ''));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw refusal(TEXT.parse(text.trim().slice(0, 1), ''));
  return value as Record<string, unknown>;
}

function member(members: Record<string, unknown>, lowerName: string): unknown {
  return Object.entries(members).find(([name]) => name.toLowerCase() === lowerName)?.[1];
}

function isIgnored(field: FieldDefinition, mode: 'create' | 'update'): boolean {
  return field.readOnly === 'always' || (field.readOnly === 'once' && mode === 'update');
}

const JSON_TYPE: Readonly<Record<DataType, 'string' | 'number' | 'boolean'>> = {
  integer: 'number',
  long: 'number',
  short: 'number',
  double: 'number',
  decimal: 'number',
  string: 'string',
  datetime: 'string',
  boolean: 'boolean',
};
const WHOLE: readonly DataType[] = ['integer', 'long', 'short'];

/** The value in the form in which rows hold it. @throws AppError a refusal in the words of a JSON reader */
export function toFieldValue(field: FieldDefinition, value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  const isNumberForText = field.dataType === 'string' && typeof value === 'number';
  if (isNumberForText) return String(value);
  if (typeof value !== JSON_TYPE[field.dataType]) throw refusal(wrongType(field, value));
  if (field.dataType === 'datetime') {
    const instant = toInstantText(jsonText(value), field.isDateOnly);
    if (instant === undefined) throw refusal(TEXT.convert('DateTime', value, field.name));
    return instant;
  }
  if (WHOLE.includes(field.dataType) && !Number.isInteger(value)) throw refusal(TEXT.convert('integer', value, field.name));
  return value as FieldValue;
}

function wrongType({ name, dataType }: FieldDefinition, value: unknown): string {
  if (typeof value === 'string') return TEXT.convert(dataType, value, name);
  return TEXT.parse(Array.isArray(value) ? '[' : typeof value === 'object' ? '{' : jsonText(value).slice(0, 1), name);
}

function readUdfs(value: unknown): WriteBody['udfs'] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refusal(TEXT.parse(jsonText(value).slice(0, 1), 'userDefinedFields'));
  return value.flatMap((entry: unknown) => {
    if (entry === null || typeof entry !== 'object') return [];
    const { name, value: text } = entry as { name?: unknown; value?: unknown };
    if (typeof name !== 'string') return [];
    return [{ name, value: text === null || text === undefined ? null : jsonText(text) }];
  });
}
