import type { PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, RecordInput } from '@psa-bridge/records';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';

/** As many orders of one opportunity as it can show. */
const MOST_ORDERS = 50;

/** The opportunity shows the numbers of the sales orders that were made of its quotes (HP-20). */
export async function showOnOpportunity(
  { data: { opportunityId } }: BusinessRecord<'sales_order'>,
  externalId: string,
  context: PushContext<HaloSession, HaloSettings>,
): Promise<void> {
  if (opportunityId === undefined) return;
  const opportunity = await context.externalId('opportunity', opportunityId);
  const seen = opportunity && (await context.lastSeen('opportunity', [opportunity])).get(opportunity);
  if (opportunity === undefined || !seen) return;
  const { items } = await context.records.search('sales_order', { from: 0, size: MOST_ORDERS, filters: { opportunityId } });
  const linked = items.flatMap(({ external }) => external[context.integration.id]?.id ?? []);
  const salesOrderNumbers = [...new Set([...linked, externalId])].slice(-MOST_ORDERS);
  // All else is as it last stood there.
  const data = { ...seen, salesOrderNumbers } as RecordInput<'opportunity'>;
  await context.bringIn('opportunity', [{ externalId: opportunity, data, seenAt: context.clock.now() }]);
}
