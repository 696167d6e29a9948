import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { connectAutotask } from '../platform/journeys.ts';
import { fullSync, withPlatform } from './sync-runs.ts';

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
    const admin = plan.find(({ name }) => name === 'autotask-connector')?.adminUrl ?? '';
    const watch = watchMemory(`${admin}/metrics`);
    const integrationId = await connectAutotask(api, autotask);
    const { seconds, run } = await fullSync(api, integrationId);
    if (run.done < companies) throw new Error(`Only ${run.done} of ${companies} companies came in.`);
    return { companies, ...(await watch.end()), seconds };
  });
}

function watchMemory(metricsUrl: string): { end(): Promise<{ residentMb: number; heapUsedMb: number }> } {
  const stopping = new AbortController();
  const peak = { residentMb: 0, heapUsedMb: 0 };
  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const text = await (await fetch(metricsUrl)).text();
      peak.residentMb = Math.max(peak.residentMb, megabytes(text, 'process_resident_memory_bytes'));
      peak.heapUsedMb = Math.max(peak.heapUsedMb, megabytes(text, 'nodejs_heap_size_used_bytes'));
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

function megabytes(metrics: string, name: string): number {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1];
  if (value === undefined) throw new Error(`The connector does not tell its ${name}.`);
  return Math.round(Number(value) / MB);
}
