import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { Follow } from '../usecases/procurement/follow-sources.ts';
import type { SettleOrder } from '../usecases/procurement/settle-order.ts';

export interface ProcurementFollowers {
  followQuote: Follow;
  followCharge: Follow;
  followItem: Follow;
  settleOrder: SettleOrder;
}

/** Keeps what has to be bought in step with quotes, charges and orders, whoever changed them. */
export function procurementConsumer({
  followQuote,
  followCharge,
  followItem,
  settleOrder,
}: ProcurementFollowers): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-procurement`,
    topic: topics.records,
    subscriptions: [
      on(events.recordChanged, async ({ entityType, entityId }, { envelope: { tenantId } }) => {
        switch (entityType) {
          case 'quote':
            return followQuote(tenantId, entityId);
          case 'ticket_charge':
            return followCharge(tenantId, entityId);
          case 'procurement_item':
            return followItem(tenantId, entityId);
          case 'purchase_order':
            await settleOrder(tenantId, entityId);
            return undefined;
          default:
            return drop('not_procurement');
        }
      }),
    ],
  });
}
