import { canonicalJson } from '@psa-bridge/core';
import type { AutotaskWrite } from '../client/types.ts';

/**
 * Only the fields that differ: echoing a whole record back validates untouched fields again and fails on old data
 * (autotask.md section 2.1). A field that fell away is sent as null, which clears it.
 */
export function changedFields(before: AutotaskWrite | undefined, after: AutotaskWrite): AutotaskWrite {
  if (before === undefined) return after;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields.flatMap((field) =>
      canonicalJson(before[field]) === canonicalJson(after[field]) ? [] : [[field, after[field] ?? null]],
    ),
  );
}
