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
import { createConsumerRuntime, createKafkaBus, defineConsumer, on, type MessageBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { createMongoStore, type Stored } from '@psa-bridge/persistence';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { createMeter, median, silent, type Meter, type Reading } from './measuring.ts';

interface Seen extends Stored {
  readonly integrationId: string;
  readonly externalId: string;
  readonly eventId: string;
  readonly at: Date;
}

const MESSAGES = 12_000;
const ENTITIES = 3_000;
const ROUNDS = 5;
const PARTITIONS = 6;
const TENANT = 'tenant';

interface Sides {
  ours: () => Promise<Reading>;
  bare: () => Promise<Reading>;
}

/** One idempotent write a message: the consumer runtime with `put`, against a bare eachBatch with the driver's upsert. */
export async function run({ kafkaBrokers, mongodbUri }: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const databaseName = `bench_test_${newId()}`;
  const brokers = kafkaBrokers.split(',');
  const bus = createKafkaBus({ brokers, clientId: 'bench', clock: systemClock, logger: silent });
  const store = createMongoStore({ uri: mongodbUri, databaseName, logger: silent });
  const driver = await mongoose.createConnection(mongodbUri, { dbName: databaseName, maxPoolSize: 20 }).asPromise();
  const topic: TopicSpec = { name: `bench.test.${newId()}.v1`, cleanup: 'delete', retentionHours: 1, partitions: PARTITIONS };
  await bus.start();
  try {
    const projections = store.collection<Seen>({ name: 'ours', writer: 'bench' });
    await store.prepare();
    await bus.ensureTopics([topic]);
    for (let from = 0; from < MESSAGES; from += 4_000) await bus.publish(topic.name, messages(topic, from, from + 4_000));
    const bare = driver.collection<Seen>('bare');
    return [
      await compare({
        ours: () => withRuntime(bus, topic, (seen) => projections.forTenant(TENANT).put(seen)),
        bare: () =>
          withBareClient(brokers, topic, async (seen, version) => {
            await bare.replaceOne({ _id: seen._id }, { ...seen, version }, { upsert: true });
          }),
      }),
    ];
  } finally {
    await bus.close();
    await store.close();
    await driver.dropDatabase();
    await driver.close();
  }
}

async function compare(sides: Sides): Promise<BenchmarkResult> {
  const rates: Record<keyof Sides, number[]> = { ours: [], bare: [] };
  const cpu: Record<keyof Sides, number[]> = { ours: [], bare: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const side of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const { perSecond, cpuMicros } = await sides[side]();
      if (round === 0) continue;
      rates[side].push(Math.round(perSecond));
      cpu[side].push(Math.round(cpuMicros));
    }
  }
  const ratios = rates.ours.map((ours, round) => ours / (rates.bare[round] ?? Number.NaN));
  return {
    name: 'consumer with one write a message',
    ratio: median(ratios),
    target: 0.8,
    how:
      `${MESSAGES} messages of ${PARTITIONS} partitions, from the first handled to the last: the consumer runtime with one put each ` +
      `against a bare kafkajs eachBatch with the same decode and the driver's replaceOne upsert, taking turns for ${ROUNDS} rounds ` +
      'after one to warm up; median of the ratios of the rounds',
    details: {
      messagesPerSecond: median(rates.ours),
      bareMessagesPerSecond: median(rates.bare),
      rounds: rates,
      cpuMicrosPerMessage: cpu,
    },
  };
}

async function withRuntime(
  bus: MessageBus,
  topic: TopicSpec,
  write: (seen: Omit<Seen, 'version'>) => Promise<void>,
): Promise<Reading> {
  const meter = createMeter(MESSAGES);
  const handling = on(events.entityHint, async (hint, { envelope }) => {
    meter.begin();
    await write(seenOf(hint, envelope.id, envelope.time));
    meter.count();
  });
  const runtime = createConsumerRuntime({
    ...{ bus, clock: systemClock, logger: silent, metrics: createMetrics({ processMetrics: false }), concurrency: PARTITIONS },
    consumers: [defineConsumer({ group: `${topic.name}.${newId()}`, topic, subscriptions: [handling] })],
  });
  await runtime.start();
  return endOf(meter, () => runtime.stop());
}

async function withBareClient(
  brokers: string[],
  topic: TopicSpec,
  write: (seen: Omit<Seen, 'version'>, version: number) => Promise<void>,
): Promise<Reading> {
  const meter = createMeter(MESSAGES);
  const client = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, logLevel: kafkajs.logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `${topic.name}.${newId()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: topic.name, fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: PARTITIONS,
    async eachBatch({ batch }) {
      for (const { headers, value, offset } of batch.messages) {
        meter.begin();
        const texts = Object.fromEntries(Object.entries(headers ?? {}).map(([name, bytes]) => [name, bytes?.toString()]));
        const { id, time } = readEnvelope(texts);
        await write(seenOf(decodePayload(events.entityHint, value ?? new Uint8Array()), id, time), Number(offset));
        meter.count();
      }
    },
  });
  return endOf(meter, () => consumer.disconnect());
}

async function endOf(meter: Meter, stop: () => Promise<void>): Promise<Reading> {
  const reading = await meter.reading;
  await stop();
  return reading;
}

function seenOf(hint: { integrationId: string; externalId: string }, eventId: string, at: Date): Omit<Seen, 'version'> {
  const { integrationId, externalId } = hint;
  return { _id: `${integrationId}:${externalId}`, tenantId: TENANT, integrationId, externalId, eventId, at };
}

function messages(topic: TopicSpec, from: number, to: number): BusMessage[] {
  return Array.from({ length: to - from }, (_, index) => {
    const externalId = String((from + index) % ENTITIES);
    const data = { integrationId: 'integration', entityType: 'company', externalId };
    const address = { topic: topic.name, key: `${TENANT}:company:${externalId}`, source: 'bench', tenantId: TENANT };
    return toBusMessage(newEvent(events.entityHint, { ...address, at: new Date(), data }));
  });
}
