import { canonicalJson, type JsonObject } from '@psa-bridge/core';

/**
 * A record's data as a list of fields, each merged for itself: every field of the data is one, and every key of
 * `customFields` is one of its own, named `customFields.<key>` (PA-33). A field that is absent or empty is not in it.
 */
export type Fields = Readonly<Record<string, unknown>>;

const CUSTOM = 'customFields.';

export function toFields({ customFields, ...data }: JsonObject): Fields {
  const custom = Object.entries((customFields ?? {}) as JsonObject).map(
    ([key, value]) => [CUSTOM + key, value ?? undefined] as const,
  );
  return Object.fromEntries([...Object.entries(data), ...custom].filter(([, value]) => value !== undefined));
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

/** Equal content, whatever the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other);
}
