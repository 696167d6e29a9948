import { invalidInput } from '@psa-bridge/core';
import type { DataType, EntityDefinition, EntityInput, FieldDefinition, FieldValue } from './entity-definition.ts';

const TYPES: Readonly<Record<string, DataType>> = {
  int: 'integer',
  long: 'long',
  short: 'short',
  string: 'string',
  bool: 'boolean',
  datetime: 'datetime',
  date: 'datetime',
  double: 'double',
  decimal: 'decimal',
};

const LINE = /^(?<name>[A-Za-z]\w*)(?<required>\*?) (?<type>[a-z]+)(?:\((?<length>\d+)\))?(?<flags>(?: \S+)*)$/;

/**
 * The notation of autotask.md section 5, one field a line: `name* type(length) flags`, where `*` is required on create and the flags are
 * `ro` read-only, `once` read-only after create, `nq` not queryable, `→Entity` reference, `pl` picklist, `pl:Entities` picklist fed by the
 * rows of an entity, `=value` server default as JSON. The type `date` is a datetime whose time part is ignored.
 */
export function parseFields(text: string): FieldDefinition[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map(parseField);
}

function parseField(line: string): FieldDefinition {
  const groups = LINE.exec(line)?.groups;
  const type = groups?.['type'] ?? '';
  const dataType = TYPES[type];
  if (!groups || !dataType) throw invalidInput('bad_field_notation', `Not a field: '${line}'`);
  const field: FieldDefinition = {
    name: groups['name'] ?? '',
    dataType,
    length: Number(groups['length'] ?? 0),
    isRequired: groups['required'] === '*',
    readOnly: 'never',
    isQueryable: true,
    isDateOnly: type === 'date',
    referenceTo: undefined,
    picklist: undefined,
    defaultValue: undefined,
  };
  for (const flag of (groups['flags'] ?? '').split(' ').filter(Boolean)) applyFlag(field, flag);
  return field;
}

function applyFlag(field: FieldDefinition, flag: string): void {
  if (flag === 'ro') field.readOnly = 'always';
  else if (flag === 'once') field.readOnly = 'once';
  else if (flag === 'nq') field.isQueryable = false;
  else if (flag === 'pl') field.picklist = 'own';
  else if (flag.startsWith('pl:')) field.picklist = { entity: flag.slice(3) };
  else if (flag.startsWith('→')) field.referenceTo = flag.slice(1);
  else if (flag.startsWith('=')) field.defaultValue = JSON.parse(flag.slice(1)) as FieldValue;
  else throw invalidInput('bad_field_notation', `Not a flag: '${flag}'`);
}

/** Every entity has `id:long ro`. */
const ID: FieldDefinition = { ...parseField('id long ro'), isRequired: true };

export function defineEntity({ fields: text, stamps = {}, ...input }: EntityInput): EntityDefinition {
  const fields = [ID, ...parseFields(text)];
  const { created = [], edited = [], activity = [] } = stamps;
  return {
    parent: undefined,
    udfType: undefined,
    supportsWebhooks: false,
    firstId: 1,
    ...input,
    fields,
    fieldByName: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
    stamps: { created, edited, activity },
  };
}
