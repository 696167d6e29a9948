import { invalidInput } from '@psa-bridge/core';
import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition, FieldDefinition, FieldKind } from './entity-definition.ts';

const KINDS: readonly FieldKind[] = ['text', 'int', 'number', 'bool', 'date', 'json', 'lines'];

/**
 * One line for each kind and its flags, then the names: `kind flags: name name …`. Flags: `list` among a list's fields, `schema`
 * among those that the published schema of the list has, `ro` read-only,
 * `hidden` never shown, `double`, `→Entity` what its id is of, `+name` the companion that shows that one's name, `=value` the default as
 * JSON. A later line that names a field again adds nothing and is refused.
 */
export function parseFields(text: string): FieldDefinition[] {
  const fields = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap(parseLine);
  const twice = fields.find(({ name }, index) => fields.findIndex((field) => field.name === name) !== index);
  if (twice) throw invalidInput('bad_field_notation', `A field is named twice: '${twice.name}'`);
  return fields;
}

function parseLine(line: string): FieldDefinition[] {
  const [head = '', names = ''] = line.split(': ');
  const [kindName = '', ...flags] = head.split(' ');
  const kind = KINDS.find((one) => one === kindName);
  if (!kind || names.trim() === '') throw invalidInput('bad_field_notation', `Not fields: '${line}'`);
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ ...PLAIN, name, kind, ...readFlags(flags) }));
}

const PLAIN: Omit<FieldDefinition, 'name' | 'kind'> = {
  isReadOnly: false,
  isHidden: false,
  isListed: false,
  isInListSchema: false,
  referenceTo: undefined,
  companion: undefined,
  defaultValue: undefined,
  isDouble: false,
};

function readFlags(flags: readonly string[]): Partial<FieldDefinition> {
  return Object.assign({}, ...flags.map(readFlag)) as Partial<FieldDefinition>;
}

function readFlag(flag: string): Partial<FieldDefinition> {
  if (flag === 'list') return { isListed: true };
  if (flag === 'schema') return { isInListSchema: true };
  if (flag === 'ro') return { isReadOnly: true };
  if (flag === 'hidden') return { isHidden: true };
  if (flag === 'double') return { isDouble: true };
  if (flag.startsWith('→')) return { referenceTo: flag.slice(1) };
  if (flag.startsWith('+')) return { companion: flag.slice(1) };
  if (flag.startsWith('=')) return { defaultValue: JSON.parse(flag.slice(1)) as Json };
  throw invalidInput('bad_field_notation', `Not a flag: '${flag}'`);
}

const ID = parseFields('int ro list: id');

type EntityInput = Pick<EntityDefinition, 'name' | 'area'> &
  Partial<Omit<EntityDefinition, 'fields' | 'fieldByName' | 'lineFields'>> & { fields: string; lines?: string };

export function defineEntity({ fields: text, lines = '', ...input }: EntityInput): EntityDefinition {
  const fields = [...ID, ...parseFields(text)];
  return {
    listName: undefined,
    largestPage: undefined,
    filters: {},
    searched: ['name'],
    changedAt: undefined,
    hasCustomFields: false,
    hasGuid: false,
    operations: 'RCD',
    firstId: 1,
    ...input,
    fields,
    fieldByName: new Map(fields.map((field) => [field.name, field])),
    lineFields: lines === '' ? [] : [...ID, ...parseFields(lines)],
  };
}
