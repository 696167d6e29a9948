import kafkajs, { type Kafka as KafkaClient, type KafkaConfig, type LogEntry, type logCreator, type SASLOptions } from 'kafkajs';
import type { Secret } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';

const { Kafka, logLevel } = kafkajs;

export interface KafkaSasl {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: Secret;
}

/** PEM texts; without `ca` the system's authorities are trusted. */
export interface KafkaTls {
  ca?: string;
  cert?: string;
  key?: Secret;
  /** The name to expect in the broker's certificate, where it differs from its address. */
  serverName?: string;
}

export interface KafkaConnection {
  brokers: readonly string[];
  clientId: string;
  logger: Logger;
  sasl?: KafkaSasl;
  /** `true` is TLS with the defaults; leave it out for plain text. */
  ssl?: boolean | KafkaTls;
}

export function createKafkaClient(connection: KafkaConnection): KafkaClient {
  ignoreNegativeTimeouts();
  const config: KafkaConfig = {
    brokers: [...connection.brokers],
    clientId: connection.clientId,
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 150, maxRetryTime: 5_000, retries: 8 },
    logLevel: logLevel.WARN,
    logCreator: bridgeTo(connection.logger),
  };
  if (connection.sasl) config.sasl = saslOptions(connection.sasl);
  if (connection.ssl) config.ssl = connection.ssl === true ? true : tlsOptions(connection.ssl);
  return new Kafka(config);
}

function saslOptions({ mechanism, username, password }: KafkaSasl): SASLOptions {
  return { mechanism, username, password: password.reveal() };
}

function tlsOptions({ ca, cert, key, serverName }: KafkaTls): NonNullable<KafkaConfig['ssl']> {
  return {
    ...(ca ? { ca: [ca] } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key: key.reveal() } : {}),
    ...(serverName ? { servername: serverName } : {}),
  };
}

/** Said of every idempotent producer whose retries end; ours takes a new identity then, which is the cure. */
const KNOWN_AND_HANDLED = 'Limiting retries for the idempotent producer';

/**
 * The client retries by itself whatever it logs as an error, and what it gives up on is thrown: so nothing of it is more than
 * a warning. Only named fields pass: its entries may hold anything.
 */
function bridgeTo(logger: Logger): logCreator {
  return () =>
    ({ namespace, log }: LogEntry) => {
      if (log.message.startsWith(KNOWN_AND_HANDLED)) return;
      const fields = Object.fromEntries(
        ['error', 'broker', 'groupId', 'memberId', 'topic', 'partition', 'retryCount', 'retryTime']
          .filter((name) => ['string', 'number'].includes(typeof log[name]))
          .map((name) => [name, log[name] as string | number]),
      );
      logger.warn({ ...fields, part: namespace, detail: log.message }, 'kafka_client_warning');
    };
}

let isIgnoringNegativeTimeouts = false;

/**
 * kafkajs asks for timers of negative length, which Node runs at once, as it always did, but since version 24 with a warning.
 * That one warning, from that one place, is left out.
 */
function ignoreNegativeTimeouts(): void {
  if (isIgnoringNegativeTimeouts) return;
  isIgnoringNegativeTimeouts = true;
  const emit = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = (...args: unknown[]) => {
    if (args[1] === 'TimeoutNegativeWarning' && new Error().stack?.includes('kafkajs')) return;
    emit(...args);
  };
}
