import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition, FieldDefinition, FieldKind } from '../metadata/entity-definition.ts';
import { badBinding } from '../refusal.ts';
import type { Values } from '../store/database.ts';
import { readInstant } from '../store/instant.ts';
import type { Switches } from '../switches.ts';

export type Body = Readonly<Record<string, Json>>;

export function isObject(value: Json | undefined): value is Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Members that any schema takes and that are no fields (halopsa.md 4). */
const CONTROL = ['id', 'customfields', 'new_external_link', 'external_links', 'attachments', 'donotapplytemplateintheapi'];

/** The members of a body that are fields and may be written. @throws AppError 400 for a value that does not fit its member */
export function readFields(
  fields: readonly FieldDefinition[],
  body: Body,
  { switches, path }: { switches: Switches; path: string },
): Values {
  const read: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const field = fields.find((one) => one.name === name);
    if (field) {
      if (!field.isReadOnly && field.kind !== 'lines') read[name] = readValue(field, value, `${path}.${name}`);
    } else if (switches.unknownMembers === 'refused' && !isTolerated(fields, name)) {
      throw badBinding(`${path}.${name}`, `Could not find member '${name}'.`);
    }
  }
  return read;
}

/** Clients send back what they have read, companions of references included. */
function isTolerated(fields: readonly FieldDefinition[], name: string): boolean {
  return name.startsWith('_') || CONTROL.includes(name) || fields.some(({ companion }) => companion === name);
}

function readValue({ kind }: FieldDefinition, value: Json, path: string): Json {
  if (value === null || kind === 'json') return value;
  if (kind === 'date') return readDate(value, path);
  if (typeof value === JSON_TYPE[kind] && (kind !== 'int' || Number.isInteger(value))) return value;
  throw badBinding(path, `The JSON value could not be converted. Path: ${path}.`);
}

const JSON_TYPE: Readonly<Partial<Record<FieldKind, string>>> = {
  text: 'string',
  bool: 'boolean',
  number: 'number',
  int: 'number',
};

function readDate(value: Json, path: string): Json {
  const instant = typeof value === 'string' ? readInstant(value) : undefined;
  if (instant === undefined) throw badBinding(path, `The JSON value could not be converted to System.DateTime. Path: ${path}.`);
  return instant;
}

/** Lines as they were, with those that are sent put in their place (halopsa.md 6, Quotation). */
export function readLines(
  { lineFields }: EntityDefinition,
  { sent, before }: { sent: Json; before: readonly Values[] },
  { switches, path, nextId }: { switches: Switches; path: string; nextId: () => number },
): Values[] {
  if (!Array.isArray(sent)) throw badBinding(`${path}.lines`, 'The JSON value could not be converted to a list.');
  const given = (sent as readonly Json[]).map((line, index) => {
    if (!isObject(line)) throw badBinding(`${path}.lines[${index}]`, 'The JSON value could not be converted.');
    const known = before.find(({ id }) => id === line['id']);
    const read = readFields(lineFields, line, { switches, path: `${path}.lines[${index}]` });
    return { ...defaultsOf(lineFields), ...known, ...read, id: known?.['id'] ?? nextId() };
  });
  if (switches.quoteLines === 'replaced') return given;
  const untouched = before.filter(({ id }) => !given.some((line) => line.id === id));
  return [...untouched, ...given];
}

export function defaultsOf(fields: readonly FieldDefinition[]): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, defaultValue }) => (defaultValue === undefined ? [] : [[name, defaultValue]])),
  );
}
