import { jsonText } from '../../http/json-text.ts';
import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { badCast, badMember, type ErrorEntry } from '../refusal.ts';
import type { Row } from '../store/database.ts';
import { readInstant } from '../store/instant.ts';
import { typeOf, type Reading } from './read-value.ts';

const MEMBERS = [
  'id',
  'caption',
  'type',
  'entryMethod',
  'numberOfDecimals',
  'value',
  'connectWiseId',
  'rowNum',
  'userDefinedFieldRecId',
  'podId',
];

/** Entries that are left out stay as they are; `value: null` clears (connectwise.md 7). */
export function mergeCustomFields(reading: Reading, before: Row['custom'], given: Json): Row['custom'] {
  if (!Array.isArray(given)) throw badCast(typeOf(given), `${TYPE}[]`);
  const definitions = reading.database.customFields(reading.entity);
  const merged: Record<number, Json> = { ...before };
  for (const entry of given as readonly Json[]) {
    const { id, value } = readEntry(entry);
    const definition = definitions.find((one) => one.id === id);
    const problem = definition ? problemOf(definition, value) : `Custom Field ${id} not found`;
    if (problem === undefined && definition) merged[definition.id] = value;
    else reading.errors.push(entryFor(reading.entity, problem ?? ''));
  }
  return merged;
}

const TYPE = 'ConnectWise.Apis.v3_0.v2015_3.Common.CustomFieldValue';

function readEntry(entry: Json): { id: number; value: Json } {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) throw badCast(typeOf(entry), TYPE);
  const { id, value = null, ...rest } = entry as Record<string, Json>;
  const unknown = Object.keys(rest).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw badMember(unknown, 'CustomFieldValue');
  return { id: Number(id), value };
}

function entryFor({ resource }: EntityDefinition, message: string): ErrorEntry {
  return { code: 'InvalidField', message, resource, field: 'customFields' };
}

const NUMERIC: readonly unknown[] = ['Number', 'Currency', 'Percent'];

function problemOf({ values }: Row, value: Json): string | undefined {
  if (value === null) return undefined;
  const caption = jsonText(values['caption']);
  const type = values['fieldTypeIdentifier'];
  const hasFitType = NUMERIC.includes(type)
    ? typeof value === 'number'
    : type === 'Checkbox'
      ? typeof value === 'boolean'
      : type === 'Date'
        ? typeof value === 'string' && readInstant(value, 'truncate') !== undefined
        : typeof value === 'string';
  if (!hasFitType) return `The value of custom field ${caption} is not of type ${jsonText(type)}.`;
  const isList = values['entryTypeIdentifier'] === 'List' || values['entryTypeIdentifier'] === 'Option';
  const options = (values['options'] ?? []) as { optionValue: string; inactiveFlag: boolean }[];
  const isOption = options.some(({ optionValue }) => optionValue === value);
  return isList && !isOption ? `${JSON.stringify(value)} is not an option of custom field ${caption}.` : undefined;
}

/** Fields that the site requires and that hold nothing. */
export function missingCustomFields(definitions: readonly Row[], entity: EntityDefinition, custom: Row['custom']): ErrorEntry[] {
  return definitions
    .filter(({ id, values }) => values['requiredFlag'] === true && (custom[id] ?? null) === null)
    .map(({ values }) => ({
      code: 'MissingRequiredField',
      message: `The ${jsonText(values['caption'])} field is required.`,
      resource: entity.resource,
      field: 'customFields',
    }));
}
