import { describe, expect, it, beforeAll, afterAll } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '../src/port.ts';
import { noteSpec } from './note.ts';
import { describeChanging } from './store-contract/changing.ts';
import { describeEvents } from './store-contract/events.ts';
import { describeFinding } from './store-contract/finding.ts';
import { describeKeeping } from './store-contract/keeping.ts';
import { describeLeases } from './store-contract/leases.ts';
import { describeTenants } from './store-contract/tenants.ts';
import type { StoreUnderTest } from './store-contract/fixture.ts';

/** What both stores must do alike. `open` gives a store with nothing in it. */
export function describeStore(name: string, open: (clock: ManualClock) => Promise<DocumentStore>): void {
  describe(`document store on ${name}`, () => {
    let fixture: StoreUnderTest;
    beforeAll(async () => {
      const clock = createManualClock();
      const store = await open(clock);
      fixture = { store, clock, notes: store.collection(noteSpec) };
      await store.prepare();
    });
    afterAll(() => fixture.store.close());

    describeKeeping(() => fixture);
    describeFinding(() => fixture);
    describeChanging(() => fixture);
    describeTenants(() => fixture);
    describeEvents(() => fixture);
    describeLeases(() => fixture);

    it('is healthy', async () => {
      expect(await fixture.store.isHealthy()).toBe(true);
    });
  });
}
