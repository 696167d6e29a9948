import { events, topics, type PurchaseOrderSeen } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import type { Collection } from '@psa-bridge/persistence';
import { SERVICE_NAME, type StoredOrder } from '../collections.ts';
import { ownIdOf } from '../domain/invoice.ts';
import type { SourceOrder } from '../domain/purchase/purchase-order.ts';
import { takeInOrder } from '../domain/purchase/take-in-order.ts';
import { databaseOf, said } from './invoice-seen.mapping.ts';

/** Purchase orders become documents here and wait for the status on which they are taken. */
export function ordersConsumer({ orders, clock }: { orders: Collection<StoredOrder>; clock: Clock }): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.purchaseOrders,
    subscriptions: [
      on(events.purchaseOrderSeen, async (seen, { envelope: { tenantId } }) => {
        const { integrationId } = seen;
        const told = { source: toSourceOrder(seen), revision: Number(seen.revision) };
        const _id = `${integrationId}:${ownIdOf(told.source)}`;
        let isNews = false;
        await orders.forTenant(tenantId).mutate(_id, (current) => {
          const next = takeInOrder(current, told, clock.now());
          isNews = next !== undefined;
          return next && { ...current, _id, tenantId, integrationId, ...next };
        });
        return isNews ? undefined : drop('not_newer');
      }),
    ],
  });
}

/** The event's empty texts are what the PSA does not say. */
function toSourceOrder(told: PurchaseOrderSeen): SourceOrder {
  const { externalId, number, status, orderDate, currency, freight, vendor, lines } = told;
  const database = databaseOf(told);
  return {
    ...database,
    ...{ externalId, number, status, orderDate, currency, freight: freight || '0.00' },
    ...said({ deliveryDate: told.deliveryDate, memo: told.memo, vendorInvoiceNumber: told.vendorInvoiceNumber }),
    ...(told.paymentDueInDays === undefined ? {} : { paymentDueInDays: told.paymentDueInDays }),
    vendor: {
      ...{ externalId: ownIdOf({ ...database, externalId: vendor?.externalId ?? '' }), name: vendor?.name ?? '' },
      ...said({ accountNumber: vendor?.accountNumber, organisation: vendor?.organisation }),
    },
    lines: lines.map(({ externalId: id, name, quantity, unitCost, ...line }) => ({
      ...{ externalId: id, name, quantity, unitCost },
      ...said({ memo: line.memo, billingCodeId: line.billingCodeId }),
    })),
  };
}
