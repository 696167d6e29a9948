import { connectorService } from '@psa-bridge/connector-kit';
import { cipherOf, createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import type { Config } from './config.ts';
import { haloConnector, type HaloWindows } from './provider.ts';

export { configSchema, type Config } from './config.ts';

const NAME = 'halo-connector';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(NAME, config, overrides);
  return createService({
    platform,
    ...connectorService({
      platform,
      define: () => haloConnector(windowsOf(config), { webhookSources: config.HALO_WEBHOOK_SOURCES }),
      cipher: cipherOf(config),
      publicUrl: config.PUBLIC_URL,
      allowPrivate: config.ALLOW_PRIVATE_ADDRESSES,
      timings: { callTimeoutMs: config.HALO_TIMEOUT_MS, leaseMs: config.WORK_LEASE_MS },
      syncRunDays: config.SYNC_RUN_KEPT_DAYS,
    }),
  });
}

/** The vendor's time windows, which are settings (architecture rule 15). */
function windowsOf(config: Config): HaloWindows {
  return {
    allowance: { calls: config.HALO_ALLOWANCE_CALLS, ms: config.HALO_ALLOWANCE_MS },
    quarantineMs: config.HALO_QUARANTINE_MS,
    limitWaitMs: config.HALO_LIMIT_WAIT_MS,
    deltaEveryMs: config.HALO_DELTA_EVERY_MS,
    salesEveryMs: config.HALO_SALES_EVERY_MS,
    webhooks: {
      checkEveryMs: config.HALO_WEBHOOK_CHECK_EVERY_MS,
      redeliveryMs: config.HALO_WEBHOOK_REDELIVERY_MS,
      reportEveryMs: config.HALO_WEBHOOK_REPORT_EVERY_MS,
    },
  };
}
