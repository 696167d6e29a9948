import { connectorService } from '@psa-bridge/connector-kit';
import { cipherOf, createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import { catalogueOf } from './adapters/product-catalogue.ts';
import type { Config } from './config.ts';
import { autotaskConnector, type AutotaskWindows } from './provider.ts';

export { configSchema, type Config } from './config.ts';

const NAME = 'autotask-connector';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(NAME, config, overrides);
  return createService({
    platform,
    ...connectorService({
      platform,
      define: (http) => autotaskConnector({ ...windowsOf(config), catalogue: catalogueOf(config, http) }),
      cipher: cipherOf(config),
      publicUrl: config.PUBLIC_URL,
      allowPrivate: config.ALLOW_PRIVATE_ADDRESSES,
      timings: { callTimeoutMs: config.AUTOTASK_TIMEOUT_MS, leaseMs: config.WORK_LEASE_MS },
      syncRunDays: config.SYNC_RUN_KEPT_DAYS,
    }),
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
    invoices: { everyMs: config.AUTOTASK_INVOICES_EVERY_MS, rereadEveryMs: config.AUTOTASK_INVOICES_REREAD_MS },
  };
}
