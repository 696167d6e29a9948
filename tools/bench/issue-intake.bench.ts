import { decodePayload, entityKey, events, newEvent, readEnvelope, toBusMessage, topics } from '@psa-bridge/contracts';
import { loadConfig, newId, systemClock } from '@psa-bridge/core';
import { configSchema, createApp } from '@psa-bridge/issues-service';
import { createKafkaBus } from '@psa-bridge/messaging';
import { createMongoStore } from '@psa-bridge/persistence';
import { eventually } from '@psa-bridge/testing';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { mixedFailures } from '../scenarios/desk/failures.ts';
import type { Result } from '../scenarios/desk/story.ts';
import { median, silent } from './measuring.ts';

const RESULTS = 6_000;
const ROUNDS = 3;
const PARTITIONS = 6;
const PATIENCE = { timeoutMs: 240_000, everyMs: 50 };

interface Place {
  brokers: string[];
  mongodbUri: string;
  /** Begins the topics of one round, and names its database. */
  prefix: string;
}

/** Failed results, each of an entity of its own, in; issues with their events, out: the whole service against a bare upsert loop. */
export async function run({ kafkaBrokers, mongodbUri }: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const brokers = kafkaBrokers.split(',');
  const rates: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const side of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const place = { brokers, mongodbUri, prefix: `bench_test_${newId()}` };
      const perSecond = await (side === 'ours' ? withService(place) : withBareLoop(place));
      if (round > 0) rates[side].push(Math.round(perSecond));
    }
  }
  const ratios = rates.ours.map((ours, round) => ours / (rates.bare[round] ?? Number.NaN));
  return [
    {
      ...{ name: 'issue intake', ratio: median(ratios), target: 0.6 },
      how:
        `${RESULTS} failed results of as many entities wait in ${PARTITIONS} partitions; until all are stored: the service with its relay ` +
        'against a bare kafkajs eachBatch that decodes each and upserts it with the driver, taking turns for ' +
        `${ROUNDS} rounds after one to warm up; median of the ratios of the rounds`,
      details: { perSecond: median(rates.ours), barePerSecond: median(rates.bare), rounds: rates },
    },
  ];
}

async function withService({ brokers, mongodbUri, prefix }: Place): Promise<number> {
  const store = createMongoStore({ uri: mongodbUri, databaseName: prefix, logger: silent });
  const env = {
    ...{ KAFKA_BROKERS: brokers.join(','), KAFKA_PREFIX: `${prefix}.`, MONGODB_URI: mongodbUri, MONGODB_DATABASE: prefix },
    ...{ HTTP_PORT: '0', ADMIN_PORT: '0', JWKS_URL: 'http://127.0.0.1:1/' },
  };
  const service = createApp(loadConfig(configSchema, env), { store, logger: silent });
  const issues = store.collection({ name: 'issues', writer: 'issues-service' }).acrossTenants('bench');
  await publishAll(brokers, `${prefix}.${topics.syncResults.name}`);
  const startedAt = performance.now();
  try {
    await service.start();
    return await rateOf(startedAt, () => issues.count({}));
  } finally {
    await service.stop();
    await store.close();
    await dropDatabase(mongodbUri, prefix);
  }
}

async function withBareLoop({ brokers, mongodbUri, prefix }: Place): Promise<number> {
  const topic = `${prefix}.${topics.syncResults.name}`;
  await publishAll(brokers, topic);
  const startedAt = performance.now();
  const driver = await mongoose.createConnection(mongodbUri, { dbName: prefix, maxPoolSize: 20 }).asPromise();
  const bare = driver.collection<{ _id: string }>('bare');
  const client = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, logLevel: kafkajs.logLevel.NOTHING });
  const consumer = client.consumer({ groupId: topic });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: PARTITIONS,
    async eachBatch({ batch }) {
      for (const { headers, value } of batch.messages) {
        const texts = Object.fromEntries(Object.entries(headers ?? {}).map(([name, bytes]) => [name, bytes?.toString()]));
        const { tenantId } = readEnvelope(texts);
        const { $typeName: _name, sequence, ...result } = decodePayload(events.syncResult, value ?? new Uint8Array());
        const _id = `${tenantId}:${result.entityType}:${result.entityId}`;
        await bare.replaceOne({ _id }, { _id, tenantId, sequence: Number(sequence), ...plain(result) }, { upsert: true });
      }
    },
  });
  try {
    return await rateOf(startedAt, () => bare.countDocuments());
  } finally {
    await consumer.disconnect();
    await driver.dropDatabase();
    await driver.close();
  }
}

/** Without what the driver cannot store. */
function plain(result: object): object {
  return JSON.parse(
    JSON.stringify(result, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  ) as object;
}

async function rateOf(startedAt: number, stored: () => Promise<number>): Promise<number> {
  await eventually(async () => {
    const count = await stored();
    if (count < RESULTS) throw new Error(`${count} of ${RESULTS} are stored`);
  }, PATIENCE);
  return RESULTS / ((performance.now() - startedAt) / 1_000);
}

async function publishAll(brokers: string[], topic: string): Promise<void> {
  const bus = createKafkaBus({ brokers, clientId: 'bench', clock: systemClock, logger: silent });
  await bus.start();
  await bus.ensureTopics([{ name: topic, cleanup: 'delete', retentionHours: 1, partitions: PARTITIONS }]);
  const messages = mixedFailures(RESULTS).results.map(messageOf);
  for (let from = 0; from < messages.length; from += 1_000) await bus.publish(topic, messages.slice(from, from + 1_000));
  await bus.close();
}

function messageOf(data: Result) {
  const key = entityKey('tenant', data.entityType, data.entityId);
  const address = { topic: topics.syncResults.name, key, source: 'bench', tenantId: 'tenant' };
  return toBusMessage(newEvent(events.syncResult, { ...address, at: new Date(), data }));
}

async function dropDatabase(mongodbUri: string, dbName: string): Promise<void> {
  const driver = await mongoose.createConnection(mongodbUri, { dbName }).asPromise();
  await driver.dropDatabase();
  await driver.close();
}
