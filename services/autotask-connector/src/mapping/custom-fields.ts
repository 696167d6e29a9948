import type { UserDefinedField } from '../client/types.ts';

type CustomFields = Record<string, string | number | boolean | null>;
/** Autotask's user-defined field by our data point. */
export type DataPoints = Readonly<Record<string, string>>;
export type UdfWrite = readonly { name: string; value: string | null }[];

/** Autotask's user-defined fields by name; their values are text whatever their type (autotask.md section 2.7). */
export function toCustomFields(fields: readonly UserDefinedField[] | null | undefined): CustomFields | undefined {
  const set = (fields ?? []).filter((field) => field.value !== null && field.value !== undefined && field.value !== '');
  return set.length === 0 ? undefined : Object.fromEntries(set.map((field) => [field.name, String(field.value)]));
}

export function fromCustomFields(fields: Readonly<CustomFields> | undefined): UdfWrite | undefined {
  const entries = Object.entries(fields ?? {});
  return entries.length === 0
    ? undefined
    : entries.map(([name, value]) => ({ name, value: value === null ? null : String(value) }));
}

/**
 * The mapped fields under the names of our data points; what is not mapped stays out (AT-22, AT-50). Of a list it is the value
 * that is kept, not its label: labels change, and records are shown with the labels of the field values.
 */
export function toDataPoints(
  fields: readonly UserDefinedField[] | null | undefined,
  points: DataPoints,
): CustomFields | undefined {
  const byName = new Map(Object.entries(toCustomFields(fields) ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const found = Object.entries(points).flatMap(([point, name]) => {
    const value = byName.get(name.toLowerCase());
    return value === undefined ? [] : [[point, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Our data points as the fields that they are mapped to; what is not mapped is none of Autotask's business. */
export function fromDataPoints(values: Readonly<CustomFields> | undefined, points: DataPoints): UdfWrite | undefined {
  const mapped = Object.entries(points).flatMap(([point, name]) => {
    const value = values?.[point];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return fromCustomFields(Object.fromEntries(mapped));
}
