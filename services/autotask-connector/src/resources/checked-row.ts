import type { PartContext } from '@psa-bridge/connector-kit';
import { invalidInput, rejected } from '@psa-bridge/core';
import type { FieldValue } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';
import { MESSAGES } from '../failures.ts';
import { fieldProblems, kindsToCheck } from '../mapping/field-problems.ts';
import type { FieldProblem } from '../mapping/limits.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** As many choices as the few lists of one entity have. */
const MOST_CHOICES = 1_000;
const PAYMENT_FIELDS = ['paymentTerm', 'paymentType'];

/**
 * The row, which may be sent. What Autotask would refuse is found by the field values of the last sync, all at once and
 * without a call.
 *
 * @throws AppError `refused_before_sending` naming every field; `payment_term_deleted` (IS-10)
 */
export async function checkedRow<Row extends AutotaskWrite>(
  entity: string,
  row: Row,
  { isNew }: { isNew: boolean },
  context: Context,
): Promise<Row> {
  const choices = await readChoices(kindsToCheck(entity, row), context);
  const problems = fieldProblems(entity, row, { isNew, choices });
  if (problems.length > 0) throw refusedBeforeSending(entity, problems);
  return row;
}

/** Those of this integration's PSA, and those that were added here. */
async function readChoices(kinds: readonly string[], { records, integration }: Context): Promise<readonly FieldValue[]> {
  if (kinds.length === 0) return [];
  const { items } = await records.search('field_value', { from: 0, size: MOST_CHOICES, filters: { kind: [...kinds] } });
  return items
    .map(({ data }) => data)
    .filter(({ integrationId }) => integrationId === undefined || integrationId === integration.id);
}

function refusedBeforeSending(entity: string, problems: readonly FieldProblem[]): Error {
  if (problems.some(({ field }) => PAYMENT_FIELDS.includes(field)))
    return rejected('payment_term_deleted', MESSAGES.paymentTermDeleted);
  const texts = problems.map(({ text }) => text);
  return invalidInput('refused_before_sending', `${texts.join('; ')}. Correct this and save again.`, {
    details: { entity, problems: texts },
  });
}
