import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createManualClock, loadConfig, type ManualClock } from '@psa-bridge/core';
import { createPlatform, serviceBeats, type Platform } from '@psa-bridge/service-host';
import { eventually, realBackend, spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';
import { collections } from '../../src/collections.ts';
import { configSchema } from '../../src/config.ts';
import { SILENT_MS } from '../../src/domain/status/replica.ts';
import { makeReadHistories } from '../../src/usecases/status/read-histories.ts';
import { makeReadStandings, type ServiceStanding } from '../../src/usecases/status/read-standings.ts';
import { realEnvironment } from '../real-environment.ts';

const backend = realBackend('gateway-status');
const variables = realEnvironment(backend);
const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let platform: Platform;
const processes: SpawnedNode[] = [];
beforeAll(async () => {
  platform = createPlatform('status-test', loadConfig(configSchema, variables));
  await platform.store.prepare();
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.kill('SIGKILL')));
  await platform.store.close();
  await backend.cleanUp();
});

async function start(): Promise<SpawnedNode> {
  const process = await spawnNode({ script, env: variables });
  processes.push(process);
  await process.waitForLine(/service_started/, 90_000);
  return process;
}

const parts = () => ({
  beats: platform.store.collection(serviceBeats),
  histories: platform.store.collection(collections.serviceHistories),
  watches: platform.store.collection(collections.statusWatch),
});

/** The gateway as whoever looks at that time sees it. */
async function standingAt(clock: Pick<ManualClock, 'now' | 'sleep'>): Promise<ServiceStanding | undefined> {
  return (await makeReadStandings({ ...parts(), clock })()).find(({ service }) => service === 'gateway');
}

it('a process that is killed has vanished for the next one, which is told apart, and the history outlives both (OP-04)', async () => {
  const first = await start();
  await eventually(async () => expect(await standingAt(platform.clock)).toMatchObject({ told: { current: { state: 'up' } } }), {
    timeoutMs: 90_000,
  });
  await first.kill('SIGKILL');
  const later = createManualClock(new Date(platform.clock.now().getTime() + SILENT_MS + 5_000));
  const gone = await standingAt(later);

  await start();
  const replaced = await eventually(
    async () => {
      const standing = await standingAt(platform.clock);
      expect(standing?.replicas.at(-1)).toMatchObject({ state: 'ready' });
      expect(standing?.beats.at(-1)?.queues.map(({ group }) => group)).toContain('gateway');
      return standing;
    },
    { timeoutMs: 90_000 },
  );
  const [history] = await makeReadHistories(parts())({ service: 'gateway' });

  expect(gone?.replicas).toMatchObject([{ state: 'vanished' }]);
  expect(new Set(replaced?.replicas.map(({ name }) => name)).size).toBe(2);
  expect(history?.periods.filter(({ state }) => state !== 'unknown')[0]?.state).toBe('up');
}, 360_000);
