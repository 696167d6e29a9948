import { createHash } from 'node:crypto';
import type { TenantRecords } from '@psa-bridge/records';
import type { Companion } from '../definition/resource.ts';

interface Owner {
  tenantId: string;
  integrationId: string;
}

/**
 * Makes the records that a page speaks of by name where none of that name stands here yet. Its id follows from its name, so
 * pages, replicas and repeated runs make one.
 */
export async function makeCompanions(
  companions: readonly Companion[],
  { tenantId, integrationId }: Owner,
  records: Pick<TenantRecords, 'search' | 'createOnce'>,
): Promise<void> {
  const byName = new Map(companions.map((companion) => [companion.data.name.trim(), companion]));
  if (byName.size === 0) return;
  const names = [...byName.keys()];
  const { items } = await records.search('company', { from: 0, size: 1_000, filters: { name: names } });
  const known = new Set(items.map(({ data }) => data.name));
  for (const [name, { type, data }] of byName) {
    if (known.has(name)) continue;
    await records.createOnce(type, companionId([tenantId, type, name.toLowerCase()]), data, {
      source: integrationId,
      sourceKind: 'integration',
      pushTo: [],
    });
  }
}

/** A UUID of version 8, whose content is the maker's own: here a digest. */
function companionId(of: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(of)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
