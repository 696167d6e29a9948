import { canonicalJson } from '@psa-bridge/core';
import { redact } from '@psa-bridge/observability';

/** What one field was and what it became, redacted, as JSON; empty where it was not there. */
export interface FieldChange {
  field: string;
  beforeJson: string;
  afterJson: string;
}

export interface FieldChanges {
  changes: readonly FieldChange[];
  /** How many more fields changed than are told. */
  leftOut: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** So that an event stays small beside the change that it tells of. */
const MAX_FIELDS = 40;
const MAX_LENGTH = 500;

/** The fields that differ, by name. Custom fields are compared one by one, as people see them. */
export function fieldChanges(before: Fields | undefined, after: Fields | undefined): FieldChanges {
  const [old, next] = [flat(before ?? {}), flat(after ?? {})];
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  const changed = names.filter((name) => text(old[name]) !== text(next[name]));
  return {
    changes: changed
      .slice(0, MAX_FIELDS)
      .map((field) => ({ field, beforeJson: shown(field, old[field]), afterJson: shown(field, next[field]) })),
    leftOut: Math.max(0, changed.length - MAX_FIELDS),
  };
}

function flat({ customFields, ...fields }: Fields): Fields {
  if (typeof customFields !== 'object' || customFields === null) return { ...fields, customFields };
  const own = Object.entries(customFields).map(([key, value]) => [`customFields.${key}`, value as unknown] as const);
  return { ...fields, ...Object.fromEntries(own) };
}

function text(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}

/** The field's name decides whether its value is hidden, so it is redacted under it. */
function shown(field: string, value: unknown): string {
  const [safe] = Object.values(redact({ [field.slice(field.indexOf('.') + 1)]: value }) as Fields);
  const json = text(safe);
  return json.length > MAX_LENGTH ? JSON.stringify(`${json.slice(0, MAX_LENGTH)}…`) : json;
}
