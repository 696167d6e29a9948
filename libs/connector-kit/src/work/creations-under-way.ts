import { unavailable, type Clock } from '@psa-bridge/core';
import type { WorkRow } from './row.ts';
import type { WorkTable } from './table.ts';
import { MAIN_STEP } from './transitions.ts';

const WAIT_MS = 2_000;
/** A creation that is older than this no longer keeps new entities out. */
const LONGEST_MS = 60_000;

/**
 * An entity that no record stands for may be the one that a push is just creating: the PSA's hint can be faster than its answer.
 * Brought in now, it would become a second record.
 *
 * @throws AppError `waits_for_record` (unavailable, `retryAt`) while such a creation is under way.
 */
export async function waitForCreations(
  row: WorkRow,
  { table, clock, quarantineMs }: { table: WorkTable; clock: Clock; quarantineMs: number },
): Promise<void> {
  const { tenantId, integrationId, entityType } = row;
  const creating = await table.collection
    .forTenant(tenantId)
    .find({ integrationId, op: 'push', entityType, 'steps.name': MAIN_STEP }, { limit: 100 });
  const since = clock.now().getTime() - quarantineMs - LONGEST_MS;
  const isYoung = creating.some(({ steps }) => steps.some((step) => step.name === MAIN_STEP && step.at.getTime() > since));
  if (!isYoung) return;
  const retryAt = new Date(clock.now().getTime() + WAIT_MS);
  throw unavailable('waits_for_record', 'It may be an entity that is being created from here right now.', {
    retryAt,
    expected: true,
  });
}
