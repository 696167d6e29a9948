import { randomBytes } from 'node:crypto';
import { newId, systemClock } from '@psa-bridge/core';
import { createMetrics, type Logger } from '@psa-bridge/observability';
import { createMongoStore, type DocumentStore } from '@psa-bridge/persistence';
import { dropTestDatabase } from '@psa-bridge/testing';
import type { Integration } from '../src/integrations/integration.ts';
import { createScheduler } from '../src/work/scheduler.ts';
import { createWorkTable, type WorkTable } from '../src/work/table.ts';
import { finishRow, newRow } from '../src/work/transitions.ts';

export interface BenchResult {
  name: string;
  ratio: number;
  /** What the ratio should at least be. */
  target: number;
  how: string;
  details: object;
}

const FEW = 1_000;
const MANY = 100_000;
const INTEGRATIONS = 20;
/** Each size is measured in turns, so that what else the machine does strikes both alike. */
const ROUNDS = 3;
const ROUND_MS = 6_000;

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quiet,
};

/** Rows claimed and finished a second by one replica while 1,000 wait, and while 100,000 wait. */
export async function run({ mongodbUri }: { mongodbUri: string }): Promise<BenchResult[]> {
  const databaseName = `test_bench_work_${randomBytes(4).toString('hex')}`;
  const store = createMongoStore({ uri: mongodbUri, databaseName, clock: systemClock, logger: quiet });
  try {
    const few = await prepare(store, 'few', FEW);
    const many = await prepare(store, 'many', MANY);
    const rates = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.few.push(await measure(few));
      rates.many.push(await measure(many));
    }
    return [
      {
        name: 'work rows a second, 100,000 waiting against 1,000',
        ratio: median(rates.many) / median(rates.few),
        target: 0.8,
        how: `one replica with 16 workers and ${INTEGRATIONS} integrations, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s in turns; what is finished waits again, so the backlog stays as it is`,
        details: { rowsPerSecond: rates },
      },
    ];
  } finally {
    await store.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

interface Prepared {
  table: WorkTable;
  provider: string;
  integrations: readonly Integration[];
}

async function prepare(store: DocumentStore, provider: string, waiting: number): Promise<Prepared> {
  const table = createWorkTable({ store, provider, clock: systemClock });
  await store.prepare();
  await firstGuardedWrite(table);
  const integrations = Array.from({ length: INTEGRATIONS }, () => integration(provider));
  await seed(table, integrations, waiting);
  return { table, provider, integrations };
}

/** Rows a second, from the first one on. */
async function measure({ table, provider, integrations }: Prepared): Promise<number> {
  let finished = 0;
  const scheduler = createScheduler({
    ...{ table, provider, integrations: { all: () => Promise.resolve(integrations) }, quarantineMs: 0 },
    ...{ clock: systemClock, logger: quiet, metrics: createMetrics({ processMetrics: false }) },
    async run(held) {
      const terms = { now: systemClock.now(), quarantineMs: 0 };
      // Wanted again at once: so the number of waiting rows stays.
      await held.write((row) => ({ ...finishRow(row, { ending: 'succeeded' }, terms), asked: row.asked + 1, dueAt: terms.now }));
      finished += 1;
      return { report: 'done' };
    },
  });
  scheduler.start();
  while (finished === 0) await systemClock.sleep(10);
  const before = finished;
  const began = performance.now();
  await systemClock.sleep(ROUND_MS);
  const perSecond = Math.round(((finished - before) * 1000) / (performance.now() - began));
  await scheduler.stop();
  return perSecond;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The development server makes an index with the first one; made over 100,000 rows it would be what is measured. */
async function firstGuardedWrite(table: WorkTable): Promise<void> {
  const row = await table.upsert({
    tenantId: 't',
    integrationId: 'none',
    op: 'push',
    entityType: 'company',
    entityId: 'first',
    lane: 3,
  });
  if (row) await table.claim(row, { owner: 'bench', leaseMs: 3_600_000, quarantineMs: 0 });
}

async function seed(table: WorkTable, integrations: readonly Integration[], count: number): Promise<void> {
  const now = systemClock.now();
  for (let from = 0; from < count; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - from) }, (_, index) => {
      const owner = integrations[(from + index) % integrations.length];
      const key = {
        tenantId: 't',
        integrationId: owner?._id ?? '',
        op: 'push' as const,
        entityType: 'company' as const,
        entityId: newId(),
      };
      return { ...newRow({ ...key, lane: 3 }, now), asked: 1, dueAt: now };
    });
    await table.collection.forTenant('t').insertMany(rows);
  }
}

function integration(provider: string): Integration {
  const now = systemClock.now();
  return {
    ...{
      _id: newId(),
      tenantId: 't',
      version: 1,
      provider,
      name: 'Bench',
      state: 'connected',
      credentialsRevision: 1,
      settings: {},
      settingsRevision: 1,
    },
    ...{ pushPaused: false, pullPaused: false, isConfirmed: true, checks: [], sequence: 1, createdAt: now, updatedAt: now },
    webhooks: { token: '', sealedSecret: '', installed: [] },
  };
}
