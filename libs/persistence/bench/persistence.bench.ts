import { randomBytes } from 'node:crypto';
import type { Logger } from '@psa-bridge/observability';
import mongoose from 'mongoose';
import { createMongoStore } from '../src/mongo-store.ts';
import type { Stored } from '../src/port.ts';

export interface BenchResult {
  name: string;
  /** Bare time divided by ours: 1 is as fast as the bare driver. */
  ratio: number;
  /** What the ratio should at least be. */
  target: number;
  how: string;
  details: Readonly<Record<string, number>>;
}

interface Projection extends Stored {
  readonly title: string;
  readonly state: { readonly status: string; readonly attempts: number; readonly at: Date };
}

const ROUNDS = 60;
const MESSAGES = 50;
const WARM_UP = 30;

/** One idempotent write per message, ours against the bare driver's. */
export async function run(env: { mongodbUri: string }): Promise<BenchResult[]> {
  const databaseName = `bench_test_${randomBytes(6).toString('hex')}`;
  const connection = await mongoose.createConnection(env.mongodbUri, { dbName: databaseName, maxPoolSize: 20 }).asPromise();
  const store = createMongoStore({ uri: env.mongodbUri, databaseName, logger: silent });
  try {
    const projections = store.collection<Projection>({ name: 'projections', writer: 'bench' }).forTenant('tenant');
    await store.prepare();
    const bare = connection.collection<Projection>('bare');
    const ours = await compare({
      ours: (at) => projections.put(messageOf(at)),
      bare: async (at) => {
        const message = messageOf(at);
        await bare.replaceOne({ _id: message._id }, { ...message, version: at }, { upsert: true });
      },
    });
    return [
      {
        name: 'put per message',
        ratio: ours.bareMs / ours.oursMs,
        target: 0.85,
        how: `${ROUNDS} rounds of ${MESSAGES} writes one after the other, put against the driver's replaceOne upsert, taking turns; medians of a round`,
        details: { oursMs: ours.oursMs, bareMs: ours.bareMs, messages: ROUNDS * MESSAGES },
      },
    ];
  } finally {
    await store.close();
    await connection.dropDatabase();
    await connection.close();
  }
}

/** Half of the messages write documents that exist already. */
function messageOf(at: number) {
  return {
    _id: `entity-${at % ((ROUNDS * MESSAGES) / 2)}`,
    tenantId: 'tenant',
    title: `Entity ${at}`,
    state: { status: 'synchronized', attempts: at % 3, at: new Date() },
  };
}

async function compare(sides: {
  ours: (at: number) => Promise<void>;
  bare: (at: number) => Promise<void>;
}): Promise<{ oursMs: number; bareMs: number }> {
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const side of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const begin = performance.now();
      for (let at = 0; at < MESSAGES; at++) await sides[side](Math.max(0, round) * MESSAGES + at);
      if (round >= 0) times[side].push(performance.now() - begin);
    }
  }
  return { oursMs: median(times.ours), bareMs: median(times.bare) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};
