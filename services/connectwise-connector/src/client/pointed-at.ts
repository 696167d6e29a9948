import { pointingAt } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { errorEntries } from './answer.ts';
import type { ConnectWiseWrite } from './patch.ts';

/** The refusal of a row with what it is about: the fields that its entries name, and the references that were sent in them. */
export function pointedAt(error: unknown, row: ConnectWiseWrite): unknown {
  if (!isAppError(error) || error.code !== 'psa_refused') return error;
  // `contact/id` is the reference `contact` (connectwise.md section 8).
  const fields = errorEntries(error.details['body']).flatMap(({ field }) => (field === '' ? [] : [field.replace(/\/id$/, '')]));
  const sent = fields.flatMap((field) => {
    const value = row[field];
    return typeof value === 'object' && value !== null && 'id' in value ? [`${field} ${String(value.id)}`] : [];
  });
  const isAllNamed = sent.length > 0 && sent.length === fields.length;
  return pointingAt(error, {
    ...(fields.length > 0 ? { fields } : {}),
    ...(isAllNamed ? { reference: sent.join(', ') } : {}),
  });
}
