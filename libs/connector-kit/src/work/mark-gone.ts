import type { TenantRecords } from '@psa-bridge/records';
import type { AnyContext } from '../sessions.ts';
import type { HeldRow } from './held-row.ts';

/** The PSA has nothing under the record's id: that is marked, and nothing is erased (architecture rule 8). */
export async function markGone(
  recordId: string,
  held: HeldRow,
  { records, context }: { records: TenantRecords; context: AnyContext },
): Promise<void> {
  const { entityType, integrationId } = held.current();
  const at = context.clock.now();
  await records.setExternal(entityType, recordId, integrationId, { deletedAt: at, sync: { status: 'synchronized', at } });
}
