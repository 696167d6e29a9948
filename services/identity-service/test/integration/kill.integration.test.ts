import { afterAll, describe, expect, it } from '@jest/globals';
import { ADMIN, type Tokens } from '../identity-app.ts';
import { killableIdentity, type Running } from './killable-identity.ts';

const EDITOR = { email: 'editor@demo.example', password: 'demo editor password', name: 'Demo Editor', permissions: [] };
const DAY_MS = 24 * 60 * 60_000;

describe('identity-service, killed behind one write', () => {
  const { collections, start, serve, signIn, running, close } = killableIdentity('identity_kill');
  afterAll(close);

  it('of its first start (keyrings, bootstraps, tenants, credentials, users) has one key, one tenant and one admin in the end', async () => {
    for (const name of ['keyrings', 'bootstraps', 'tenants', 'credentials', 'users']) {
      const { signal } = await (await start(name)).exited;
      expect([name, signal]).toEqual([name, 'SIGKILL']);
    }

    const { accessToken: token } = await signIn(await serve());

    const users = await running()?.call('GET', '/v1/users', { token });
    const keys = await running()?.call('GET', '/.well-known/jwks.json');
    expect(users).toMatchObject({ status: 200, body: { total: 1, items: [{ email: ADMIN.email }] } });
    expect(keys?.body).toMatchObject({ keys: [{ alg: 'EdDSA' }] });
    expect(await collections.tenants.acrossTenants('test').count({})).toBe(1);
  }, 300_000);

  it('of a sign-in (sign_in_attempts, users, sessions) signs the same person in at the next attempt', async () => {
    for (const name of ['sign_in_attempts', 'users', 'sessions']) {
      const answer = await (await serve(name)).call('POST', '/v1/auth/sign-in', { body: ADMIN });
      expect([name, answer, (await running()?.process.exited)?.signal]).toEqual([name, undefined, 'SIGKILL']);
    }

    await expect(signIn(await serve())).resolves.toMatchObject({ user: { email: ADMIN.email } });
  }, 300_000);

  it('of a refresh (sessions) gives new tokens for the same token, once more and no more', async () => {
    const { refreshToken } = await signIn(running() ?? (await serve()));
    const refresh = (of: Running, shown: string) => of.call('POST', '/v1/auth/refresh', { body: { refreshToken: shown } });
    const lost = await refresh(await serve('sessions'), refreshToken);
    await running()?.process.exited;
    await makeAnswersYounger();

    const again = await refresh(await serve(), refreshToken);
    const survivor = running() ?? (await serve());
    const next = await refresh(survivor, (again?.body as Tokens).refreshToken);
    const reused = await refresh(survivor, refreshToken);

    expect([lost?.status, again?.status, next?.status, reused?.status]).toEqual([undefined, 200, 200, 401]);
  }, 300_000);

  it('of a user that is made (credentials, users) leaves an address that can be used again, or a whole user', async () => {
    const { accessToken: token } = await signIn(running() ?? (await serve()));
    const create = (of: Running) => of.call('POST', '/v1/users', { token, body: EDITOR });
    await create(await serve('credentials'));
    await running()?.process.exited;
    const half = await (
      await serve()
    ).call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });
    await makeClaimsOlder();

    const lost = await create(await serve('users'));
    await running()?.process.exited;
    const taken = await create(await serve());
    const made = await signIn(running() ?? (await serve()), EDITOR);

    expect([half?.status, lost, taken?.status]).toEqual([401, undefined, 409]);
    const users = await running()?.call('GET', '/v1/users', { token });
    expect(users?.body).toMatchObject({
      total: 2,
      items: expect.arrayContaining([expect.objectContaining({ id: made?.user.id })]),
    });
  }, 300_000);

  it('of a key rotation (keyrings) has made one new key, and tokens of the old one go on to hold', async () => {
    const { accessToken: token } = await signIn(running() ?? (await serve()));
    await makeKeysOlder();
    const { signal } = await (await start('keyrings')).exited;

    const { call } = await serve();

    const keys = await call('GET', '/.well-known/jwks.json');
    const me = await call('GET', '/v1/auth/me', { token });
    expect([signal, me?.status]).toEqual(['SIGKILL', 200]);
    expect((keys?.body as { keys: unknown[] }).keys).toHaveLength(2);
  }, 300_000);

  /** As if the minute in which a creation may still be under way were over. */
  async function makeClaimsOlder(): Promise<void> {
    const credentials = collections.credentials.acrossTenants('test');
    for (const claim of await credentials.find({}))
      await credentials.replace(claim, { ...claim, claimedAt: new Date(claim.claimedAt.getTime() - 120_000) });
  }

  /** As if the service came back within the minute in which a lost answer may be asked for, however long it takes to start. */
  async function makeAnswersYounger(): Promise<void> {
    const sessions = collections.sessions.acrossTenants('test');
    for (const session of await sessions.find({ former: { $exists: true } })) {
      const former = session.former && { ...session.former, until: new Date(session.former.until.getTime() + 600_000) };
      await sessions.replace(session, { ...session, ...(former && { former }) });
    }
  }

  async function makeKeysOlder(): Promise<void> {
    const rings = collections.keyrings.acrossTenants('test');
    for (const ring of await rings.find({})) {
      const keys = ring.keys.map((key) => ({ ...key, signsFrom: new Date(key.signsFrom.getTime() - 400 * DAY_MS) }));
      await rings.replace(ring, { ...ring, keys });
    }
  }
});
