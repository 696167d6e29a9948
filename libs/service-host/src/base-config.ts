import { env, FAULT_POINTS } from '@psa-bridge/core';
import { z } from 'zod';

/** What every service is told; each spreads it into its own schema: `z.object({ ...baseConfig, … })`. */
export const baseConfig = {
  /** host:port of the brokers, separated by commas. */
  KAFKA_BROKERS: env.list().pipe(z.array(z.string()).min(1)),
  /** Begins the names of all topics and groups, where several installations share a cluster. */
  KAFKA_PREFIX: z.string().default(''),
  /** Whether the brokers are spoken to in TLS. */
  KAFKA_TLS: env.flag().default(false),
  /** PEM text of the authority that signed the brokers' certificates; the system's authorities without it. */
  KAFKA_CA: env.text().optional(),
  /** How the user below signs in to the brokers. */
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512'),
  /** Without a user name no SASL. */
  KAFKA_USERNAME: env.text().optional(),
  /** Of the user above. */
  KAFKA_PASSWORD: env.secret().optional(),
  /** Of topics that are made; the broker's default without it. */
  KAFKA_REPLICATION_FACTOR: env.int().min(1).optional(),
  /** After so many milliseconds without a sign of life a consumer's partitions go to others; 10 s without it. */
  KAFKA_SESSION_TIMEOUT_MS: env.int().min(1_000).optional(),
  /** A connection string; it may hold a password. */
  MONGODB_URI: env.secret(),
  /** All services of an installation share one. */
  MONGODB_DATABASE: env.text().default('psa_bridge'),
  /** The address that both servers listen on; 0.0.0.0 in a container. */
  HTTP_HOST: env.text().default('127.0.0.1'),
  /** The service's routes; 0 takes a free port. */
  HTTP_PORT: env.int().min(0).max(65_535),
  /** Probes and metrics. */
  ADMIN_PORT: env.int().min(0).max(65_535),
  /** The least that is logged. */
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where identity-service publishes the keys that access tokens are verified with. */
  JWKS_URL: env.url(),
  /** Who access tokens have to come from: the same for all services. */
  TOKEN_ISSUER: env.text().default('psa-bridge'),
  /** Whom access tokens have to be meant for: the same for all services. */
  TOKEN_AUDIENCE: env.text().default('psa-bridge'),
  /** Only for tests: where this process kills itself, once. */
  FAULT_POINT: z.enum(FAULT_POINTS).optional(),
  /** Only for tests: makes FAULT_POINT=after_write mean the next write to this collection. */
  FAULT_COLLECTION: env.text().optional(),
  /** Only for tests: how the place begins where it does, such as `push:quote`, a topic or a consumer group; anywhere without it. */
  FAULT_PLACE: env.text().optional(),
};

export type BaseConfig = z.output<z.ZodObject<typeof baseConfig>>;

/** What a platform is made from: a service that brings its own token verifier needs no JWKS_URL. */
export type PlatformConfig = Omit<BaseConfig, 'JWKS_URL'> & { readonly JWKS_URL?: string };

/** Also for a service that stores secrets: spread beside `baseConfig`. */
export const fieldKeysConfig = {
  /** `id:base64` of 32 random bytes each, separated by commas. */
  FIELD_KEYS: env.secret(),
  /** Id of the key that new values are encrypted with. */
  FIELD_KEY_ACTIVE: env.text(),
};

export type FieldKeysConfig = z.output<z.ZodObject<typeof fieldKeysConfig>>;
