import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { connectAutotask } from '../platform/journeys.ts';
import { connectorMetrics, fullSync, withPlatform } from './sync-runs.ts';

const FEW = 10_000;
const MANY = 100_000;
const SAMPLE_MS = 250;
const MB = 1024 * 1024;

/** The memory of the connector as the PSA that it reads grows. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const few = await peakMemory(env, FEW);
  const many = await peakMemory(env, MANY);
  const result: BenchmarkResult = {
    name: 'memory of a full sync, ten times the companies',
    ratio: many.residentMb / few.residentMb,
    target: 1.3,
    atMost: true,
    how:
      `highest resident memory of the connector's process during preview and full sync of ${MANY} companies against ${FEW}, ` +
      `asked of its metrics every ${SAMPLE_MS} ms; a fresh process each`,
    details: { few, many },
  };
  return [result];
}

interface Peak {
  companies: number;
  residentMb: number;
  heapUsedMb: number;
  seconds: number;
}

async function peakMemory(env: BenchmarkEnv, companies: number): Promise<Peak> {
  const seed = { companies, contacts: 0, products: 0, services: 0, opportunities: 0, quotes: 0 };
  return withPlatform(env, { seed }, async ({ api, autotask, plan }) => {
    const watch = watchMemory(connectorMetrics(plan));
    const integrationId = await connectAutotask(api, autotask);
    const { seconds, run } = await fullSync(api, integrationId);
    if (run.done < companies) throw new Error(`Only ${run.done} of ${companies} companies came in.`);
    return { companies, ...(await watch.end()), seconds };
  });
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
