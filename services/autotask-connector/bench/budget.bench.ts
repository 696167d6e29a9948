import { randomBytes } from 'node:crypto';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '@psa-bridge/connector-kit/connector-harness';
import { newId, systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, dropTestDatabase } from '@psa-bridge/testing';
import { simulateAutotask, type SimulatedAutotask } from '../test/simulated-autotask.ts';

export interface BenchResult {
  name: string;
  ratio: number;
  target: number;
  atMost: boolean;
  how: string;
  details: object;
}

type Integration = Awaited<ReturnType<ConnectorHarness['connect']>>;
interface Bench extends SimulatedAutotask {
  harness: ConnectorHarness;
  integration: Integration;
}

const USED_BY_OTHERS = 8_000;
const PRODUCTS = 20_000;
const PUSHES = 15;
const PAGE = 1_000;
const BULK = 3;
const LIMIT_MS = 60_000;
/** Of the calls that a bulk job makes before the PSA's own count is known the last ones end within this time. */
const SETTLED_MS = 5_000;

/** An interactive push beside a bulk job, against the same push without one, at the same use by others. */
export async function run({ mongodbUri }: { mongodbUri: string }): Promise<BenchResult[]> {
  return withAutotask(mongodbUri, async (bench) => {
    const { simulator, harness } = bench;
    simulator.control.setUsage({ burst: USED_BY_OTHERS });
    await pushOne(bench, 'warm');
    const alone = await pushSome(bench, 'alone');
    await queueBulk(bench);
    await harness.until(async () => {
      const { work } = (await harness.call('GET', '/{id}/budget', { params: { id: bench.integration._id } })) as {
        work: { waiting: number };
      };
      if (work.waiting < PRODUCTS - PAGE) throw new Error(`${work.waiting} rows wait`);
    }, LIMIT_MS);
    await systemClock.sleep(SETTLED_MS);
    const beside = await pushSome(bench, 'beside');
    return [
      {
        name: 'an interactive push beside a bulk job against one without',
        ratio: median(beside) / median(alone),
        target: 1.5,
        atMost: true,
        how:
          `from the save until the product is linked, median of ${PUSHES} pushes each, with ${USED_BY_OTHERS} calls used by others and ` +
          `with ${PRODUCTS} products waiting in the bulk lane or none; 150 ms a call and the vendor's added second from three quarters on`,
        details: { aloneMs: rounded(alone), besideMs: rounded(beside) },
      },
    ];
  });
}

async function withAutotask<Result>(mongodbUri: string, measure: (bench: Bench) => Promise<Result>): Promise<Result> {
  const databaseName = `test_bench_budget_${randomBytes(4).toString('hex')}`;
  const { logger } = captureLogger();
  const store = createMongoStore({ uri: mongodbUri, databaseName, clock: systemClock, logger });
  const simulated = await simulateAutotask({
    limits: { tierDelaysMs: [500, 1_000] },
    latency: { callMs: 150, fullPageMs: 400 },
    quarantineMs: 300_000,
  });
  const harness = createConnectorHarness({ definition: simulated.definition, http: simulated.http, clock: systemClock, store });
  try {
    await harness.start();
    const [code] = simulated.simulator.control.list({
      entity: 'BillingCodes',
      filter: [{ op: 'eq', field: 'name', value: 'Hardware' }],
    });
    const settings = { defaultBillingCode: String(code?.id) };
    const integration = await harness.connect({ ...simulated.simulator.credentials }, settings);
    return await measure({ ...simulated, harness, integration });
  } finally {
    await harness.stop();
    await simulated.close();
    await store.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

/** Products that Autotask does not have, as a large import brings them, and their pushes in the bulk lane. */
async function queueBulk({ harness, integration }: Bench): Promise<void> {
  const records = harness.records.forTenant(TENANT);
  const integrationId = newId();
  for (let from = 0; from < PRODUCTS; from += PAGE) {
    const seenAt = systemClock.now();
    const page = Array.from({ length: PAGE }, (_, index) => ({
      ...{ externalId: String(from + index), seenAt },
      data: { name: `Imported ${from + index}` },
    }));
    const { ids } = await records.applyIncoming('product', integrationId, page);
    await harness.connector.table.upsertMany(
      [...ids.values()].map((entityId) => ({
        ...{ tenantId: TENANT, integrationId: integration._id, op: 'push' as const, entityType: 'product' as const, entityId },
        ...{ revision: 1, lane: BULK },
      })),
    );
  }
}

async function pushSome(bench: Bench, name: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < PUSHES; index += 1) times.push(await pushOne(bench, `${name} ${index}`));
  return times;
}

async function pushOne({ harness, integration }: Bench, name: string): Promise<number> {
  const began = performance.now();
  const { id } = await harness.save('product', { name }, integration);
  await harness.until(async () => {
    const link = (await harness.records.forTenant(TENANT).get('product', id))?.external[integration._id];
    if (link?.sync.status !== 'synchronized') throw new Error(`${name} is ${link?.sync.status ?? 'not pushed'}`);
  }, LIMIT_MS);
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const rounded = (values: readonly number[]): readonly number[] => values.map(Math.round);
