import { env } from '@psa-bridge/core';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

/** This service verifies tokens with the keys it holds itself. */
const { JWKS_URL: _published, ...base } = baseConfig;

/** The session lengths that the product knows, in minutes (ID-28): 15 min to 2 weeks. */
const SESSION_MINUTES = [15, 30, 60, 120, 1_440, 10_080, 20_160];

export const configSchema = z.object({
  ...base,
  ...fieldKeysConfig,
  /** How long a session lives without a refresh: 15, 30, 60, 120, 1440, 10080 or 20160 (ID-28). */
  SESSION_MINUTES: env
    .int()
    .refine((minutes) => SESSION_MINUTES.includes(minutes), `must be one of ${SESSION_MINUTES.join(', ')}`)
    .default(120),
  /** How long an access token is valid, in seconds: at most five minutes, because that is how late a lost permission takes effect. */
  ACCESS_TOKEN_SECONDS: env.int().min(30).max(300).default(300),
  /** How many days a signing key signs before the next one takes over. */
  SIGNING_KEY_DAYS: env.int().min(1).max(365).default(30),
  /** The first tenant and its admin, made once. All three or none. */
  BOOTSTRAP_TENANT_NAME: env.text().optional(),
  /** What the first admin signs in with. */
  BOOTSTRAP_ADMIN_EMAIL: z.email().optional(),
  /** Used at the first start alone: a later change does nothing. */
  BOOTSTRAP_ADMIN_PASSWORD: env.secret().optional(),
});

export type Config = z.output<typeof configSchema>;
