import { laneRank } from '../definition/lanes.ts';
import type { SettingsPage } from '../definition/settings-page.ts';
import type { Integration } from '../integrations/integration.ts';
import type { WorkTable } from '../work/table.ts';

/** Tries the pushes again that failed for what the page says; those that it did not mend fail once more. */
export async function retryMended(
  { tenantId, _id: integrationId }: Integration,
  { mends = [] }: SettingsPage,
  table: Pick<WorkTable, 'failed' | 'upsertMany'>,
): Promise<void> {
  if (mends.length === 0) return;
  const failed = await table.failed(tenantId, integrationId, 'push');
  const lane = laneRank('scheduled');
  await table.upsertMany(
    failed
      .filter(({ lastFailure }) => lastFailure !== undefined && mends.includes(lastFailure.code))
      .map(({ op, entityType, entityId }) => ({ tenantId, integrationId, op, entityType, entityId, lane })),
  );
}
