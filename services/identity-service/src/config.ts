import { emailAddress, env } from '@psa-bridge/core';
import { mailFrom, mailUrl } from '@psa-bridge/mail';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';
import { SESSION_MINUTES } from './domain/tenant.ts';

/** This service verifies tokens with the keys it holds itself. */
const { JWKS_URL: _published, ...base } = baseConfig;

export const configSchema = z.object({
  ...base,
  ...fieldKeysConfig,
  /** Where people reach the front end, without a slash at the end: links in mails lead to its pages. */
  PUBLIC_URL: env.url().transform((url) => url.replace(/\/+$/, '')),
  /** How long a session lives without a refresh where a tenant decided nothing, in minutes: 15, 30, 60, 120, 1440, 10080 or 20160 (ID-28). */
  SESSION_MINUTES: env
    .int()
    .refine((minutes) => SESSION_MINUTES.some((known) => known === minutes), `must be one of ${SESSION_MINUTES.join(', ')}`)
    .default(120),
  /** How long an access token is valid, in seconds: at most five minutes, because that is how late a lost permission takes effect. */
  ACCESS_TOKEN_SECONDS: env.int().min(30).max(300).default(300),
  /** How many days a signing key signs before the next one takes over. */
  SIGNING_KEY_DAYS: env.int().min(1).max(365).default(30),
  /** How many days the audit keeps what was done: seven years unless changed. */
  AUDIT_KEPT_DAYS: env.int().min(30).max(36_500).default(2_555),
  /** The client that Google knows this installation by, for signing in with Google; with its secret, or neither. */
  GOOGLE_CLIENT_ID: env.text().optional(),
  /** Of the client above. */
  GOOGLE_CLIENT_SECRET: env.secret().optional(),
  /** The application that Microsoft Entra knows this installation by; with its secret, or neither. */
  MICROSOFT_CLIENT_ID: env.text().optional(),
  /** Of the application above. */
  MICROSOFT_CLIENT_SECRET: env.secret().optional(),
  /** The one directory that people come from, by id or domain; or `common`, `organizations`, `consumers` for those of many. */
  MICROSOFT_DIRECTORY: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be the id or a domain of a directory, or common, organizations, consumers')
    .default('common'),
  /** Further OpenID issuers, as JSON: `[{"name":"…","label":"…","issuer":"https://…","clientId":"…","clientSecret":"…"}]`. */
  OIDC_ISSUERS: env.secret().optional(),
  /** Networks (CIDR), addresses or hosts outside the public internet that issuers may be at, separated by commas. */
  ALLOW_PRIVATE_ADDRESSES: env.list().default([]),
  /** The mail server: `smtp://user:password@host:port`; `outbox:` keeps mails on a page of this service instead, for development. */
  MAIL_URL: mailUrl().optional(),
  /** Who mails are from. */
  MAIL_FROM: mailFrom(),
  /** The first tenant and its admin, made once. All three or none. */
  BOOTSTRAP_TENANT_NAME: env.text().optional(),
  /** What the first admin signs in with. */
  BOOTSTRAP_ADMIN_EMAIL: emailAddress().optional(),
  /** Used at the first start alone: a later change does nothing. */
  BOOTSTRAP_ADMIN_PASSWORD: env.secret().optional(),
});

export type Config = z.output<typeof configSchema>;
