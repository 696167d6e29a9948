import type { RecordData, RecordType, TenantRecords } from '@psa-bridge/records';

/** Our data as it last stood in the PSA, by PSA id; entities that are not known here are absent. */
export async function readLastSeen<Type extends RecordType>(
  records: Pick<TenantRecords, 'idsByExternal' | 'getMany'>,
  integrationId: string,
  type: Type,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, Partial<RecordData<Type>>>> {
  if (externalIds.length === 0) return new Map();
  const ids = await records.idsByExternal(type, integrationId, [...new Set(externalIds)]);
  const found = await records.getMany(type, [...ids.values()]);
  const seen = new Map(found.map((record) => [record._id, record.external[integrationId]?.seen]));
  return new Map(
    [...ids].flatMap(([externalId, id]) => {
      const data = seen.get(id);
      return data === undefined ? [] : [[externalId, data as Partial<RecordData<Type>>] as const];
    }),
  );
}
