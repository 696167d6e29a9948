import { env } from '@psa-bridge/core';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

const MINUTE_MS = 60_000;
const SIX_HOURS_MS = 6 * 60 * MINUTE_MS;

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** The gateway's address as ConnectWise reaches it, for callbacks: https. */
  PUBLIC_URL: env.url(),
  /** The window in which ConnectWise lets about 1,000 requests pass, in milliseconds. */
  CONNECTWISE_ALLOWANCE_MS: env.int().min(1).default(MINUTE_MS),
  /** How long ConnectWise may still carry out a call that it did not answer, in milliseconds. */
  CONNECTWISE_QUARANTINE_MS: env
    .int()
    .min(1)
    .default(2 * MINUTE_MS),
  /** The first wait at a limit, in milliseconds; it doubles up to twelve times this one (CW-60). */
  CONNECTWISE_LIMIT_WAIT_MS: env.int().min(1).default(5_000),
  /** Between two looks for changes, in milliseconds; 0 switches them off. */
  CONNECTWISE_DELTA_EVERY_MS: env
    .int()
    .min(0)
    .default(15 * MINUTE_MS),
  /** Between two readings of the active agreements with their additions, in milliseconds. */
  CONNECTWISE_AGREEMENTS_EVERY_MS: env.int().min(1).default(SIX_HOURS_MS),
  /** Between two looks at the registered callbacks, in milliseconds; a shorter silence is not asked about. */
  CONNECTWISE_CALLBACK_CHECK_EVERY_MS: env
    .int()
    .min(1)
    .default(15 * MINUTE_MS),
  /** After which ConnectWise has delivered again or never will, in milliseconds. */
  CONNECTWISE_CALLBACK_REDELIVERY_MS: env.int().min(1).default(10_000),
  /** Deadline of one call to ConnectWise, in milliseconds. */
  CONNECTWISE_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** A worker that says nothing for so long has died, in milliseconds. */
  WORK_LEASE_MS: env.int().min(500).default(10_000),
  /** How many days a sync run that is over is kept. */
  SYNC_RUN_KEPT_DAYS: env.int().min(7).max(3_650).default(90),
  /** Private networks (CIDR) and hosts that may be called: only for simulated, proxied or on-premises PSAs. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
});

export type Config = z.output<typeof configSchema>;
