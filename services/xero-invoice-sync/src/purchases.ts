import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { Config } from './config.ts';
import { ordersConsumer } from './consumers/orders.consumer.ts';
import type { XeroConnection } from './domain/connection.ts';
import { orderRoutes } from './http/orders.routes.ts';
import type { Parts } from './parts.ts';
import { makeOrderUseCases, type OrderUseCases } from './usecases/purchase/order-use-cases.ts';
import { makeKeepBound, type KeepBound } from './usecases/keep-bound.ts';
import { withOrderResult } from './usecases/purchase/order-result.ts';
import { makeRunOrders, subjectOf } from './usecases/purchase/run-orders.ts';
import { makeTakeOverOrders, orderLeaseOf } from './usecases/purchase/take-over-orders.ts';

/** Purchase orders and bills (XI-45). */
export interface Purchases {
  routes: readonly Route[];
  consumer: ConsumerDefinition;
  retry: OrderUseCases['retry'];
  /** What the worker does for each connection, whether it is connected or not, before anything else. */
  keepBound: KeepBound;
  /** … and then, while it is connected, after its invoices. */
  run(connection: XeroConnection, signal: AbortSignal): Promise<void>;
}

export function purchasesOf(config: Config, { platform, collections, openClient, charts, noteStanding, wake }: Parts): Purchases {
  const { store, clock } = platform;
  const { WORK_LEASE_MS: leaseMs, XERO_QUARANTINE_MS: quarantineMs } = config;
  const usecases = makeOrderUseCases({ ...collections, clock, wake });
  const leasing = { leases: store.leases, leaseMs, clock };
  const takeOver = makeTakeOverOrders({ ...collections, clock, quarantineMs });
  return {
    routes: orderRoutes(usecases),
    consumer: ordersConsumer({ ...collections, clock }),
    retry: usecases.retry,
    keepBound: makeKeepBound(
      {
        ...{ documents: collections.orders, leaseOf: orderLeaseOf, takeOver, withResult: withOrderResult },
        subjectOf: ({ tried }) => subjectOf(tried?.kind ?? 'purchase-order'),
      },
      leasing,
    ),
    run: makeRunOrders({ ...collections, ...leasing, openClient, charts, noteStanding, takeOver, quarantineMs }),
  };
}
