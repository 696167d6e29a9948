import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { openCollections } from '../collections.ts';
import { createSyncWorker, type SyncWorkerOptions } from './sync.worker.ts';

const EVERY_MS = 10_000;

let stop: (() => Promise<unknown>) | undefined;
afterEach(() => stop?.());

/** The worker of two organisations of two tenants; a duty is told the id of the connection. */
async function start(duty: (connectionId: string) => Promise<void>) {
  const clock = createManualClock();
  const { connections } = openCollections(createMemoryStore({ clock }));
  for (const name of ['busy', 'other'])
    await connections.forTenant(`tenant-${name}`).insert({
      ...{ _id: name, tenantId: `tenant-${name}`, integrationId: 'autotask-1', state: 'connected', consentId: name, takes: [] },
      ...{ organisation: { id: name, name }, connectedAt: clock.now() },
    });
  const duties: SyncWorkerOptions['duties'] = [({ _id }) => duty(_id)];
  const worker = createSyncWorker({ connections, everyMs: EVERY_MS, duties, clock, logger: captureLogger().logger });
  await worker.start?.();
  stop = async () => worker.stop?.();
  return { clock, worker };
}

describe('the worker of all organisations', () => {
  it('looks after the others in their time while one is at work for long, and after that one once more when it has ended', async () => {
    const over = Promise.withResolvers<void>();
    const begun: string[] = [];
    const times = (name: string) => begun.filter((one) => one === name).length;
    const { clock } = await start(async (name) => {
      begun.push(name);
      if (name === 'busy') await over.promise;
    });

    for (const expected of [1, 2, 3]) {
      await eventually(() => expect([times('other'), clock.sleeping()]).toEqual([expected, 1]));
      await clock.advance(EVERY_MS);
    }
    expect(times('busy')).toBe(1);

    over.resolve();
    await eventually(() => expect(times('busy')).toBe(2));
  });

  it('ends when all that was under way has ended', async () => {
    const over = Promise.withResolvers<void>();
    const happened: string[] = [];
    const { worker } = await start(async (name) => {
      if (name !== 'busy') return;
      happened.push('begun');
      await over.promise;
      await new Promise((resolve) => setImmediate(resolve));
      happened.push('ended');
    });
    await eventually(() => expect(happened).toEqual(['begun']));

    const stopped = Promise.resolve(worker.stop?.());
    over.resolve();
    await stopped;
    expect(happened).toEqual(['begun', 'ended']);
  });
});
