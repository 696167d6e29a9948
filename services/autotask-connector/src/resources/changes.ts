import { changedFields } from '@psa-bridge/connector-kit';
import type { AutotaskWrite } from '../client/types.ts';
import type { UdfWrite } from '../mapping/custom-fields.ts';

/** Only the fields that differ (autotask.md section 2.1); a user-defined field that fell away is cleared for itself. */
export function changedRow(before: AutotaskWrite | undefined, after: AutotaskWrite): AutotaskWrite {
  if (before === undefined) return after;
  const { userDefinedFields: udfsBefore, ...fieldsBefore } = before;
  const { userDefinedFields: udfsAfter, ...fieldsAfter } = after;
  const udfs = changedUdfs(udfsBefore as UdfWrite | undefined, udfsAfter as UdfWrite | undefined);
  return { ...changedFields(fieldsBefore, fieldsAfter), ...(udfs.length === 0 ? {} : { userDefinedFields: udfs }) };
}

function changedUdfs(before: UdfWrite = [], after: UdfWrite = []): UdfWrite {
  const known = new Map(before.map(({ name, value }) => [name, value]));
  const fallen = before.filter(({ name }) => after.every((field) => field.name !== name));
  return [
    ...after.filter(({ name, value }) => !known.has(name) || known.get(name) !== value),
    ...fallen.map(({ name }) => ({ name, value: null })),
  ];
}
