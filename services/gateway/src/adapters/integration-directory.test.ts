import { beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { collections, type StoredIntegration } from '../collections.ts';
import type { Integration } from '../domain/integration.ts';
import type { IntegrationDirectory } from '../ports.ts';
import { createIntegrationDirectory } from './integration-directory.ts';

let clock: ManualClock;
let collection: Collection<StoredIntegration>;
let directory: IntegrationDirectory;

function replica(): IntegrationDirectory {
  return createIntegrationDirectory({ collection, clock, maxAgeMs: 1_000, maxTenants: 2 });
}

function integration(id: string, state: Integration['state'] = 'connected'): Integration {
  return { id, provider: 'acme', name: 'Acme', state, isPushPaused: false, isPullPaused: false, updatedAt: clock.now() };
}

beforeEach(() => {
  clock = createManualClock();
  collection = createMemoryStore({ clock }).collection(collections.integrations);
  directory = replica();
});

describe('createIntegrationDirectory', () => {
  it('knows what was announced, as it was announced last', async () => {
    await directory.announce('t1', integration('i1', 'connecting'));
    await directory.announce('t1', integration('i1', 'connected'));

    expect(await directory.list('t1')).toEqual([integration('i1', 'connected')]);
  });

  it('shows a tenant nothing of another', async () => {
    await directory.announce('t1', integration('i1'));

    expect(await directory.list('t2')).toEqual([]);
  });

  it('forgets what was removed', async () => {
    await directory.announce('t1', integration('i1'));
    await directory.announce('t1', integration('i1', 'removed'));

    expect(await directory.list('t1')).toEqual([]);
  });

  it('learns of what another replica was told once its answer is too old', async () => {
    await directory.list('t1');
    await replica().announce('t1', integration('i1'));

    const before = await directory.list('t1');
    await clock.advance(1_000);
    const after = await directory.list('t1');

    expect([before.length, after.length]).toEqual([0, 1]);
  });

  it('answers rightly for more tenants than it remembers', async () => {
    for (const tenantId of ['t1', 't2', 't3']) await directory.announce(tenantId, integration(`of-${tenantId}`));

    const listed = await Promise.all(['t1', 't2', 't3', 't1'].map((tenantId) => directory.list(tenantId)));

    expect(listed.map(([first]) => first?.id)).toEqual(['of-t1', 'of-t2', 'of-t3', 'of-t1']);
  });
});
