import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createSlots, type Slots } from './slots.ts';

const CALL_MS = 1_000;

describe('the slots of an endpoint group', () => {
  it.each(['of another replica', 'of the same replica'])(
    'go to an urgent call within one call of the bulk work %s that fills them',
    async (whose) => {
      const clock = createManualClock();
      const store = createMemoryStore({ clock });
      const open = (): Slots => createSlots({ store, provider: 'paper', perGroup: 2, clock });
      const busy = open();
      const near = whose === 'of the same replica' ? busy : open();
      const request = (rank: number) => ({ of: { tenantId: 't', key: 'psa' }, group: 'Products', holdMs: 10_000, rank });
      const stopping = new AbortController();
      async function callOnAndOn(): Promise<void> {
        while (!stopping.signal.aborted) {
          const leave = await busy.enter(request(3));
          await clock.sleep(CALL_MS);
          await leave();
        }
      }
      const bulk = Promise.all(Array.from({ length: 6 }, callOnAndOn));
      // They enter first, and then are half through their calls.
      await clock.advance(0);
      await clock.advance(CALL_MS / 2);

      const entered = near.enter(request(0)).then(async (leave) => {
        const waited = clock.now().getTime();
        await leave();
        return waited;
      });
      const asked = clock.now().getTime();
      await clock.advance(10 * CALL_MS);
      stopping.abort();
      await clock.advance(10 * CALL_MS);
      await bulk;

      expect((await entered) - asked).toBeLessThanOrEqual(CALL_MS);
    },
  );
});
