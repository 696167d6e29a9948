import type { RecordType } from '@psa-bridge/records';
import type { Reference } from './resources.ts';

export interface FoundReference {
  /** Where it stands in the body, such as `items.2.productId`. */
  field: string;
  type: RecordType;
  id: string;
}

/** The ids of other records that this data names. */
export function referencesIn(data: object, references: readonly Reference[]): readonly FoundReference[] {
  return references.flatMap(({ path, type }) => follow(data, path.split('.'), []).map(({ field, id }) => ({ field, type, id })));
}

function follow(value: unknown, path: readonly string[], walked: readonly (string | number)[]): { field: string; id: string }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => follow(item, path, [...walked, index]));
  const [head, ...rest] = path;
  if (head === undefined) return typeof value === 'string' ? [{ field: walked.join('.'), id: value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return follow((value as Record<string, unknown>)[head], rest, [...walked, head]);
}
