import { connectorService } from '@psa-bridge/connector-kit';
import { cipherOf, createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import type { Config } from './config.ts';
import { examplePsaConnector } from './provider.ts';

export { configSchema, type Config } from './config.ts';

const NAME = 'example-psa-connector';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(NAME, config, overrides);
  return createService({
    platform,
    ...connectorService({
      platform,
      define: () =>
        examplePsaConnector({
          allowanceMs: config.EXAMPLE_PSA_ALLOWANCE_MS,
          quarantineMs: config.EXAMPLE_PSA_QUARANTINE_MS,
          deltaEveryMs: config.EXAMPLE_PSA_DELTA_EVERY_MS,
        }),
      cipher: cipherOf(config),
      publicUrl: config.PUBLIC_URL,
      allowPrivate: config.ALLOW_PRIVATE_ADDRESSES,
      timings: { callTimeoutMs: config.EXAMPLE_PSA_TIMEOUT_MS, leaseMs: config.WORK_LEASE_MS },
      syncRunDays: config.SYNC_RUN_KEPT_DAYS,
    }),
  });
}
