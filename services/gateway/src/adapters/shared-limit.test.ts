import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { collections } from '../collections.ts';
import { createSharedLimit, type SharedLimit } from './shared-limit.ts';

const MINUTE = 60_000;
const allowance = { calls: 500, windowMs: 10 * MINUTE };

function setUp() {
  const clock = createManualClock('2026-01-05T08:00:00Z');
  const store = createMemoryStore({ clock });
  const collection = store.collection(collections.limits);
  const replica = (): SharedLimit => createSharedLimit({ collection, name: 'public-api', allowance, clock });
  const writes = async (): Promise<number> => (await collection.forTenant('t').get('public-api:t'))?.version ?? 0;
  return { clock, replica, writes };
}

async function grants(limit: SharedLimit, times: number, tenantId = 't'): Promise<number> {
  let granted = 0;
  for (let turn = 0; turn < times; turn += 1) if ((await limit.take(tenantId)).isGranted) granted += 1;
  return granted;
}

describe('a limit that replicas share', () => {
  it('grants exactly what is allowed, whichever of them is asked (PA-03)', async () => {
    const { replica } = setUp();
    const [one, two] = [replica(), replica()];

    const granted = [await grants(one, 200), await grants(two, 250), await grants(one, 100)];
    await two.close();

    expect((granted[0] ?? 0) + (granted[1] ?? 0) + (granted[2] ?? 0) + (await grants(replica(), 20))).toBe(500);
  });

  it('writes far less often than it is asked, and not at all for what it refuses', async () => {
    const { replica, writes } = setUp();
    const limit = replica();

    await grants(limit, 300);
    const forGranted = await writes();
    await grants(limit, 250);
    const whenUsedUp = await writes();
    await grants(limit, 100);

    expect(forGranted).toBeLessThanOrEqual(40);
    expect(await writes()).toBe(whenUsedUp);
  });

  it('rolls: what was taken counts for ten minutes, and there is room again when it says so (PA-03)', async () => {
    const { clock, replica } = setUp();
    const limit = replica();
    await grants(limit, 100);
    await clock.advance(5 * MINUTE);
    await grants(limit, 400);

    await clock.advance(5 * MINUTE - 1);
    const early = await limit.take('t');
    await clock.advance(early.freeAt.getTime() - clock.now().getTime());
    const freed = await grants(limit, 150);

    expect([early.isGranted, freed]).toEqual([false, 100]);
  });

  it('is apart for two tenants', async () => {
    const { replica } = setUp();
    const limit = replica();

    await grants(limit, 500);

    expect([await grants(limit, 1), await grants(limit, 1, 'other')]).toEqual([0, 1]);
  });
});
