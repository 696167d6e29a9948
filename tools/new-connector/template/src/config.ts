import { env } from '@psa-bridge/core';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

const MINUTE_MS = 60_000;

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** The gateway's address as Example PSA reaches it: https. */
  PUBLIC_URL: env.url(),
  /** The window of Example PSA's allowance, in milliseconds. */
  EXAMPLE_PSA_ALLOWANCE_MS: env.int().min(1).default(MINUTE_MS),
  /** How long Example PSA may still carry out a call that it did not answer, in milliseconds. */
  EXAMPLE_PSA_QUARANTINE_MS: env.int().min(1).default(MINUTE_MS),
  /** Between two looks for changes, in milliseconds; 0 switches them off. */
  EXAMPLE_PSA_DELTA_EVERY_MS: env.int().min(0).default(MINUTE_MS),
  /** Deadline of one call to Example PSA, in milliseconds. */
  EXAMPLE_PSA_TIMEOUT_MS: env.int().min(100).default(MINUTE_MS),
  /** A worker that says nothing for so long has died, in milliseconds. */
  WORK_LEASE_MS: env.int().min(500).default(10_000),
  /** How many days a sync run that is over is kept. */
  SYNC_RUN_KEPT_DAYS: env.int().min(7).max(3_650).default(90),
  /** Private networks (CIDR) and hosts that may be called: only for simulated, proxied or on-premises PSAs. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
});

export type Config = z.output<typeof configSchema>;
