import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { openCollections } from '../collections.ts';
import { deletedRole } from '../domain/role.ts';
import { makeSweepExpired } from './sweep-expired.ts';

const DAY_MS = 24 * 60 * 60_000;

describe('sweepExpired', () => {
  it('deletes what ended more than a day ago and nothing else', async () => {
    const clock = createManualClock();
    const collections = openCollections(createMemoryStore({ clock }));
    const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
    const rest = { method: 'password', client: { address: '192.0.2.1' }, lastUsedAt: ago(3) };
    const sessions = collections.sessions.forTenant('tenant-a');
    for (const [id, expiresAt] of [
      ['old', ago(2)],
      ['ended', ago(0.5)],
      ['live', ago(-1)],
    ] as const) {
      await sessions.insert({
        _id: id,
        tenantId: 'tenant-a',
        userId: 'user-1',
        secretHash: id,
        startedAt: ago(3),
        expiresAt,
        ...rest,
      });
    }
    const mailTokens = collections.mailTokens.forTenant('tenant-a');
    const mailed = { tenantId: 'tenant-a', purpose: 'password-reset', userId: 'user-1', email: '', passwordNumber: 0 } as const;
    await mailTokens.insert({ ...mailed, _id: 'old-token', secretHash: '', expiresAt: ago(2) });
    await mailTokens.insert({ ...mailed, _id: 'young-token', secretHash: '', expiresAt: ago(0.5) });
    const ssoAttempts = collections.ssoAttempts.forTenant('platform');
    const begun = { tenantId: 'platform', provider: 'google', nonce: '', challenge: '' };
    await ssoAttempts.insert({ ...begun, _id: 'old-sso', expiresAt: ago(2) });
    await ssoAttempts.insert({ ...begun, _id: 'young-sso', expiresAt: ago(0.5) });
    const attempts = collections.attempts.forTenant('platform');
    for (const [id, lastAt] of [
      ['forgotten', ago(2)],
      ['fresh', ago(0)],
    ] as const) {
      await attempts.insert({ _id: id, tenantId: 'platform', count: 3, lastAt, blockedUntil: lastAt });
    }

    const roles = collections.roles.forTenant('tenant-a');
    const role = (name: string, deletedAt: Date) =>
      deletedRole({ _id: name, tenantId: 'tenant-a', version: 1, name, nameKey: name, permissions: [] }, deletedAt);
    await roles.insert({ ...role('told', ago(2)), outbox: [] });
    await roles.insert(role('untold', ago(2)));
    await roles.insert({ ...role('young', ago(0.5)), outbox: [] });

    await makeSweepExpired({ ...collections, clock })();

    const kept = await Promise.all([
      sessions.find({}, { sort: { _id: 1 } }),
      mailTokens.find({}),
      ssoAttempts.find({}),
      attempts.find({}),
      roles.find({}, { sort: { _id: 1 } }),
    ]);
    expect(kept.flat().map(({ _id }) => _id)).toEqual(['ended', 'live', 'young-token', 'young-sso', 'fresh', 'untold', 'young']);
  });
});
