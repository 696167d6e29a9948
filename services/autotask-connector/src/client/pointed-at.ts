import { pointingAt } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import type { AutotaskWrite } from './types.ts';

/** How Autotask names the field that it refuses (autotask.md section 4). */
const FIELD_IN_TEXT: readonly RegExp[] = [
  /reference value on field: (\w+)/i,
  /^(\w+): value .* does not exist or is invalid/i,
  /picklist value \[.*\] does not exist for (\w+)/i,
  /does not reference an existing entity for (\w+)/i,
  /companyID is not associated with (contactID)/i,
  /required field (\w+)/i,
  /^(\w+) must be less than or equal to/i,
];
/** Of these the value is the row's own, and missing or too long for itself. */
const OWN_VALUE = /required field|must be less than/i;

/** The refusal of a row with what it is about: the fields that the words name, and what was sent in them. */
export function pointedAt(error: unknown, row: AutotaskWrite): unknown {
  const text = isAppError(error) && error.code === 'psa_refused' ? error.details['psaText'] : undefined;
  if (!isAppError(error) || typeof text !== 'string') return error;
  const named = text.split(' | ').flatMap((sentence) => {
    const field = FIELD_IN_TEXT.map((pattern) => pattern.exec(sentence)?.[1]).find((found) => found !== undefined);
    return field === undefined ? [] : [{ field, value: OWN_VALUE.test(sentence) ? undefined : row[field] }];
  });
  const sent = named.flatMap(({ field, value }) =>
    typeof value === 'number' || typeof value === 'string' ? [`${field} ${value}`] : [],
  );
  return pointingAt(error, {
    fields: named.map(({ field }) => field),
    reference: sent.length > 0 && sent.length === named.length ? sent.join(', ') : undefined,
  });
}
