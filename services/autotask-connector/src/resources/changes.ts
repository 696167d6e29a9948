import { canonicalJson } from '@psa-bridge/core';
import type { AutotaskWrite } from '../client/types.ts';
import type { UdfWrite } from '../mapping/custom-fields.ts';

const UDFS = 'userDefinedFields';

/**
 * Only the fields that differ: echoing a whole record back validates untouched fields again and fails on old data
 * (autotask.md section 2.1). A field that fell away is sent as null, which clears it; so is a user-defined field, each for itself.
 */
export function changedFields(before: AutotaskWrite | undefined, after: AutotaskWrite): AutotaskWrite {
  if (before === undefined) return after;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => field !== UDFS);
  const udfs = changedUdfs(before[UDFS] as UdfWrite | undefined, after[UDFS] as UdfWrite | undefined);
  const changed = fields.flatMap((field) =>
    canonicalJson(before[field]) === canonicalJson(after[field]) ? [] : [[field, after[field] ?? null] as const],
  );
  return { ...Object.fromEntries(changed), ...(udfs.length === 0 ? {} : { [UDFS]: udfs }) };
}

function changedUdfs(before: UdfWrite = [], after: UdfWrite = []): UdfWrite {
  const known = new Map(before.map(({ name, value }) => [name, value]));
  const fallen = before.filter(({ name }) => after.every((field) => field.name !== name));
  return [
    ...after.filter(({ name, value }) => !known.has(name) || known.get(name) !== value),
    ...fallen.map(({ name }) => ({ name, value: null })),
  ];
}
