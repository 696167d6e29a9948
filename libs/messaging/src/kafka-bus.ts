import type { Admin } from 'kafkajs';
import type { BackoffPolicy, Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { groupPositions } from './kafka-beginnings.ts';
import { createKafkaClient, type KafkaConnection } from './kafka-client.ts';
import { createKafkaConsumer, type KafkaGroupTimings } from './kafka-consumer.ts';
import { fromKafkaError, untilSettled } from './kafka-errors.ts';
import { createKafkaPublisher } from './kafka-producer.ts';
import { readWholeTopic } from './kafka-read-all.ts';
import { createMissingTopics } from './kafka-topics.ts';
import { DEFAULT_BACKOFF } from './partition-pauses.ts';
import type { MessageBus } from './port.ts';

export interface KafkaBusOptions extends KafkaConnection {
  clock: Clock;
  metrics?: Metrics;
  /** Of topics that are made; the broker's default when left out. */
  replicationFactor?: number;
  /** Waits of a partition whose batch failed. */
  backoff?: BackoffPolicy;
  timings?: Partial<KafkaGroupTimings>;
}

const DEFAULT_TIMINGS: KafkaGroupTimings = {
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 60_000,
  heartbeatMs: 1_000,
  maxWaitMs: 500,
};
const HEALTH_DEADLINE_MS = 3_000;
const READ_STALL_MS = 30_000;

/** The message bus on Apache Kafka 2.4 or newer, by kafkajs. Failures of the broker are AppErrors of kind `unavailable`. */
export function createKafkaBus(options: KafkaBusOptions): MessageBus {
  const { clock, logger, metrics, clientId, backoff = DEFAULT_BACKOFF } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const kafka = createKafkaClient(options);
  const publisher = createKafkaPublisher(kafka);
  const admin = createSharedAdmin(() => kafka.admin());

  async function isHealthy(): Promise<boolean> {
    const deadline = new AbortController();
    const late = clock.sleep(HEALTH_DEADLINE_MS, deadline.signal).then(
      () => false,
      () => false,
    );
    const answer = admin
      .use('Asking the cluster', (connected) => connected.describeCluster())
      .then(
        ({ brokers }) => brokers.length > 0,
        () => false,
      );
    const healthy = await Promise.race([answer, late]);
    deadline.abort();
    return healthy;
  }

  return {
    async publish(topic, messages) {
      await publisher.publish(topic, messages);
      metrics?.count('psa_bridge_published_total', { topic }, messages.length);
    },
    consumer: (consumerOptions) =>
      createKafkaConsumer(consumerOptions, {
        ...{ kafka, clock, logger, backoff, timings },
        positions: (group, topics) =>
          untilSettled(clock, () => admin.use('Asking for offsets', (connected) => groupPositions(connected, group, topics))),
      }),
    ensureTopics: (topics) =>
      untilSettled(clock, () =>
        admin.use('Making topics', (connected) =>
          createMissingTopics(topics, { admin: connected, clock, replicationFactor: options.replicationFactor }),
        ),
      ),
    async *readAll(topic) {
      const connected = await admin.use(`Reading ${topic}`, (open) => Promise.resolve(open));
      yield* readWholeTopic(topic, { kafka, admin: connected, clock, clientId, stallMs: READ_STALL_MS });
    },
    isHealthy,
    start: () => publisher.start(),
    async close() {
      await publisher.close();
      await admin.close();
    },
  };
}

interface SharedAdmin {
  use<T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One administrative connection, opened when first needed and again after a failure. */
function createSharedAdmin(make: () => Admin): SharedAdmin {
  let opening: Promise<Admin> | undefined;

  async function open(): Promise<Admin> {
    const admin = make();
    await admin.connect();
    return admin;
  }

  async function close(): Promise<void> {
    const closing = opening;
    opening = undefined;
    await closing?.then((admin) => admin.disconnect()).catch(() => undefined);
  }

  return {
    async use(doing, work) {
      try {
        opening ??= open();
        return await work(await opening);
      } catch (error) {
        await close();
        throw fromKafkaError(error, doing);
      }
    },
    close,
  };
}
