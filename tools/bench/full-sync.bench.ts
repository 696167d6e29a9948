import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { connectAutotask } from '../platform/journeys.ts';
import { connectorMetrics, fullSync, secondsSince, withPlatform } from './sync-runs.ts';

const LATENCY = { callMs: 150, fullPageMs: 400 };
const TIMED = { companies: 5_000, contacts: 10_000, products: 2_500, services: 20, opportunities: 0, quotes: 0 };

/** A full sync by the services as processes: its time against that of its own HTTP calls. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  return withPlatform(env, { seed: TIMED, latency: LATENCY }, async ({ api, autotask, plan }) => {
    const cpuSeconds = (): Promise<number> => connectorMetrics(plan)('process_cpu_seconds_total');
    const integrationId = await connectAutotask(api, autotask);
    autotask.control.resetCounters();
    const cpuBefore = await cpuSeconds();
    const synced = await fullSync(api, integrationId);
    const connectorCpuSeconds = Math.round(((await cpuSeconds()) - cpuBefore) * 10) / 10;
    const { seconds: bareSeconds, calls } = await repeatCalls(autotask);
    const result: BenchmarkResult = {
      name: 'full sync against its own calls',
      ratio: synced.seconds / bareSeconds,
      target: 1.3,
      atMost: true,
      how:
        `${synced.run.done} entities at ${LATENCY.callMs} ms a call and ${LATENCY.fullPageMs} ms a full page, from the request for the ` +
        'sync until it is completed with everything stored, against the same calls sent again one after the other by a bare fetch',
      details: { seconds: synced.seconds, bareSeconds, calls, entities: synced.run.done, connectorCpuSeconds },
    };
    return [result];
  });
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
