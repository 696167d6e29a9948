import { connectorService } from '@psa-bridge/connector-kit';
import { cipherOf, createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import type { Config } from './config.ts';
import { connectWiseConnector, type ConnectWiseWindows } from './provider.ts';

export { configSchema, type Config } from './config.ts';

const NAME = 'connectwise-connector';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(NAME, config, overrides);
  return createService({
    platform,
    ...connectorService({
      platform,
      define: () => connectWiseConnector(windowsOf(config)),
      cipher: cipherOf(config),
      publicUrl: config.PUBLIC_URL,
      allowPrivate: config.ALLOW_PRIVATE_ADDRESSES,
      timings: { callTimeoutMs: config.CONNECTWISE_TIMEOUT_MS, leaseMs: config.WORK_LEASE_MS },
      syncRunDays: config.SYNC_RUN_KEPT_DAYS,
    }),
  });
}

/** The vendor's time windows, which are settings (architecture rule 15). */
function windowsOf(config: Config): ConnectWiseWindows {
  return {
    allowanceMs: config.CONNECTWISE_ALLOWANCE_MS,
    quarantineMs: config.CONNECTWISE_QUARANTINE_MS,
    limitWaitMs: config.CONNECTWISE_LIMIT_WAIT_MS,
    deltaEveryMs: config.CONNECTWISE_DELTA_EVERY_MS,
    agreementsEveryMs: config.CONNECTWISE_AGREEMENTS_EVERY_MS,
    webhooks: {
      checkEveryMs: config.CONNECTWISE_CALLBACK_CHECK_EVERY_MS,
      redeliveryMs: config.CONNECTWISE_CALLBACK_REDELIVERY_MS,
      reportEveryMs: config.CONNECTWISE_CALLBACK_CHECK_EVERY_MS,
    },
  };
}
