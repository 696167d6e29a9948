import type { BusinessRecord, RecordType, SearchFilters } from '@psa-bridge/records';
import type { PartContext } from '../definition/session.ts';

/** A page of records of ours, and how they are linked there. */
export interface LinkedPage<Type extends RecordType> {
  records: readonly BusinessRecord<Type>[];
  /** The PSA's ids of those that are linked. */
  externalIds: readonly string[];
  next?: string;
}

/**
 * Our own records a page at a time, the latest first: for types that a PSA is only asked about by id. Backwards, because what
 * leaves their number while they are read moves no others into a place that was read already.
 */
export async function linkedPage<Type extends RecordType>(
  type: Type,
  { cursor, size, filters = {} }: { cursor?: string | undefined; size: number; filters?: SearchFilters },
  { records, integration }: Pick<PartContext<unknown, unknown>, 'records' | 'integration'>,
): Promise<LinkedPage<Type>> {
  const end = cursor === undefined ? (await records.search(type, { from: 0, size: 1, filters })).total : Number(cursor);
  const from = Math.max(0, end - size);
  const items = end === 0 ? [] : (await records.search(type, { from, size: end - from, filters })).items;
  return {
    records: items,
    externalIds: items.flatMap(({ external }) => external[integration.id]?.id ?? []),
    ...(from > 0 ? { next: String(from) } : {}),
  };
}
