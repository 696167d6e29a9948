import kafkajs from 'kafkajs';
import {
  decodePayload,
  events,
  newEvent,
  readEnvelope,
  toBusMessage,
  type BusMessage,
  type TopicSpec,
} from '@psa-bridge/contracts';
import { newId, systemClock } from '@psa-bridge/core';
import { createMetrics, type Logger } from '@psa-bridge/observability';
import { createConsumerRuntime, createKafkaBus, defineConsumer, on, type MessageBus } from '../src/index.ts';

export interface BenchResult {
  name: string;
  /** Our messages per second divided by the bare ones: 1 is as fast as bare. */
  ratio: number;
  /** What the ratio should at least be. */
  target: number;
  how: string;
  details: object;
}

const MESSAGES = 50_000;
const ROUNDS = 5;
const PARTITIONS = 6;

interface Env {
  brokers: string[];
  bus: MessageBus;
  topic: TopicSpec;
}

/** One topic of messages, read again and again by fresh groups: by the consumer runtime and by the bare client. */
export async function run({ kafkaBrokers }: { kafkaBrokers: string }): Promise<BenchResult[]> {
  const brokers = kafkaBrokers.split(',');
  const bus = createKafkaBus({ brokers, clientId: 'bench', clock: systemClock, logger: silent });
  const topic: TopicSpec = { name: `bench.test.${newId()}.v1`, cleanup: 'delete', retentionHours: 1, partitions: PARTITIONS };
  const env = { brokers, bus, topic };
  await bus.start();
  try {
    await bus.ensureTopics([topic]);
    for (let i = 0; i < MESSAGES; i += 5_000) await bus.publish(topic.name, messages(i, i + 5_000));
    const rates = await measure(env);
    const ours = median(rates.ours);
    const bare = median(rates.bare);
    return [
      {
        name: 'consumer runtime',
        ratio: ours / bare,
        target: 0.7,
        how:
          `${MESSAGES} messages of ${PARTITIONS} partitions, from the first handled to the last: the consumer runtime ` +
          `(decode, context, handler, outcome, metrics, offset rules) against a bare kafkajs eachBatch with the same decode, ` +
          `taking turns for ${ROUNDS} rounds after one to warm up; medians`,
        details: { messagesPerSecond: Math.round(ours), bareMessagesPerSecond: Math.round(bare), rounds: rates },
      },
    ];
  } finally {
    await bus.close();
    await removeTopics(brokers, topic.name);
  }
}

async function measure(env: Env): Promise<{ ours: number[]; bare: number[] }> {
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const bare = await withBareClient(env);
    const ours = await withRuntime(env);
    if (round === 0) continue;
    rates.bare.push(bare);
    rates.ours.push(ours);
  }
  return rates;
}

async function withRuntime({ bus, topic }: Env): Promise<number> {
  const meter = createMeter();
  const handler = handle(meter);
  const runtime = createConsumerRuntime({
    bus,
    clock: systemClock,
    logger: silent,
    metrics: createMetrics({ processMetrics: false }),
    concurrency: PARTITIONS,
    consumers: [defineConsumer({ group: `${topic.name}.${newId()}`, topic, subscriptions: [on(events.entityHint, handler)] })],
  });
  await runtime.start();
  const rate = await meter.rate;
  await runtime.stop();
  return rate;
}

async function withBareClient({ brokers, topic }: Env): Promise<number> {
  const meter = createMeter();
  const handler = handle(meter);
  const consumer = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, logLevel: kafkajs.logLevel.NOTHING }).consumer({
    groupId: `${topic.name}.${newId()}`,
  });
  await consumer.connect();
  await consumer.subscribe({ topic: topic.name, fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: PARTITIONS,
    async eachBatch({ batch }) {
      for (const { headers, value } of batch.messages) {
        const texts = Object.fromEntries(Object.entries(headers ?? {}).map(([name, bytes]) => [name, bytes?.toString()]));
        readEnvelope(texts);
        decodePayload(events.entityHint, value ?? new Uint8Array());
        await handler();
      }
    },
  });
  const rate = await meter.rate;
  await consumer.disconnect();
  return rate;
}

interface Meter {
  count(): void;
  /** Messages per second, once all have come. */
  rate: Promise<number>;
}

function createMeter(): Meter {
  const { promise, resolve } = Promise.withResolvers<number>();
  let began = 0;
  let handled = 0;
  return {
    count() {
      if (handled === 0) began = performance.now();
      handled += 1;
      if (handled === MESSAGES) resolve(MESSAGES / ((performance.now() - began) / 1_000));
    },
    rate: promise,
  };
}

function handle(meter: Meter): () => Promise<void> {
  return () => {
    meter.count();
    return Promise.resolve();
  };
}

function messages(from: number, to: number): BusMessage[] {
  return Array.from({ length: to - from }, (_, index) =>
    toBusMessage(
      newEvent(events.entityHint, {
        topic: 'bench',
        key: `tenant:company:${(from + index) % 5_000}`,
        source: 'bench',
        tenantId: 'tenant',
        at: new Date(),
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        data: { integrationId: 'integration', entityType: 'company', externalId: String(from + index), webhookId: 'hook' },
      }),
    ),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function removeTopics(brokers: string[], prefix: string): Promise<void> {
  const admin = new kafkajs.Kafka({ clientId: 'bench', brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(prefix));
  await admin.deleteGroups(groups);
  await admin.deleteTopics({ topics: (await admin.listTopics()).filter((topic) => topic.startsWith(prefix)) });
  await admin.disconnect();
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};
