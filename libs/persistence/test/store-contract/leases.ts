import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { type StoreUnderTest } from './fixture.ts';

export function describeLeases(fixture: () => StoreUnderTest): void {
  describe('leases', () => {
    it('has one holder until the time is over or the holder lets go, with a token that rises', async () => {
      const { store, clock } = fixture();
      const name = newId();

      const first = await store.leases.acquire(name, 'a', 1_000);
      const refused = await store.leases.acquire(name, 'b', 1_000);
      await clock.advance(600);
      const renewed = await store.leases.acquire(name, 'a', 1_000);
      await clock.advance(600);
      const stillRefused = await store.leases.acquire(name, 'b', 1_000);
      await clock.advance(400);
      const taken = await store.leases.acquire(name, 'b', 1_000);
      await store.leases.release(name, 'a');
      const notReleasedByOther = await store.leases.acquire(name, 'a', 1_000);
      await store.leases.release(name, 'b');
      const again = await store.leases.acquire(name, 'a', 1_000);

      expect([first, refused, renewed, stillRefused, taken, notReleasedByOther, again]).toEqual([
        1,
        undefined,
        1,
        undefined,
        2,
        undefined,
        3,
      ]);
    });

    it('gives a lapsed holder a new token, for somebody may have looked meanwhile', async () => {
      const { store, clock } = fixture();
      const name = newId();

      const first = await store.leases.acquire(name, 'a', 1_000);
      await clock.advance(1_000);
      const second = await store.leases.acquire(name, 'a', 1_000);

      expect([first, second]).toEqual([1, 2]);
    });

    it('gives a free lease to exactly one of many who ask at the same time', async () => {
      const { store } = fixture();
      const name = newId();

      const tokens = await Promise.all(Array.from({ length: 8 }, (_, at) => store.leases.acquire(name, `owner-${at}`, 1_000)));

      expect(tokens.filter((token) => token !== undefined)).toEqual([1]);
    });
  });
}
