import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';

const unblock = blockOutboundNetwork();

interface Listed {
  items: { id: string; method: string; address: string; userAgent?: string }[];
}

describe('sessions', () => {
  let identity: IdentityApp;

  function refresh({ refreshToken }: Tokens): Promise<Answer> {
    return identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
  }
  async function list({ accessToken: token }: Tokens): Promise<Listed['items']> {
    return ((await identity.call('GET', '/v1/auth/sessions', { token })).body as Listed).items;
  }
  const idOf = ({ refreshToken }: Tokens): string => refreshToken.slice(0, 22);

  beforeEach(async () => {
    identity = await startIdentityApp();
    await identity.createEditor();
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('are listed with how and from where they began, those that are over and those of others left out', async () => {
    const over = await identity.signIn(EDITOR);
    await identity.call('POST', '/v1/auth/sign-out', { body: { refreshToken: over.refreshToken } });
    const { body } = await identity.call('POST', '/v1/auth/sign-in', { body: login(), address: '192.0.2.7' });
    const tokens = body as Tokens;

    const items = await list(tokens);

    expect(items).toEqual([
      {
        ...{ id: idOf(tokens), method: 'password', address: '192.0.2.7', userAgent: expect.any(String) },
        ...{ startedAt: expect.any(String), lastUsedAt: expect.any(String), expiresAt: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain(tokens.refreshToken.slice(23));
  });

  it('one that is revoked cannot be refreshed any more; the others go on', async () => {
    const [first, second] = [await identity.signIn(EDITOR), await identity.signIn(EDITOR)];

    const revoked = await identity.call('DELETE', `/v1/auth/sessions/${idOf(first)}`, { token: second.accessToken });

    expect([revoked.status, (await refresh(first)).status, (await refresh(second)).status]).toEqual([204, 401, 200]);
  });

  it('of somebody else are not there', async () => {
    const [own, others] = [await identity.signIn(EDITOR), await identity.signIn()];

    const revoked = await identity.call('DELETE', `/v1/auth/sessions/${idOf(others)}`, { token: own.accessToken });
    const nonsense = await identity.call('DELETE', '/v1/auth/sessions/nonsense', { token: own.accessToken });

    expect(revoked).toMatchObject({ status: 404, body: { code: 'session_unknown' } });
    expect(nonsense).toMatchObject({ status: 400, body: { problems: [{ field: 'path.id' }] } });
    await expect(refresh(others)).resolves.toMatchObject({ status: 200 });
  });

  it('signing out everywhere ends all of them, also the one that asks, and none of anybody else', async () => {
    const own = [await identity.signIn(EDITOR), await identity.signIn(EDITOR)];
    const others = await identity.signIn();

    const answer = await identity.call('POST', '/v1/auth/sign-out-everywhere', { token: own[0]?.accessToken ?? '' });

    const refreshed = await Promise.all([...own, others].map(refresh));
    expect(answer.status).toBe(204);
    expect(refreshed.map(({ status }) => status)).toEqual([401, 401, 200]);
  });

  it('end as stolen when the refresh token that is signed out with was used before', async () => {
    const first = await identity.signIn(EDITOR);
    const second = (await refresh(first)).body as Tokens;
    const third = (await refresh(second)).body as Tokens;

    await identity.call('POST', '/v1/auth/sign-out', { body: { refreshToken: first.refreshToken } });

    await expect(refresh(third)).resolves.toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    const stored = await identity.collections.sessions.acrossTenants('test').get(idOf(first));
    expect(stored).toMatchObject({ endedBy: 'reuse' });
  });

  it('attempts from all addresses of one IPv6 network count together', async () => {
    const guess = (index: number) =>
      identity.call('POST', '/v1/auth/sign-in', {
        body: { email: `user${index}@demo.example`, password: 'wrong guess' },
        address: `2001:db8:0:1::${index.toString(16)}`,
      });
    for (let index = 1; index <= 30; index += 1) await guess(index);

    const answer = await guess(31);

    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
  });

  function login() {
    return { email: EDITOR.email, password: EDITOR.password };
  }
});
