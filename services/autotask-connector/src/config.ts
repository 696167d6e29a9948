import { env } from '@psa-bridge/core';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

const HOUR_MS = 60 * 60_000;
const SIX_HOURS_MS = 6 * HOUR_MS;
const FIFTEEN_MINUTES_MS = 15 * 60_000;
const TWO_HOURS_MS = 2 * HOUR_MS;
const FIVE_MINUTES_MS = 5 * 60_000;
const TEN_MINUTES_MS = 10 * 60_000;
const THIRTY_MINUTES_MS = 30 * 60_000;
const HALF_A_MINUTE_MS = 30_000;

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** The gateway's address as Autotask reaches it, for webhooks. */
  PUBLIC_URL: env.url(),
  /** Base of Autotask's zone discovery. */
  AUTOTASK_DISCOVERY_URL: env.url().default('https://webservices.autotask.net/ATServicesRest/'),
  /** Autotask's rolling window of 10,000 requests, in milliseconds (AT-06). */
  AUTOTASK_ALLOWANCE_MS: env.int().min(1).default(HOUR_MS),
  /** How long Autotask may still carry out a call that it did not answer, in milliseconds. */
  AUTOTASK_QUARANTINE_MS: env.int().min(1).default(FIVE_MINUTES_MS),
  /** How old a ticket charge may be to be imported, in milliseconds (AT-91). */
  AUTOTASK_CHARGE_WINDOW_MS: env.int().min(1).default(TWO_HOURS_MS),
  /** Between two looks for changes, in milliseconds; 0 switches them off. */
  AUTOTASK_DELTA_EVERY_MS: env.int().min(0).default(FIVE_MINUTES_MS),
  /** Between two looks at the installed webhooks, in milliseconds; a shorter silence is not asked about. */
  AUTOTASK_WEBHOOK_CHECK_EVERY_MS: env.int().min(1).default(FIFTEEN_MINUTES_MS),
  /** After which Autotask delivers again, in milliseconds: what a webhook passed over may still come. */
  AUTOTASK_WEBHOOK_REDELIVERY_MS: env.int().min(1).default(HALF_A_MINUTE_MS),
  /** Between two readings of the deliveries that failed, in milliseconds. */
  AUTOTASK_WEBHOOK_REPORT_EVERY_MS: env.int().min(1).default(HOUR_MS),
  /** Between two questions for changed opportunities, where a tenant has them read back, in milliseconds (AT-80). */
  AUTOTASK_OPPORTUNITIES_EVERY_MS: env.int().min(1).default(TEN_MINUTES_MS),
  /** Between two readings of all linked open opportunities, in milliseconds. */
  AUTOTASK_OPPORTUNITIES_REREAD_MS: env.int().min(1).default(THIRTY_MINUTES_MS),
  /** Between two readings of the active agreements with their services, in milliseconds. */
  AUTOTASK_AGREEMENTS_EVERY_MS: env.int().min(1).default(SIX_HOURS_MS),
  /** Between two looks for newly posted invoices, where a tenant wants them in its accounting, in milliseconds (XI-08). */
  AUTOTASK_INVOICES_EVERY_MS: env.int().min(1).default(FIVE_MINUTES_MS),
  /** Between two readings of all invoices of the history, for edits and voids, in milliseconds. */
  AUTOTASK_INVOICES_REREAD_MS: env.int().min(1).default(HOUR_MS),
  /** Deadline of one call to Autotask, in milliseconds. */
  AUTOTASK_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** A worker that says nothing for so long has died, in milliseconds. */
  WORK_LEASE_MS: env.int().min(500).default(10_000),
  /** How many days a sync run that is over is kept. */
  SYNC_RUN_KEPT_DAYS: env.int().min(7).max(3_650).default(90),
  /** A CSV file by which imported products are completed, with the columns mpn, name, manufacturer, description and msrp (AT-33). */
  PRODUCT_CATALOGUE_FILE: env.text().optional(),
  /** The same as an HTTP endpoint: asked with `?mpn=…&mpn=…`, it answers `{"items":[{"mpn":…,"description":…}]}`. */
  PRODUCT_CATALOGUE_URL: env.url().optional(),
  /** Private networks (CIDR) and hosts that may be called: only for simulated or proxied PSAs. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
});

export type Config = z.output<typeof configSchema>;
