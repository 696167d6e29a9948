import { invalidInput, type AppError } from '@psa-bridge/core';
import type { FieldValue } from '@psa-bridge/records';
import { pointingAt, type ErrorObject } from '../definition/explain.ts';
import type { PartContext } from '../definition/session.ts';
import { fieldProblems, kindsToCheck } from './field-problems.ts';
import type { FieldProblem, FieldTable, SentRow } from './field-table.ts';

type Context = Pick<PartContext<unknown, unknown>, 'records' | 'integration'>;

/** How many field values are read at once. */
const PAGE = 1_000;

/**
 * Makes the check of rows before they are sent. What the PSA would refuse is found by the field values of the last sync, all at
 * once and without a call.
 *
 * @param named the failure that the product has words of its own for; undefined where it has none
 * @returns the row, which may be sent
 * @throws AppError `refused_before_sending` naming every field, or the named one
 */
export function fieldCheck(table: FieldTable, named: (problems: readonly FieldProblem[]) => AppError | undefined) {
  return async function checkedRow<Row extends SentRow>(
    entity: string,
    row: Row,
    { isNew }: { isNew: boolean },
    context: Context,
  ): Promise<Row> {
    const choices = await readChoices(kindsToCheck(table, { entity, row }), context);
    const problems = fieldProblems(table, { entity, row }, { isNew, choices });
    if (problems.length > 0) throw pointingAt(named(problems) ?? refusedBeforeSending(entity, problems), objectOf(problems));
    return row;
  };
}

/** Those of this integration's PSA, and those that were added here. */
async function readChoices(kinds: readonly string[], { records, integration }: Context): Promise<readonly FieldValue[]> {
  if (kinds.length === 0) return [];
  const found: FieldValue[] = [];
  for (let from = 0, isMore = true; isMore; from += PAGE) {
    const { items, total } = await records.search('field_value', { from, size: PAGE, filters: { kind: [...kinds] } });
    found.push(...items.map(({ data }) => data));
    isMore = items.length > 0 && from + PAGE < total;
  }
  return found.filter(({ integrationId }) => integrationId === undefined || integrationId === integration.id);
}

/** Choices that are not there are what the failure is about; what is missing or too long is the row's own. */
function objectOf(problems: readonly FieldProblem[]): ErrorObject {
  const fields = problems.map(({ field }) => field);
  const keys = problems.flatMap(({ field, key }) => (key === undefined ? [] : [`${field} ${key}`]));
  return { fields, ...(keys.length === problems.length ? { reference: keys.join(', ') } : {}) };
}

function refusedBeforeSending(entity: string, problems: readonly FieldProblem[]): AppError {
  const texts = problems.map(({ text }) => text);
  return invalidInput('refused_before_sending', `${texts.join('; ')}. Correct this and save again.`, {
    details: { entity, problems: texts },
  });
}
