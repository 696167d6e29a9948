import { env } from '@psa-bridge/core';
import { mailFrom, mailUrl } from '@psa-bridge/mail';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';
import { RETRY_MS } from './domain/life/next-state.ts';
import { HOLD_MS } from './domain/readiness.ts';

const BaseUrl = env.url().transform((url) => url.replace(/\/+$/, ''));

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** Where people reach the front end, without a slash at the end: links in mails lead to its pages. */
  PUBLIC_URL: BaseUrl,
  /** Xero's accounting API. */
  XERO_API_URL: BaseUrl.default('https://api.xero.com/api.xro/2.0'),
  /** Where Xero gives tokens. */
  XERO_TOKEN_URL: BaseUrl.default('https://identity.xero.com/connect/token'),
  /** Where people consent at Xero. */
  XERO_AUTHORIZE_URL: BaseUrl.default('https://login.xero.com/identity/connect/authorize'),
  /** Where Xero takes a consent back. */
  XERO_REVOCATION_URL: BaseUrl.default('https://identity.xero.com/connect/revocation'),
  /** Where Xero lists the organisations that a consent reaches. */
  XERO_CONNECTIONS_URL: BaseUrl.default('https://api.xero.com/connections'),
  /** The installation's own app at Xero, to which people consent; without one only custom connections are possible. */
  XERO_CLIENT_ID: z.string().min(1).optional(),
  /** Of that app. */
  XERO_CLIENT_SECRET: env.secret().optional(),
  /** What is asked of Xero, separated by blanks; older apps have other names for it. */
  XERO_SCOPES: z.string().min(1).default('accounting.invoices accounting.contacts accounting.settings'),
  /** What the apps at Xero sign their webhooks with: a key each, separated by commas; without one no webhook is taken. */
  XERO_WEBHOOK_KEYS: env.secret().optional(),
  /** Between two looks at what became of documents in Xero, in milliseconds; a webhook has it looked sooner. */
  XERO_LOOK_EVERY_MS: env
    .int()
    .min(10)
    .default(30 * 60_000),
  /** Between two looks at whether connections are to be renewed, or told to be ending, in milliseconds. */
  XERO_CONNECTION_CHECK_EVERY_MS: env.int().min(10).default(60_000),
  /** How long a simulation may take before it answers with what it has, in milliseconds (XI-09). */
  XERO_SIMULATION_MS: env.int().min(1).default(90_000),
  /** Between two looks for invoices that are due, in milliseconds; a resync does not wait for it. */
  XERO_SYNC_EVERY_MS: env.int().min(10).default(10_000),
  /** How long Xero may still carry out a call that it did not answer, in milliseconds. */
  XERO_QUARANTINE_MS: env.int().min(1).default(120_000),
  /** How long an invoice without a number or lines is waited for, in milliseconds (XI-42). */
  XERO_HOLD_MS: env.int().min(1).default(HOLD_MS),
  /** The wait after the first failure of an invoice, in milliseconds; after the second it is three times as long (XI-02). */
  XERO_RETRY_MS: env.int().min(1).default(RETRY_MS),
  /** Calls of one replica to an organisation in the time below: Xero allows 60 a minute, of all replicas and others together. */
  XERO_ALLOWANCE_CALLS: env.int().min(1).default(55),
  /** The time of that limit, in milliseconds. */
  XERO_ALLOWANCE_MS: env.int().min(1).default(60_000),
  /** Deadline of one call to Xero, in milliseconds. */
  XERO_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** A worker that says nothing for so long has died, in milliseconds. */
  WORK_LEASE_MS: env.int().min(500).default(10_000),
  /** The mail server that alerts go out by: `smtp://user:password@host:port`; `outbox:` keeps mails to be read instead. */
  MAIL_URL: mailUrl().optional(),
  /** Who mails are from. */
  MAIL_FROM: mailFrom(),
  /** Private networks (CIDR) and hosts that may be called: only for a simulated or proxied Xero. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
});

export type Config = z.output<typeof configSchema>;
