import type { UserDefinedField } from '../client/types.ts';

type CustomFields = Record<string, string | number | boolean | null>;

/** Autotask's user-defined fields by name; their values are text whatever their type (autotask.md section 2.7). */
export function toCustomFields(fields: readonly UserDefinedField[] | null | undefined): CustomFields | undefined {
  const set = (fields ?? []).filter((field) => field.value !== null && field.value !== undefined && field.value !== '');
  return set.length === 0 ? undefined : Object.fromEntries(set.map((field) => [field.name, String(field.value)]));
}

export function fromCustomFields(
  fields: Readonly<CustomFields> | undefined,
): readonly { name: string; value: string | null }[] | undefined {
  const entries = Object.entries(fields ?? {});
  return entries.length === 0
    ? undefined
    : entries.map(([name, value]) => ({ name, value: value === null ? null : String(value) }));
}
