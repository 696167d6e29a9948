import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMigrations, type Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { openCollections } from './collections.ts';
import { migrations } from './migrations.ts';

const OLD = { email: 'old@demo.example', name: 'Old Demo', isAdmin: true, permissions: ['Issue manager'] };

describe('the migrations', () => {
  it('what is from before gets what it lacked and keeps what it had; a newer user is left alone', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const createdAt = clock.now();
    const old = { ...OLD, _id: 'old', tenantId: 'tenant-a', createdAt };
    const stored = store.collection<Stored & { state?: string }>({ name: 'users', writer: 'identity-service' });
    await stored.forTenant('tenant-a').insert(old);
    await stored.forTenant('tenant-b').insert({ _id: 'new', tenantId: 'tenant-b', state: 'deleted' });
    const credential = { tenantId: 'tenant-a', userId: 'old', passwordHash: 'hash', claimedAt: createdAt };
    await openCollections(store)
      .credentials.forTenant('tenant-a')
      .insert({ ...credential, _id: `password:${OLD.email}` });
    const session = { tenantId: 'tenant-a', userId: 'old', secretHash: 'hash', startedAt: createdAt, expiresAt: createdAt };
    const oldSessions = store.collection<Stored>({ name: 'sessions', writer: 'identity-service' });
    await oldSessions.forTenant('tenant-a').insert({ ...session, _id: 'session' });
    const { logger } = captureLogger();

    await createMigrations({ store, name: 'identity-service', migrations, clock, logger }).run();

    const { users, credentials, sessions } = openCollections(store);
    expect(await users.forTenant('tenant-a').get('old')).toEqual({
      ...old,
      ...{ kind: 'msp', state: 'active', emailVerified: true, allowLogin: true },
      ...{ roleIds: [], externalIds: {}, managerIds: [], providers: [{ provider: 'password', linkedAt: createdAt }] },
      version: 2,
    });
    expect(await users.forTenant('tenant-b').get('new')).toEqual({
      _id: 'new',
      tenantId: 'tenant-b',
      state: 'deleted',
      version: 1,
    });
    const ofTenant = await credentials.forTenant('tenant-a').find({});
    expect(ofTenant).toEqual([{ ...credential, _id: `address:${OLD.email}`, version: 1 }]);
    expect(await sessions.forTenant('tenant-a').get('session')).toMatchObject({
      ...session,
      ...{ method: 'password', client: { address: 'unknown' }, lastUsedAt: createdAt },
    });
  });
});
