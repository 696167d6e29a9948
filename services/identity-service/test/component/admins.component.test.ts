import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { ADMIN, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';

const unblock = blockOutboundNetwork();
const SECOND = { email: 'second@demo.example', password: 'second demo password', name: 'Second Admin', isAdmin: true };

describe('the admins of a tenant', () => {
  let identity: IdentityApp;
  let admins: { id: string; token: string }[];

  beforeEach(async () => {
    identity = await startIdentityApp();
    const first = await identity.signIn();
    await identity.call('POST', '/v1/users', { token: first.accessToken, body: SECOND });
    const second = await identity.signIn(SECOND);
    admins = [first, second].map(({ accessToken: token, user }) => ({ id: user.id, token }));
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  async function count(): Promise<number> {
    return identity.collections.users.acrossTenants('test').count({ isAdmin: true, state: 'active', allowLogin: true });
  }

  const ways = {
    demotes: (token: string, id: string): Promise<Answer> =>
      identity.call('PATCH', `/v1/users/${id}`, { token, body: { isAdmin: false } }),
    deactivates: (token: string, id: string): Promise<Answer> => identity.call('POST', `/v1/users/${id}/deactivate`, { token }),
    deletes: (token: string, id: string): Promise<Answer> => identity.call('DELETE', `/v1/users/${id}`, { token }),
  };

  it.each(Object.keys(ways) as (keyof typeof ways)[])(
    'ID-13: where each %s the other at the same moment, one wins and the other is told why not',
    async (way) => {
      const [a, b] = admins;
      if (!a || !b) throw new Error('there are no two admins');

      const answers = await Promise.all([ways[way](a.token, b.id), ways[way](b.token, a.id)]);

      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused).toMatchObject([
        { status: 409, body: { code: 'last_admin', detail: expect.stringContaining('Make somebody else an admin') } },
      ]);
      expect(await count()).toBe(1);
    },
  );

  it('ID-13: a removal that died does not keep admins from others for longer than a minute', async () => {
    const [a, b] = admins;
    if (!a || !b) throw new Error('there are no two admins');
    const tenants = identity.collections.tenants.acrossTenants('test');
    const [tenant] = await tenants.find({});
    const at = identity.clock.now();
    await tenants.mutate(tenant?._id ?? '', (current) => current && { ...current, adminRemovals: [{ userId: a.id, at }] });

    const before = await ways.demotes(a.token, b.id);
    await identity.clock.advance(60_000);
    const after = await ways.demotes(a.token, b.id);

    expect([before.status, after.status]).toEqual([409, 200]);
    await expect(identity.signIn(ADMIN)).resolves.toBeDefined();
  });
});
