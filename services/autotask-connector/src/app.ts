import { topics } from '@psa-bridge/contracts';
import { createConnector } from '@psa-bridge/connector-kit';
import { createHttpClient } from '@psa-bridge/http-client';
import { createRecordStore } from '@psa-bridge/records';
import { cipherOf, createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import { catalogueOf } from './adapters/product-catalogue.ts';
import type { Config } from './config.ts';
import { autotaskConnector, type AutotaskWindows } from './provider.ts';

export { configSchema, type Config } from './config.ts';

const NAME = 'autotask-connector';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(NAME, config, overrides);
  const { store, bus, clock, logger, metrics, faults } = platform;
  const records = createRecordStore({ store, clock, source: NAME });
  const http = createHttpClient({
    ...{ name: NAME, clock, logger, metrics },
    guard: { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES },
    deadlineMs: config.AUTOTASK_TIMEOUT_MS,
  });
  const definition = autotaskConnector({ ...windowsOf(config), catalogue: catalogueOf(config, http) });
  const connector = createConnector({
    ...{ definition, store, bus, records, http, clock, logger, metrics },
    cipher: cipherOf(config),
    publicUrl: config.PUBLIC_URL,
    timings: { callTimeoutMs: config.AUTOTASK_TIMEOUT_MS, leaseMs: config.WORK_LEASE_MS },
    faults,
  });
  return createService({
    platform,
    routes: connector.routes,
    consumers: connector.consumers,
    outboxes: [...connector.outboxes, ...records.collections],
    topics: [
      ...[topics.syncResults, topics.syncProgress, topics.integrations, topics.records, topics.people],
      topics.hints(definition.provider),
    ],
    components: [...connector.components, { name: 'http-client', stop: () => http.close() }],
    rotateSecrets: () => connector.rotateSecrets(),
    livez: () => (connector.isAlive() ? undefined : 'the work loop stands still'),
  });
}

/** The vendor's time windows, which are settings (architecture rule 15). */
function windowsOf(config: Config): AutotaskWindows {
  return {
    discoveryUrl: config.AUTOTASK_DISCOVERY_URL,
    allowanceMs: config.AUTOTASK_ALLOWANCE_MS,
    quarantineMs: config.AUTOTASK_QUARANTINE_MS,
    chargeWindowMs: config.AUTOTASK_CHARGE_WINDOW_MS,
    deltaEveryMs: config.AUTOTASK_DELTA_EVERY_MS,
    webhooks: {
      checkEveryMs: config.AUTOTASK_WEBHOOK_CHECK_EVERY_MS,
      redeliveryMs: config.AUTOTASK_WEBHOOK_REDELIVERY_MS,
      reportEveryMs: config.AUTOTASK_WEBHOOK_REPORT_EVERY_MS,
    },
    opportunities: {
      everyMs: config.AUTOTASK_OPPORTUNITIES_EVERY_MS,
      rereadEveryMs: config.AUTOTASK_OPPORTUNITIES_REREAD_MS,
    },
    agreementsEveryMs: config.AUTOTASK_AGREEMENTS_EVERY_MS,
  };
}
