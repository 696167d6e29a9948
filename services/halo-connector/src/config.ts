import { env } from '@psa-bridge/core';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

const MINUTE_MS = 60_000;

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** The gateway's address as HaloPSA reaches it, for webhooks: https. */
  PUBLIC_URL: env.url(),
  /** Calls that HaloPSA lets pass in its window; a lower limit that it names in an answer is kept by itself. */
  HALO_ALLOWANCE_CALLS: env.int().min(1).default(300),
  /** The rolling window of that limit, in milliseconds. */
  HALO_ALLOWANCE_MS: env
    .int()
    .min(1)
    .default(5 * MINUTE_MS),
  /** How long HaloPSA may still carry out a call that it did not answer, in milliseconds. */
  HALO_QUARANTINE_MS: env
    .int()
    .min(1)
    .default(2 * MINUTE_MS),
  /** The first wait at a limit, in milliseconds; it doubles up to the whole window. */
  HALO_LIMIT_WAIT_MS: env.int().min(1).default(30_000),
  /** Between two looks for changes, in milliseconds; 0 switches them off, but for those of `HALO_SALES_EVERY_MS`. */
  HALO_DELTA_EVERY_MS: env
    .int()
    .min(0)
    .default(15 * MINUTE_MS),
  /** Between two readings of opportunities, products and services, of which no webhook tells, in milliseconds (SY-22). */
  HALO_SALES_EVERY_MS: env
    .int()
    .min(1)
    .default(60 * MINUTE_MS),
  /** Between two looks at the registered webhooks, in milliseconds; a shorter silence is not asked about. */
  HALO_WEBHOOK_CHECK_EVERY_MS: env
    .int()
    .min(1)
    .default(15 * MINUTE_MS),
  /** After which HaloPSA has delivered again or never will, in milliseconds. */
  HALO_WEBHOOK_REDELIVERY_MS: env.int().min(1).default(MINUTE_MS),
  /** Between two readings of the deliveries that failed, in milliseconds. */
  HALO_WEBHOOK_REPORT_EVERY_MS: env
    .int()
    .min(1)
    .default(60 * MINUTE_MS),
  /** Addresses and networks (CIDR) that HaloPSA delivers from: deliveries from elsewhere are refused. Everywhere where left out. */
  HALO_WEBHOOK_SOURCES: env.list().default([]),
  /** Deadline of one call to HaloPSA, in milliseconds. */
  HALO_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** A worker that says nothing for so long has died, in milliseconds. */
  WORK_LEASE_MS: env.int().min(500).default(10_000),
  /** How many days a sync run that is over is kept. */
  SYNC_RUN_KEPT_DAYS: env.int().min(7).max(3_650).default(90),
  /** Private networks (CIDR) and hosts that may be called: only for simulated, proxied or on-premises PSAs. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
});

export type Config = z.output<typeof configSchema>;
