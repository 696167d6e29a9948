import { invalidInput, systemClock, type ArmedPoints, type Clock } from '@psa-bridge/core';
import { createTokenVerifier, type VerifyToken } from '@psa-bridge/http-server';
import { createKafkaBus, type MessageBus } from '@psa-bridge/messaging';
import { createLogger, createMetrics, type Logger, type LoggerOptions, type Metrics } from '@psa-bridge/observability';
import { createFieldCipher, createMongoStore, type DocumentStore, type FieldCipher } from '@psa-bridge/persistence';
import type { FieldKeysConfig, PlatformConfig } from './base-config.ts';
import { armedPoints, withPublishFaults, withWriteFault } from './faults.ts';
import { prefixedBus } from './prefixed-bus.ts';

/** What a service stands on. */
export interface Platform {
  /** The service's name: in logs, as Kafka client and as document title. */
  readonly name: string;
  readonly config: PlatformConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly store: DocumentStore;
  readonly bus: MessageBus;
  readonly verifyToken: VerifyToken;
  /** Where this process is to die; nowhere but in tests. */
  readonly faults: ArmedPoints;
  /** What was made here and so is closed with the service; what was given belongs to the giver. */
  readonly owns: { readonly store: boolean; readonly bus: boolean };
}

/** Parts that tests and the one-process development runner bring along; the rest is made from the configuration. */
export type PlatformOverrides = Partial<Omit<Platform, 'name' | 'config' | 'faults' | 'owns'>> & {
  /** Where log lines go; standard output when absent. */
  logTo?: LoggerOptions['destination'];
};

/** The real parts by the configuration, except for those given. Nothing connects yet. */
export function createPlatform(name: string, config: PlatformConfig, overrides: PlatformOverrides = {}): Platform {
  const { clock = systemClock, logTo } = overrides;
  const logger =
    overrides.logger ?? createLogger({ service: name, level: config.LOG_LEVEL, ...(logTo ? { destination: logTo } : {}) });
  const metrics = overrides.metrics ?? createMetrics({ component: name });
  const faults = armedPoints(config.FAULT_POINT, config.FAULT_PLACE ?? config.FAULT_COLLECTION);
  return {
    ...{ name, config, clock, logger, metrics, faults },
    store: withWriteFault(overrides.store ?? openStore(config, clock, logger), config.FAULT_COLLECTION, faults),
    bus: withPublishFaults(overrides.bus ?? openBus(name, config, { clock, logger, metrics }), faults),
    verifyToken: overrides.verifyToken ?? verifierOf(config, clock),
    owns: { store: !overrides.store, bus: !overrides.bus },
  };
}

/** The cipher for secrets at rest, of a service whose configuration carries `fieldKeysConfig`. */
export function cipherOf({ FIELD_KEYS, FIELD_KEY_ACTIVE }: FieldKeysConfig): FieldCipher {
  return createFieldCipher({ keys: FIELD_KEYS.reveal(), activeKeyId: FIELD_KEY_ACTIVE });
}

function openStore(config: PlatformConfig, clock: Clock, logger: Logger): DocumentStore {
  return createMongoStore({ uri: config.MONGODB_URI.reveal(), databaseName: config.MONGODB_DATABASE, clock, logger });
}

function openBus(name: string, config: PlatformConfig, parts: Pick<Platform, 'clock' | 'logger' | 'metrics'>): MessageBus {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = config;
  const { KAFKA_TLS: isTls, KAFKA_CA: ca, KAFKA_REPLICATION_FACTOR: replicationFactor } = config;
  const { KAFKA_SESSION_TIMEOUT_MS: sessionTimeoutMs } = config;
  const bus = createKafkaBus({
    ...parts,
    brokers: config.KAFKA_BROKERS,
    clientId: name,
    ...(username && password ? { sasl: { mechanism, username, password } } : {}),
    ...(isTls ? { ssl: ca ? { ca } : true } : {}),
    ...(replicationFactor ? { replicationFactor } : {}),
    ...(sessionTimeoutMs ? { timings: { sessionTimeoutMs, heartbeatMs: Math.ceil(sessionTimeoutMs / 10) } } : {}),
  });
  return prefixedBus(bus, config.KAFKA_PREFIX);
}

function verifierOf({ JWKS_URL, TOKEN_ISSUER, TOKEN_AUDIENCE }: PlatformConfig, clock: Clock): VerifyToken {
  if (!JWKS_URL) throw invalidInput('invalid_configuration', 'JWKS_URL: is required where no token verifier is given');
  return createTokenVerifier({ jwksUrl: JWKS_URL, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, clock });
}
