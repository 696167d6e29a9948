import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@psa-bridge/core';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { connectAutotask, synchronize, type RecordPage } from '../platform/journeys.ts';
import { startPlatform, type RunningPlatform } from '../platform/platform.ts';
import { median } from './measuring.ts';

const LATENCY = { callMs: 150, fullPageMs: 400 };
const ROUNDS = 40;
const WARM_UP = 10;
const LOOK_MS = 2;
/** The least that each step costs: what the way of a webhook cannot do without. */
const STEPS = {
  /** Sender to gateway, gateway to connector. */
  hop: 2,
  kafka: 1,
  /** Integration; link and record. */
  read: 3,
  /** Row asked for, claimed, finished; record. */
  write: 4,
  psaCall: 1,
} as const;
type Step = keyof typeof STEPS;

interface Recorded {
  _id: string;
  data: { telephone?: string };
}
type Database = ReturnType<mongoose.Connection['collection']>;

/** From the change in the PSA, whose webhook leaves at once, until the record shows it, against the bare steps of that way. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const id = newId();
  const database = `bench_test_${id}`;
  const seed = { companies: 100, contacts: 0, products: 0, services: 0, opportunities: 0, quotes: 0 };
  const platform = await startPlatform({
    ...env,
    database,
    kafkaPrefix: `bench-${id}.`,
    seed,
    latency: LATENCY,
    deltaEveryMs: 0,
  });
  const driver = await mongoose.createConnection(env.mongodbUri, { dbName: database }).asPromise();
  try {
    const change = await prepare(platform, driver);
    const bare = await bareSteps(env, { driver, autotask: platform.autotask });
    const times: Record<Step | 'ours', number[]> = { ours: [], hop: [], kafka: [], read: [], write: [], psaCall: [] };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const ours = await change(round);
      const steps = await bare.time(round);
      if (round < 0) continue;
      times.ours.push(ours);
      for (const step of Object.keys(STEPS) as Step[]) times[step].push(steps[step]);
    }
    await bare.close();
    return [resultOf(times)];
  } finally {
    await platform.stop();
    await driver.dropDatabase();
    await driver.close();
  }
}

function resultOf(times: Readonly<Record<Step | 'ours', readonly number[]>>): BenchmarkResult {
  const ours = median(times.ours);
  const steps = Object.entries(STEPS).map(([step, count]) => ({ step, count, ms: median(times[step as Step]) }));
  const bare = steps.reduce((sum, { count, ms }) => sum + count * ms, 0);
  const psaMs = median(times.psaCall);
  return {
    name: 'webhook to record updated',
    ratio: ours / bare,
    target: 2,
    atMost: true,
    how:
      `${ROUNDS} changes one after the other, the PSA at ${LATENCY.callMs} ms a call: from the change until the database shows it, ` +
      'against the sum of 2 bare HTTP hops, 1 message through bare kafkajs, 3 reads and 4 writes of the bare driver and the bare PSA ' +
      'call, measured in turns with it; medians',
    details: { ms: rounded(ours), bareMs: rounded(bare), withoutPsaCall: rounded((ours - psaMs) / (bare - psaMs)), steps },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Connected, synchronized, webhooks installed; answers how to change a company and wait for it, in milliseconds. */
async function prepare(
  { api, autotask }: RunningPlatform,
  driver: mongoose.Connection,
): Promise<(round: number) => Promise<number>> {
  const integrationId = await connectAutotask(api, autotask);
  await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
  const { items } = await api.get<RecordPage>('/v1/companies?size=5&sort=name');
  const company = items.find(({ sync }) => sync[integrationId]?.externalId !== '0');
  if (!company) throw new Error('There is no company to change.');
  const externalId = Number(company.sync[integrationId]?.externalId);
  const companies = driver.collection<Recorded>('companies');
  return async (round) => {
    const phone = `555-${String(1_000 + round)}`;
    const began = performance.now();
    autotask.control.patch({ entity: 'Companies', id: externalId, values: { phone } });
    await eventually(
      async () => {
        const now = await companies.findOne({ _id: company.id });
        if (now?.data.telephone !== phone) throw new Error(`the telephone is ${String(now?.data.telephone)}`);
      },
      { timeoutMs: 30_000, everyMs: LOOK_MS },
    );
    return performance.now() - began;
  };
}

interface BareSteps {
  time(round: number): Promise<Record<Step, number>>;
  close(): Promise<void>;
}

async function bareSteps(
  { kafkaBrokers }: BenchmarkEnv,
  { driver, autotask }: { driver: mongoose.Connection; autotask: AutotaskSimulator },
): Promise<BareSteps> {
  const [hop, kafka] = await Promise.all([bareHop(), bareKafka(kafkaBrokers.split(','))]);
  const documents: Database = driver.collection('bare');
  const body = { name: 'Example', telephone: '555', state: { revision: 1, at: new Date() } };
  const name = (round: number): Record<string, unknown> => ({ name: `entity-${round}` });
  return {
    time: async (round) => ({
      hop: await timed(hop.call),
      kafka: await timed(kafka.send),
      write: await timed(() => documents.replaceOne({ _id: byName(round) }, { ...body, ...name(round) }, { upsert: true })),
      read: await timed(() => documents.findOne({ _id: byName(round) })),
      psaCall: await timed(() => queryOne(autotask)),
    }),
    async close() {
      await Promise.all([hop.close(), kafka.close()]);
    },
  };
}

function byName(round: number): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(String(round + WARM_UP).padStart(24, '0'));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function queryOne({ credentials, zoneUrl }: AutotaskSimulator): Promise<void> {
  const { integrationCode, userName, secret } = credentials;
  const response = await fetch(`${zoneUrl()}V1.0/Companies/query`, {
    method: 'POST',
    headers: { ApiIntegrationCode: integrationCode, UserName: userName, Secret: secret, 'content-type': 'application/json' },
    body: JSON.stringify({ filter: [{ op: 'in', field: 'id', value: [1] }], MaxRecords: 1 }),
  });
  if (!response.ok) throw new Error(`The bare call answered ${response.status}.`);
  await response.json();
}

interface Hop {
  call(): Promise<void>;
  close(): Promise<void>;
}

/** One POST of a webhook's size to a server that reads it and says 200. */
async function bareHop(): Promise<Hop> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const body = JSON.stringify({ Action: 'Update', Fields: { phone: '555-0100' }, padding: 'x'.repeat(400) });
  return {
    async call() {
      await (await fetch(url, { method: 'POST', body })).arrayBuffer();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A message sent with all acknowledgements, until a consumer that listens already has it. */
async function bareKafka(brokers: string[]): Promise<{ send(): Promise<void>; close(): Promise<void> }> {
  const client = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, logLevel: kafkajs.logLevel.NOTHING });
  const [producer, consumer] = [client.producer(), client.consumer({ groupId: `bench-${newId()}` })];
  const topic = `bench.test.${newId()}.v1`;
  const admin = client.admin();
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: 6, replicationFactor: 1 }], waitForLeaders: true });
  await admin.disconnect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const waiting = new Map<string, () => void>();
  await consumer.run({
    eachMessage({ message }) {
      waiting.get(String(message.key))?.();
      return Promise.resolve();
    },
  });
  return {
    async send() {
      const key = newId();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(key, resolve);
      await producer.send({ topic, acks: -1, messages: [{ key, value: Buffer.alloc(200) }] });
      await promise;
      waiting.delete(key);
    },
    async close() {
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
    },
  };
}
