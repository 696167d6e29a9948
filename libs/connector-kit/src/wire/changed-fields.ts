import { canonicalJson } from '@psa-bridge/core';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Only the fields that differ: a whole record echoed back validates untouched fields again and fails on old data. A field that
 * fell away is sent as null, which clears it.
 */
export function changedFields(before: Fields | undefined, after: Fields): Fields {
  if (before === undefined) return after;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields.flatMap((field) =>
      canonicalJson(before[field]) === canonicalJson(after[field]) ? [] : [[field, after[field] ?? null] as const],
    ),
  );
}
