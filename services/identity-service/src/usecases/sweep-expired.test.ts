import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence';
import { openCollections } from '../collections.ts';
import { makeSweepExpired } from './sweep-expired.ts';

const DAY_MS = 24 * 60 * 60_000;

describe('sweepExpired', () => {
  it('deletes what ended more than a day ago and nothing else', async () => {
    const clock = createManualClock();
    const collections = openCollections(createMemoryStore({ clock }));
    const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
    const sessions = collections.sessions.forTenant('tenant-a');
    for (const [id, expiresAt] of [
      ['old', ago(2)],
      ['ended', ago(0.5)],
      ['live', ago(-1)],
    ] as const) {
      await sessions.insert({ _id: id, tenantId: 'tenant-a', userId: 'user-1', secretHash: id, startedAt: ago(3), expiresAt });
    }
    const attempts = collections.attempts.forTenant('platform');
    for (const [id, lastAt] of [
      ['forgotten', ago(2)],
      ['fresh', ago(0)],
    ] as const) {
      await attempts.insert({ _id: id, tenantId: 'platform', count: 3, lastAt, blockedUntil: lastAt });
    }

    await makeSweepExpired({ ...collections, clock })();

    const left = [...(await sessions.find({}, { sort: { _id: 1 } })), ...(await attempts.find({}))].map(({ _id }) => _id);
    expect(left).toEqual(['ended', 'live', 'fresh']);
  });
});
