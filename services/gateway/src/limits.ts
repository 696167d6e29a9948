import type { Component } from '@psa-bridge/core';
import { createPeriodicTask, type Platform } from '@psa-bridge/service-host';
import { createSharedLimit, type SharedLimit } from './adapters/shared-limit.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import type { Allowance } from './domain/limits/rolling-window.ts';
import { WEBHOOKS } from './domain/upstream.ts';
import { createRequestLimits, type RequestLimits } from './http/request-limits.ts';

const MINUTE_MS = 60_000;
/** PA-03: of a tenant, in any ten minutes. */
const PUBLIC_API_WINDOW_MS = 10 * MINUTE_MS;
const SWEEP_EVERY_MS = 10 * MINUTE_MS;

export interface Limits {
  requests: RequestLimits;
  publicApi: SharedLimit;
  components: readonly Component[];
}

/** Every limit of the public door, shared by all replicas. */
export function createLimits(config: GatewayConfig, { store, clock, logger }: Platform): Limits {
  const collection = store.collection(collections.limits);
  const limit = (name: string, allowance: Allowance): SharedLimit => createSharedLimit({ collection, name, allowance, clock });
  const perMinute = (name: string, calls: number): SharedLimit => limit(name, { calls, windowMs: MINUTE_MS });
  const address = perMinute('address', config.REQUESTS_PER_ADDRESS);
  const caller = perMinute('caller', config.REQUESTS_PER_CALLER);
  const tenant = perMinute('tenant', config.REQUESTS_PER_TENANT);
  const publicApi = limit('public-api', { calls: config.PUBLIC_API_REQUESTS, windowMs: PUBLIC_API_WINDOW_MS });

  async function sweep(): Promise<void> {
    await collection.acrossTenants('Cleaning up knows no tenant.').deleteMany({ expiresAt: { $lte: clock.now() } });
  }

  return {
    requests: createRequestLimits({ address, caller, tenant, webhooks: WEBHOOKS }),
    publicApi,
    components: [
      createPeriodicTask({ name: 'sweep-limits', everyMs: SWEEP_EVERY_MS, run: sweep, clock, logger }),
      {
        name: 'limits',
        async stop() {
          await Promise.all([address, caller, tenant, publicApi].map((one) => one.close()));
        },
      },
    ],
  };
}
