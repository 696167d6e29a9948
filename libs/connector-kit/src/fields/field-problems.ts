import type { FieldValue } from '@psa-bridge/records';
import { customChoiceKey, type FieldProblem, type FieldTable, type SentRow } from './field-table.ts';

interface Sending {
  entity: string;
  /** All fields of a new row, or those that change. */
  row: SentRow;
}

/** The kinds of field values that the check of a row needs. */
export function kindsToCheck(table: FieldTable, { entity, row }: Sending): readonly string[] {
  const { choices = {}, customFields } = table.entities[entity] ?? {};
  return [
    ...Object.entries(choices).flatMap(([field, kind]) => (isGiven(row[field]) ? [kind] : [])),
    ...(customFields && customFields.sent(row).length > 0 ? [customFields.kind, `${customFields.kind}_choice`] : []),
  ];
}

/**
 * All that the PSA would refuse in a row, found without a call: what is missing, too long, or no active choice.
 *
 * @param known the field values of the kinds that `kindsToCheck` names, added here or from the PSA; a kind that was never read
 * is left to the PSA
 */
export function fieldProblems(
  table: FieldTable,
  { entity, row }: Sending,
  { isNew, choices: known }: { isNew: boolean; choices: readonly FieldValue[] },
): readonly FieldProblem[] {
  const { psa } = table;
  const { required = [], references = {}, choices = {} } = table.entities[entity] ?? {};
  return [
    ...required
      .filter((field) => (isNew || field in row) && !isGiven(row[field]))
      .map((field) => ({ field, text: `${field} is missing, and ${psa} demands it` })),
    ...lengthProblems(table, { entity, row }),
    ...Object.entries(references).flatMap(([field, noun]) => {
      const text = row[field];
      return typeof text === 'string' ? [{ field, text: `${field}: ${psa} has no ${noun} "${text}"` }] : [];
    }),
    ...Object.entries(choices).flatMap(([field, kind]) =>
      isGiven(row[field]) ? choiceProblem(psa, { field, key: keyOf(row[field]) }, ofKind(known, kind)) : [],
    ),
    ...customFieldProblems(table, { entity, row }, known),
  ];
}

/** Each text that is too long, with its length and the most that fits. */
export function lengthProblems({ psa, entities }: FieldTable, { entity, row }: Sending): readonly FieldProblem[] {
  return Object.entries(entities[entity]?.lengths ?? {}).flatMap(([field, most]) => {
    const value = row[field];
    return typeof value === 'string' && value.length > most
      ? [{ field, text: `${field} has ${value.length} characters, ${psa} takes ${most}` }]
      : [];
  });
}

interface Choice {
  field: string;
  key: string;
}

function choiceProblem(psa: string, { field, key }: Choice, choices: readonly FieldValue[]): readonly FieldProblem[] {
  const theirs = choices.filter(({ integrationId }) => integrationId !== undefined);
  const choice = theirs.find((candidate) => candidate.key === key);
  if (choice?.isActive) return [];
  if (choice) return [{ ...inactive(psa, field, choice), key }];
  const local = choices.find((candidate) => candidate.key === key);
  if (local) return [{ field, text: `${field}: "${local.label}" was added here, and ${psa} does not have it`, key }];
  const isNumber = /^\d+$/.test(key);
  // What was never read cannot be judged here; only a number can be a choice of the PSA's at all.
  return theirs.length === 0 && isNumber ? [] : [{ ...unknown(psa, field, key), key }];
}

/** A custom field that is gone may be ignored there without a word, so that what it was to hold would be lost. */
function customFieldProblems(
  { psa, entities }: FieldTable,
  { entity, row }: Sending,
  known: readonly FieldValue[],
): readonly FieldProblem[] {
  const { customFields } = entities[entity] ?? {};
  if (!customFields) return [];
  const fields = ofKind(known, customFields.kind);
  const lists = ofKind(known, `${customFields.kind}_choice`);
  return customFields.sent(row).flatMap(({ key, value }) => {
    const field = fields.find((candidate) => candidate.key === key);
    const name = customFields.nameOf(key, field);
    if (fields.length > 0 && !field?.isActive)
      return [{ field: name, text: `${name}: there is no such user-defined field in ${psa} any more` }];
    const own = lists.filter(({ details }) => details?.['field'] === key);
    const choice = own.find((candidate) => candidate.key === customChoiceKey(key, value ?? ''));
    if (value === null || own.length === 0 || choice?.isActive) return [];
    return [choice ? inactive(psa, name, choice) : unknown(psa, name, value)];
  });
}

function ofKind(choices: readonly FieldValue[], kind: string): readonly FieldValue[] {
  return choices.filter((choice) => choice.kind === kind);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** A reference stands for the row of its id. */
function keyOf(value: unknown): string {
  return String(typeof value === 'object' && value !== null && 'id' in value ? value.id : value);
}

function inactive(psa: string, field: string, { label }: FieldValue): FieldProblem {
  return { field, text: `${field}: "${label}" is inactive in ${psa}` };
}

function unknown(psa: string, field: string, key: string): FieldProblem {
  return { field, text: `${field}: "${key}" does not exist in ${psa}` };
}
