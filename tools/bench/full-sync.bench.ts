import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import type { ApiClient } from '../platform/api-client.ts';
import { connectAutotask, type SyncRunView } from '../platform/journeys.ts';
import { startPlatform, type PlatformOptions, type RunningPlatform } from '../platform/platform.ts';

const LATENCY = { callMs: 150, fullPageMs: 400 };
const TIMED = { companies: 5_000, contacts: 10_000, products: 2_500, services: 20, opportunities: 0, quotes: 0 };
const FEW = 10_000;
const MANY = 100_000;
const LIMIT_MS = 15 * 60_000;
const SAMPLE_MS = 250;
const MB = 1024 * 1024;

/** A full sync by the services as processes: its time against its own HTTP calls, and the connector's memory as tenants grow. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  return [await wallTime(env), await memory(env)];
}

async function wallTime(env: BenchmarkEnv): Promise<BenchmarkResult> {
  return withPlatform(env, { seed: TIMED, latency: LATENCY }, async ({ api, autotask }) => {
    const integrationId = await connectAutotask(api, autotask);
    autotask.control.resetCounters();
    const synced = await fullSync(api, integrationId);
    const { seconds: bareSeconds, calls } = await repeatCalls(autotask);
    return {
      name: 'full sync against its own calls',
      ratio: synced.seconds / bareSeconds,
      target: 1.3,
      atMost: true,
      how:
        `${synced.run.done} entities at ${LATENCY.callMs} ms a call and ${LATENCY.fullPageMs} ms a full page, from the request for the ` +
        'sync until it is completed with everything stored, against the same calls sent again one after the other by a bare fetch',
      details: { seconds: synced.seconds, bareSeconds, calls, entities: synced.run.done },
    };
  });
}

async function memory(env: BenchmarkEnv): Promise<BenchmarkResult> {
  const few = await peakMemory(env, FEW);
  const many = await peakMemory(env, MANY);
  return {
    name: 'memory of a full sync, ten times the companies',
    ratio: many.residentMb / few.residentMb,
    target: 1.3,
    atMost: true,
    how:
      `highest resident memory of the connector's process during preview and full sync of ${MANY} companies against ${FEW}, ` +
      `asked of its metrics every ${SAMPLE_MS} ms; a fresh process each`,
    details: { few, many },
  };
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

async function withPlatform<Result>(
  env: BenchmarkEnv,
  options: Pick<PlatformOptions, 'seed' | 'latency'>,
  measure: (platform: RunningPlatform) => Promise<Result>,
): Promise<Result> {
  const id = newId();
  const isolated = { ...env, database: `bench_test_${id}`, kafkaPrefix: `bench-${id}.` };
  const platform = await startPlatform({ ...isolated, ...options, timeScale: 60, deltaEveryMs: 0 });
  try {
    return await measure(platform);
  } finally {
    await platform.stop();
  }
}

async function fullSync(api: ApiClient, integrationId: string): Promise<{ seconds: number; run: SyncRunView }> {
  const path = `/v1/integrations/autotask/${integrationId}/sync`;
  const began = performance.now();
  const { id } = await api.post<SyncRunView>(path, { kind: 'full' });
  const run = await eventually(
    async () => {
      const found = (await api.get<{ items: SyncRunView[] }>(path)).items.find((item) => item.id === id);
      if (!found || found.state === 'running') throw new Error(`the run is at ${found?.done ?? 0} of ${found?.total ?? 0}`);
      return found;
    },
    { timeoutMs: LIMIT_MS, everyMs: 100 },
  );
  if (run.state !== 'completed') throw new Error(`The run is ${run.state}: ${run.error?.message ?? ''}`);
  return { seconds: secondsSince(began), run };
}

/** The calls that the simulator saw, sent again. */
async function repeatCalls(autotask: AutotaskSimulator): Promise<{ seconds: number; calls: number }> {
  const calls = autotask.control.calls({ limit: 5_000 });
  const { integrationCode, userName, secret } = autotask.credentials;
  const headers = { ApiIntegrationCode: integrationCode, UserName: userName, Secret: secret, 'content-type': 'application/json' };
  const began = performance.now();
  for (const { method, target, body } of calls) {
    const url = `${autotask.baseUrl()}${target}`;
    const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${target} answered ${response.status}.`);
    await response.json();
  }
  return { seconds: secondsSince(began), calls: calls.length };
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

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 10) / 100;
}
