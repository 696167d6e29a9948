import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { Config } from './config.ts';
import { ordersConsumer } from './consumers/orders.consumer.ts';
import type { XeroConnection } from './domain/connection.ts';
import { orderRoutes } from './http/orders.routes.ts';
import type { Parts } from './parts.ts';
import { makeOrderUseCases, type OrderUseCases } from './usecases/purchase/order-use-cases.ts';
import { makeRunOrders } from './usecases/purchase/run-orders.ts';

/** Purchase orders and bills (XI-45). */
export interface Purchases {
  routes: readonly Route[];
  consumer: ConsumerDefinition;
  retry: OrderUseCases['retry'];
  /** What the worker does for each connection, after its invoices. */
  run(connection: XeroConnection, signal: AbortSignal): Promise<void>;
}

export function purchasesOf(config: Config, { platform, collections, openClient, charts, noteStanding, wake }: Parts): Purchases {
  const { store, clock } = platform;
  const { WORK_LEASE_MS: leaseMs, XERO_QUARANTINE_MS: quarantineMs } = config;
  const usecases = makeOrderUseCases({ ...collections, clock, wake });
  const parts = { ...collections, openClient, charts, noteStanding, leases: store.leases, leaseMs, quarantineMs, clock };
  return {
    routes: orderRoutes(usecases),
    consumer: ordersConsumer({ ...collections, clock }),
    retry: usecases.retry,
    run: makeRunOrders(parts),
  };
}
