import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { whileRenewing } from './kept-lease.ts';
import { createMemoryStore } from './memory-store.ts';

describe('whileRenewing', () => {
  it('holds the lease for as long as the work takes, and lets it lapse afterwards', async () => {
    const clock = createManualClock();
    const { leases } = createMemoryStore({ clock });
    const work = Promise.withResolvers<string>();
    await leases.acquire('run', 'a', 9_000);

    const answer = whileRenewing({ leases, name: 'run', owner: 'a', ttlMs: 9_000, clock }, () => work.promise);
    for (let second = 0; second < 30; second += 1) await clock.advance(1_000);
    const refused = await leases.acquire('run', 'b', 9_000);
    work.resolve('done');
    const result = await answer;
    await clock.advance(9_000);

    expect([refused, result]).toEqual([undefined, 'done']);
    expect(await leases.acquire('run', 'b', 9_000)).toBe(2);
  });
});
