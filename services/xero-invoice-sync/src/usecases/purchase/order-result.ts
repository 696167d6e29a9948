import { SERVICE_NAME, type StoredOrder } from '../../collections.ts';
import { nextSequence, syncResult } from '../../domain/sync-result.ts';

const ENDS: readonly StoredOrder['item']['state'][] = ['complete', 'fault', 'skipped'];

/** Told where it came to an end: what waits is nobody's to act upon yet, and what was dismissed is nobody's concern any more. */
export function withOrderResult(order: StoredOrder, at: Date): StoredOrder {
  const { item, source, tenantId, integrationId, _id } = order;
  if (!ENDS.includes(item.state)) return order;
  const sequence = nextSequence(order.told?.sequence, at);
  const event = syncResult({
    ...{ tenantId, integrationId, entityType: 'vendor_order', entityId: _id, externalId: source.externalId },
    ...{ entityName: `Purchase order ${source.number}, ${source.vendor.name}`, attempts: item.strikes },
    ...{ sequence, at, source: SERVICE_NAME },
    ...(item.problem && item.state === 'fault' ? { problem: item.problem } : {}),
  });
  return { ...order, told: { sequence }, outbox: [...(order.outbox ?? []), event] };
}
