import type { FieldValue } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';
import type { UdfWrite } from './custom-fields.ts';
import { PICKLISTS, udfChoiceKey, type UdfKind } from './field-value.mapping.ts';
import { lengthProblems, type FieldProblem } from './limits.ts';

/** What Autotask demands of a row and people may leave open; what else it demands is filled in by us (autotask.md section 5). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Companies: ['companyName', 'phone'],
  Contacts: ['firstName', 'lastName'],
  Opportunities: ['title'],
  Quotes: ['name'],
};
/** Numbers of rows that we know by a text of our own. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = { Companies: { countryID: 'country' } };
const UDFS: Readonly<Record<string, UdfKind>> = { Companies: 'company_udf', Opportunities: 'opportunity_udf' };

/** The kinds of field values that the check of a row needs. */
export function kindsToCheck(entity: string, row: AutotaskWrite): readonly string[] {
  const udfs = UDFS[entity];
  return [
    ...PICKLISTS.filter((list) => list.entity === entity && isGiven(row[list.field])).map(({ kind }) => kind),
    ...(udfs !== undefined && udfsOf(row).length > 0 ? [udfs, `${udfs}_choice`] : []),
  ];
}

/**
 * All that Autotask would refuse in a row, found without a call: what is missing, too long, or no active choice.
 *
 * @param row all fields of a new row, or those that change
 * @param choices the field values of the kinds that `kindsToCheck` names, added here or from Autotask; a kind that was never
 * read is left to Autotask
 */
export function fieldProblems(
  entity: string,
  row: AutotaskWrite,
  { isNew, choices }: { isNew: boolean; choices: readonly FieldValue[] },
): readonly FieldProblem[] {
  return [
    ...missing(entity, row, isNew),
    ...lengthProblems(entity, row),
    ...Object.entries(REFERENCES[entity] ?? {}).flatMap(([field, noun]) =>
      typeof row[field] === 'string' ? [{ field, text: `${field}: Autotask has no ${noun} "${row[field]}"` }] : [],
    ),
    ...PICKLISTS.filter((list) => list.entity === entity).flatMap(({ kind, field }) =>
      isGiven(row[field]) ? choiceProblem(field, String(row[field]), ofKind(choices, kind)) : [],
    ),
    ...udfProblems(entity, row, choices),
  ];
}

function missing(entity: string, row: AutotaskWrite, isNew: boolean): readonly FieldProblem[] {
  return (REQUIRED[entity] ?? [])
    .filter((field) => (isNew || field in row) && !isGiven(row[field]))
    .map((field) => ({ field, text: `${field} is missing, and Autotask demands it` }));
}

function choiceProblem(field: string, key: string, choices: readonly FieldValue[]): readonly FieldProblem[] {
  const theirs = choices.filter(({ integrationId }) => integrationId !== undefined);
  const choice = theirs.find((candidate) => candidate.key === key);
  if (choice?.isActive) return [];
  if (choice) return [inactive(field, choice)];
  const local = choices.find((candidate) => candidate.key === key);
  if (local) return [{ field, text: `${field}: "${local.label}" was added here, and Autotask does not have it` }];
  const isNumber = /^\d+$/.test(key);
  // What was never read cannot be judged here; only a number can be a choice of Autotask's at all.
  return theirs.length === 0 && isNumber ? [] : [unknown(field, key)];
}

/** Unknown fields are ignored there without a word (autotask.md section 2.1), so that what they were to hold would be lost. */
function udfProblems(entity: string, row: AutotaskWrite, choices: readonly FieldValue[]): readonly FieldProblem[] {
  const kind = UDFS[entity];
  if (kind === undefined) return [];
  const fields = ofKind(choices, kind);
  const lists = ofKind(choices, `${kind}_choice`);
  return udfsOf(row).flatMap(({ name, value }) => {
    const field = fields.find(({ key }) => key === name);
    if (fields.length > 0 && !field?.isActive)
      return [{ field: name, text: `${name}: there is no such user-defined field in Autotask any more` }];
    const own = lists.filter(({ details }) => details?.['field'] === name);
    const choice = own.find(({ key }) => key === udfChoiceKey(name, value ?? ''));
    if (value === null || own.length === 0 || choice?.isActive) return [];
    return [choice ? inactive(name, choice) : unknown(name, value)];
  });
}

function udfsOf(row: AutotaskWrite): UdfWrite {
  return (row['userDefinedFields'] as UdfWrite | undefined) ?? [];
}

function ofKind(choices: readonly FieldValue[], kind: string): readonly FieldValue[] {
  return choices.filter((choice) => choice.kind === kind);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function inactive(field: string, { label }: FieldValue): FieldProblem {
  return { field, text: `${field}: "${label}" is inactive in Autotask` };
}

function unknown(field: string, key: string): FieldProblem {
  return { field, text: `${field}: "${key}" does not exist in Autotask` };
}
