import { invalidInput } from '@psa-bridge/core';
import type { EntityDefinition, EntityInput, FieldDefinition, FieldKind, Json } from './entity-definition.ts';

const KINDS: readonly FieldKind[] = [
  'string',
  'int',
  'number',
  'bool',
  'datetime',
  'enum',
  'ref',
  'refs',
  'ints',
  'json',
  'communications',
];

const LINE = /^(?<name>[A-Za-z]\w*)(?<required>[*!]?) (?<kind>[a-z]+)(?:\((?<length>\d+)\))?(?<flags>(?: \S+)*)$/;

/**
 * One field a line, after connectwise.md section 11: `name* kind(length) flags`, where `*` is required, `!` is required on updates, and the
 * flags are `ro` read-only, `post` taken on create only, `hidden` never echoed, `→Entity` what it refers to (`_` for a space), `A|B|C` the
 * values of an enum, `=value` the server's default as JSON, `1900..9999` its range.
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
  const kind = KINDS.find((one) => one === groups?.['kind']);
  if (!groups || !kind) throw invalidInput('bad_field_notation', `Not a field: '${line}'`);
  const field: FieldDefinition = {
    name: groups['name'] ?? '',
    kind,
    length: Number(groups['length'] ?? 0),
    required: groups['required'] === '*' ? 'create' : groups['required'] === '!' ? 'update' : 'never',
    writable: 'always',
    isHidden: false,
    referenceTo: undefined,
    options: [],
    defaultValue: undefined,
    range: undefined,
  };
  for (const flag of (groups['flags'] ?? '').split(' ').filter(Boolean)) applyFlag(field, flag);
  return field;
}

function applyFlag(field: FieldDefinition, flag: string): void {
  const range = /^(\d+)\.\.(\d+)$/.exec(flag);
  if (flag === 'ro') field.writable = 'never';
  else if (flag === 'post') field.writable = 'post';
  else if (flag === 'hidden') field.isHidden = true;
  else if (flag.startsWith('→')) field.referenceTo = flag.slice(1).replaceAll('_', ' ');
  else if (flag.startsWith('=')) field.defaultValue = JSON.parse(flag.slice(1)) as Json;
  else if (range) field.range = [Number(range[1]), Number(range[2])];
  else if (field.kind === 'enum') field.options = flag.split('|');
  else throw invalidInput('bad_field_notation', `Not a flag: '${flag}'`);
}

const ID: FieldDefinition = parseField('id int ro');

export function defineEntity({ fields: text, ...input }: EntityInput): EntityDefinition {
  const fields = [ID, ...parseFields(text)];
  const typeName = input.typeName ?? input.name.replaceAll(' ', '');
  return {
    resource: typeName.charAt(0).toLowerCase() + typeName.slice(1),
    path: undefined,
    parent: undefined,
    setupTable: undefined,
    operations: 'RCUD',
    label: 'name',
    unique: undefined,
    hasInfo: false,
    screen: undefined,
    firstId: 1,
    ...input,
    typeName,
    fields,
    fieldByName: new Map(fields.map((field) => [field.name, field])),
  };
}

/** A table that an administrator sets up: rows of a name and little else. */
export function defineSetup(input: Omit<EntityInput, 'fields'> & { fields?: string }): EntityDefinition {
  return defineEntity({ hasInfo: true, ...input, fields: input.fields ?? 'name* string(50)\ndefaultFlag bool =false' });
}
