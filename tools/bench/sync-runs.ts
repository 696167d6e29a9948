import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { BenchmarkEnv } from '../bench-run/benchmark.ts';
import type { ApiClient } from '../platform/api-client.ts';
import type { SyncRunView } from '../platform/journeys.ts';
import { startPlatform, type PlatformOptions, type RunningPlatform } from '../platform/platform.ts';

const LIMIT_MS = 15 * 60_000;

/** Every service as a process, with topics and a database of its own. */
export async function withPlatform<Result>(
  env: BenchmarkEnv,
  options: Pick<PlatformOptions, 'seed' | 'latency'>,
  measure: (platform: RunningPlatform & { database: string }) => Promise<Result>,
): Promise<Result> {
  const id = newId();
  const database = `bench_test_${id}`;
  const isolated = { ...env, database, kafkaPrefix: `bench-${id}.` };
  const platform = await startPlatform({ ...isolated, ...options, timeScale: 60, deltaEveryMs: 0 });
  try {
    return await measure({ ...platform, database });
  } finally {
    await platform.stop();
  }
}

/** Asked for over the public API, until it is completed. */
export async function fullSync(api: ApiClient, integrationId: string): Promise<{ seconds: number; run: SyncRunView }> {
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

export function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 10) / 100;
}

/** Reads one figure of the connector's process at a time. */
export function connectorMetrics(plan: RunningPlatform['plan']): (name: string) => Promise<number> {
  const admin = plan.find(({ name }) => name === 'autotask-connector')?.adminUrl ?? '';
  return async (name) => {
    const text = await (await fetch(`${admin}/metrics`)).text();
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`The connector does not tell its ${name}.`);
    return Number(value);
  };
}
