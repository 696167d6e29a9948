import mongoose from 'mongoose';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { connectAutotask } from '../platform/journeys.ts';
import { connectorMetrics, fullSync, withPlatform } from './sync-runs.ts';

const FEW = 10_000;
const MANY = 100_000;
/** This share of the companies is gone at the second full sync: less than a person is asked about. */
const ONE_IN = 100;
const SAMPLE_MS = 250;
const MB = 1024 * 1024;

/** The memory of the connector as the PSA that it reads grows: the first full sync, and one that finds deletions. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const few = await peakMemory(env, FEW);
  const many = await peakMemory(env, MANY);
  const asked = `asked of its metrics every ${SAMPLE_MS} ms; a fresh process each`;
  return [
    resultOf('memory of a full sync, ten times the companies', [few.first, many.first], {
      how: `highest resident memory of the connector's process during preview and full sync of ${MANY} companies against ${FEW}, ${asked}`,
    }),
    resultOf('memory of a full sync with deletions, ten times the companies', [few.second, many.second], {
      how: `the same during the next full sync, which finds that 1 of ${ONE_IN} companies is gone and marks them, ${asked}`,
    }),
  ];
}

function resultOf(name: string, [few, many]: readonly [Peak, Peak], { how }: { how: string }): BenchmarkResult {
  return { name, ratio: many.residentMb / few.residentMb, target: 1.3, atMost: true, how, details: { few, many } };
}

interface Peak {
  companies: number;
  residentMb: number;
  heapUsedMb: number;
  seconds: number;
}

async function peakMemory(env: BenchmarkEnv, companies: number): Promise<{ first: Peak; second: Peak }> {
  const seed = { companies, contacts: 0, products: 0, services: 0, opportunities: 0, quotes: 0 };
  return withPlatform(env, { seed }, async ({ api, autotask, plan, database }) => {
    const metric = connectorMetrics(plan);
    const connecting = watchMemory(metric);
    const integrationId = await connectAutotask(api, autotask);
    const { seconds, run } = await fullSync(api, integrationId);
    if (run.done < companies) throw new Error(`Only ${run.done} of ${companies} companies came in.`);
    const first = { companies, ...(await connecting.end()), seconds };

    const gone = autotask.control.list({ entity: 'Companies', afterId: 0, limit: companies / ONE_IN }).map(({ id }) => id);
    autotask.control.hide({ entity: 'Companies', ids: gone });
    const again = watchMemory(metric);
    const next = await fullSync(api, integrationId);
    const second = { companies, ...(await again.end()), seconds: next.seconds };
    const marked = await countMarked({ ...env, database }, integrationId);
    if (marked !== gone.length) throw new Error(`${marked} companies are marked as gone, and ${gone.length} are.`);
    return { first, second };
  });
}

async function countMarked(
  { mongodbUri, database }: BenchmarkEnv & { database: string },
  integrationId: string,
): Promise<number> {
  const driver = await mongoose.createConnection(mongodbUri, { dbName: database }).asPromise();
  try {
    return await driver.collection('companies').countDocuments({ [`external.${integrationId}.deletedAt`]: { $exists: true } });
  } finally {
    await driver.close();
  }
}

function watchMemory(metric: (name: string) => Promise<number>): { end(): Promise<{ residentMb: number; heapUsedMb: number }> } {
  const stopping = new AbortController();
  const peak = { residentMb: 0, heapUsedMb: 0 };
  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [resident, heapUsed] = [await metric('process_resident_memory_bytes'), await metric('nodejs_heap_size_used_bytes')];
      peak.residentMb = Math.max(peak.residentMb, Math.round(resident / MB));
      peak.heapUsedMb = Math.max(peak.heapUsedMb, Math.round(heapUsed / MB));
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  }
  const watching = watch();
  watching.catch(() => undefined);
  return {
    async end() {
      stopping.abort();
      await watching;
      return peak;
    },
  };
}
