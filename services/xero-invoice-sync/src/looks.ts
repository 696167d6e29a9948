import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { Config } from './config.ts';
import { hintsConsumer } from './consumers/hints.consumer.ts';
import { webhookRoutes } from './http/webhook.routes.ts';
import type { Parts } from './parts.ts';
import { makeLookForChanges } from './usecases/looks/look-for-changes.ts';
import { makeReceiveWebhook } from './usecases/looks/receive-webhook.ts';

/** What becomes of our documents in Xero, and how Xero tells of it. */
export interface LooksPart {
  routes: readonly Route[];
  consumer: ConsumerDefinition;
  /** What the worker does for each connection. */
  run: ReturnType<typeof makeLookForChanges>;
}

export function looksOf(config: Config, { platform, collections, openClient, days, noteStanding }: Parts): LooksPart {
  const { store, bus, clock, metrics } = platform;
  const { WORK_LEASE_MS: leaseMs, XERO_LOOK_EVERY_MS: everyMs, XERO_WEBHOOK_KEYS: keys } = config;
  return {
    routes: webhookRoutes({ receive: makeReceiveWebhook({ ...collections, keys, bus, clock, metrics }) }),
    consumer: hintsConsumer({ ...collections, clock }),
    run: makeLookForChanges({ ...collections, openClient, days, noteStanding, leases: store.leases, leaseMs, everyMs, clock }),
  };
}
