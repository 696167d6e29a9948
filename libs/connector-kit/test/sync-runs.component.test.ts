import { describe, expect, it } from '@jest/globals';
import { createManualClock, newId } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { Integration } from '../src/integrations/integration.ts';
import { createSyncRunStore } from '../src/sync/run-store.ts';
import { endRun } from '../src/sync/run.ts';
import { paperConnector } from './paper-connector.ts';

const TENANT = 't';
const integration = { _id: newId(), tenantId: TENANT, settings: {} } as unknown as Integration;

function runStore() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const runs = createSyncRunStore({ store, definition: paperConnector(), clock, source: 'paper-connector' });
  return { clock, runs };
}

describe('the place of the one run of an integration', () => {
  it('SY-30: is taken while the run is under way', async () => {
    const { runs } = runStore();
    await runs.start(integration, 'full');

    await expect(runs.start(integration, 'delta')).rejects.toMatchObject({ code: 'already_synchronizing' });
  });

  it('is free as soon as the run ended, and what it covered is kept, though nobody has freed it yet', async () => {
    const { runs, clock } = runStore();
    const full = await runs.start(integration, 'full');
    await runs.runs.forTenant(TENANT).mutate(full._id, (run) => run && endRun(run, 'completed', clock.now()));

    const delta = await runs.start(integration, 'delta');
    const ended = await runs.runs.forTenant(TENANT).get(full._id);
    if (ended) await runs.settle(ended);

    const state = await runs.state(TENANT, integration._id);
    expect(state).toMatchObject({ activeRunId: delta._id, fullSyncedAt: full.startedAt });
    expect(state?.covered).toContain('company');
  });
});

describe('sync runs that are over', () => {
  it('go by when they began; one that is under way stays, and so does the next one’s place', async () => {
    const { runs, clock } = runStore();
    const own = runs.runs.forTenant(TENANT);
    const ended = await runs.start(integration, 'full');
    await own.mutate(ended._id, (run) => run && { ...endRun(run, 'completed', clock.now()), outbox: [] });
    const running = await runs.start({ ...integration, _id: newId() }, 'full');
    await clock.leap(1_000);
    const young = await runs.start(integration, 'delta');
    await own.mutate(young._id, (run) => run && endRun(run, 'completed', clock.now()));
    for (const { _id, outbox = [] } of await own.find({}))
      await runs.runs.clearOutbox(outbox.map(({ id }) => ({ documentId: _id, eventId: id })));

    const taken = await Array.fromAsync(runs.takeAway(clock.now()));

    expect(taken).toEqual([1]);
    expect((await own.find({})).map(({ _id }) => _id).sort()).toEqual([running._id, young._id].sort());
    await expect(runs.start(integration, 'full')).resolves.toMatchObject({ state: 'running' });
  });
});
