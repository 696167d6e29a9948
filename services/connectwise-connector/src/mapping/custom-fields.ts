import type { CustomField } from '../client/wire-fields.ts';

type CustomFields = Record<string, string | number | boolean | null>;
/** ConnectWise's custom field, by its id, for our data point. */
export type DataPoints = Readonly<Record<string, string>>;
export type CustomFieldWrite = readonly { id: number; value: string | number | boolean | null }[];

/** The mapped fields under the names of our data points (CW-22); what is not mapped stays out. */
export function toDataPoints(fields: readonly CustomField[] | null | undefined, points: DataPoints): CustomFields | undefined {
  const found = Object.entries(points).flatMap(([point, id]) => {
    const value = fields?.find((field) => field.id === Number(id))?.value;
    return value === undefined || value === null || value === '' ? [] : [[point, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/**
 * Our data points as the fields that they are mapped to. A field that is left out stays as it is there, so that what fell away
 * is sent as null (connectwise.md section 7).
 */
export function fromDataPoints(
  values: Readonly<CustomFields> | undefined,
  points: DataPoints,
  before?: Readonly<CustomFields>,
): CustomFieldWrite | undefined {
  const changed = Object.entries(points).flatMap(([point, id]) => {
    const value = values?.[point] ?? null;
    return value === (before?.[point] ?? null) ? [] : [{ id: Number(id), value }];
  });
  return changed.length === 0 ? undefined : changed;
}
