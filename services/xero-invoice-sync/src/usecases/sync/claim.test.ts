import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { invoice } from '../../../test/invoices.ts';
import { openCollections } from '../../collections.ts';
import { nextState, RESYNC_DELAY_MS } from '../../domain/life/next-state.ts';
import { found, type SyncItem } from '../../domain/life/sync-item.ts';
import { BATCH, makeClaims } from './claim.ts';

const WHOSE = { _id: 'connection-1', tenantId: 'tenant-a' };

describe('the next batch', () => {
  it('XI-04: begins with what a person asked for, though more than a batch was due before', async () => {
    const clock = createManualClock();
    const { invoices } = openCollections(createMemoryStore({ clock }));
    const own = invoices.forTenant(WHOSE.tenantId);
    const at = clock.now();
    const stored = (_id: string, item: SyncItem) => ({
      ...{ _id, tenantId: WHOSE.tenantId, integrationId: 'autotask-1', connectionId: WHOSE._id, item },
      ...{ source: invoice(), revision: 1, firstSeenAt: at, log: [] },
    });
    const asked = nextState({ ...found(at), state: 'fault' }, { kind: 'resync', at });
    if (asked === undefined) throw new Error('what is at fault can be asked for');
    await own.insertMany(Array.from({ length: 2 * BATCH }, (_, number) => stored(`back-fill-${number}`, found(at))));
    await own.insert(stored('asked', asked));
    const claims = makeClaims({ invoices, clock, quarantineMs: 1_000 });

    expect((await claims.claim(WHOSE)).map(({ _id }) => _id)).not.toContain('asked');
    await clock.advance(RESYNC_DELAY_MS);
    const claimed = await claims.claim(WHOSE);

    expect(claimed).toHaveLength(BATCH);
    expect(claimed.find(({ _id }) => _id === 'asked')?.item).toMatchObject({ state: 'processing' });
    expect(claimed.find(({ _id }) => _id === 'asked')?.item).not.toHaveProperty('isAsked');
  });
});
