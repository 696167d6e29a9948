import { canonicalJson, type JsonObject } from '@psa-bridge/core';

/**
 * A record's data as a list of fields, each merged for itself: every field of the data is one, and every key of
 * `customFields` is one of its own, named `customFields.<key>` (PA-33). A field that is absent or empty is not in it.
 */
export type Fields = Readonly<Record<string, unknown>>;

const CUSTOM = 'customFields.';

export function toFields(data: JsonObject): Fields {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (name !== 'customFields') assignField(fields, name, value);
  }
  for (const [key, value] of Object.entries((data['customFields'] ?? {}) as JsonObject))
    assignField(fields, CUSTOM + key, value ?? undefined);
  return fields;
}

export function fromFields(fields: Fields): JsonObject {
  const data: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith(CUSTOM)) custom[name.slice(CUSTOM.length)] = value;
    else data[name] = value;
  }
  return Object.keys(custom).length === 0 ? data : { ...data, customFields: custom };
}

/** Sets a field, or takes it away where the value is undefined. */
export function assignField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete fields[name];
  else fields[name] = value;
}

/** Equal content, whatever the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return isObject(one) && isObject(other) && canonicalJson(one) === canonicalJson(other);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
