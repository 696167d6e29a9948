import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '@psa-bridge/core';
import { createTokenVerifier } from '@psa-bridge/http-server';
import type { Stored } from '@psa-bridge/persistence';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createArgon2Hasher } from '../../src/adapters/password-hasher.argon2.ts';
import { ADMIN, cheapHasher, startIdentityApp, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EDITOR = {
  email: 'Editor@Demo.example',
  password: 'demo editor password',
  name: 'Demo Editor',
  permissions: ['Quote editor'],
};
const unblock = blockOutboundNetwork();

describe('identity-service', () => {
  let identity: IdentityApp;

  /** As every other service verifies: through the published keys alone. */
  function verify(token: string): Promise<Caller> {
    const jwksUrl = `${identity.app.address()}/.well-known/jwks.json`;
    const options = { jwksUrl, issuer: 'psa-bridge', audience: 'psa-bridge', clock: identity.clock };
    return createTokenVerifier(options)(`Bearer ${token}`);
  }
  function trySignIn(email: string, password: string, address = '192.0.2.10'): Promise<Answer> {
    return identity.call('POST', '/v1/auth/sign-in', { body: { email, password }, address });
  }
  function refresh(refreshToken: string): Promise<Answer> {
    return identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
  }
  async function createEditor(): Promise<Answer> {
    const { accessToken } = await identity.signIn();
    return identity.call('POST', '/v1/users', { token: accessToken, body: EDITOR });
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  describe('sign-in', () => {
    it('gives a token that every service can verify, with tenant, subject, admin and permissions', async () => {
      const { accessToken, user } = await identity.signIn();

      const caller = await verify(accessToken);

      expect(caller).toEqual({ tenantId: expect.any(String), subject: user.id, isAdmin: true, permissions: [] });
      expect(decodeJwt(accessToken)).toMatchObject({ name: 'Administrator', admin: true });
      expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) });
    });

    it('the access token is valid for five minutes at most', async () => {
      const { accessToken } = await identity.signIn();

      await identity.clock.advance(5 * MINUTE);

      await expect(verify(accessToken)).rejects.toMatchObject({ code: 'token_expired' });
    });

    it('takes the address without case and surrounding space (ID-40)', async () => {
      const answer = await trySignIn(`  ${ADMIN.email.toUpperCase()} `, ADMIN.password);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });

    it('answers an unknown address and a wrong password alike', async () => {
      const unknown = await trySignIn('nobody@demo.example', ADMIN.password);
      const wrong = await trySignIn(ADMIN.email, 'not the password');

      const shown = [unknown, wrong].map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
      expect(shown[0]).toMatchObject({ status: 401, code: 'invalid_credentials' });
      expect(shown[0]).toEqual(shown[1]);
    });

    it('does the same hashing work for an address that nobody has', async () => {
      const worked: (string | undefined)[] = [];
      const hasher = {
        ...cheapHasher,
        verify: (...given: [string, string | undefined]) => (worked.push(given[1]), cheapHasher.verify(...given)),
      };
      const watched = await startIdentityApp({ hasher });
      for (const email of [ADMIN.email, 'nobody@demo.example']) {
        await watched.call('POST', '/v1/auth/sign-in', { body: { email, password: 'wrong guess' } });
      }
      await watched.app.stop();

      expect(worked).toEqual([expect.stringContaining('$argon2id$'), undefined]);
    });

    it('never logs a password or a token', async () => {
      const { accessToken, refreshToken } = await identity.signIn();
      await trySignIn(ADMIN.email, 'a wrong secret guess');

      const logged = JSON.stringify(identity.log.lines);

      for (const secret of [ADMIN.password, 'a wrong secret guess', accessToken, refreshToken])
        expect(logged).not.toContain(secret);
    });

    it('hashes again with today’s parameters when the stored ones are older', async () => {
      const credentials = identity.store.collection<Stored & { passwordHash: string }>({
        name: 'credentials',
        writer: 'identity-service',
      });
      const stored = credentials.acrossTenants('test');
      const id = `address:${ADMIN.email}`;
      const passwordHash = await createArgon2Hasher({ memory: 32, passes: 1, parallelism: 1 }).hash(ADMIN.password);
      await stored.mutate(id, (current) => current && { ...current, passwordHash });

      await identity.signIn();

      expect((await stored.get(id))?.passwordHash).toContain('m=64,');
      await expect(identity.signIn()).resolves.toBeDefined();
    });
  });

  describe('attempts', () => {
    it('are limited per account with a growing delay, for existing and unknown accounts alike', async () => {
      const guess = async (email: string) => {
        const statuses = [];
        for (let count = 0; count < 6; count += 1)
          statuses.push((await trySignIn(email, 'wrong guess', `192.0.2.${count}`)).status);
        return statuses;
      };

      const [known, unknown] = [await guess(ADMIN.email), await guess('nobody@demo.example')];

      expect(known).toEqual([401, 401, 401, 401, 401, 429]);
      expect(unknown).toEqual(known);
    });

    it('while blocked, the right password is refused too, with the time to wait; after it, it works and begins anew', async () => {
      for (let count = 0; count < 5; count += 1) await trySignIn(ADMIN.email, 'wrong guess');

      const blocked = await trySignIn(ADMIN.email, ADMIN.password);
      await identity.clock.advance(5_000);
      const allowed = await trySignIn(ADMIN.email, ADMIN.password);
      const next = await trySignIn(ADMIN.email, 'wrong guess');

      expect(blocked).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
      expect(blocked.headers.get('retry-after')).toBe('5');
      expect([allowed.status, next.status]).toEqual([200, 401]);
    });

    it('many at the same moment are counted before any password is looked at', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => trySignIn(ADMIN.email, 'wrong guess')));

      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    });

    it('are limited per network address over many accounts, and a success there does not reset the count', async () => {
      for (let count = 0; count < 29; count += 1) await trySignIn(`user${count}@demo.example`, 'wrong guess');
      const own = await trySignIn(ADMIN.email, ADMIN.password);
      await trySignIn('user29@demo.example', 'wrong guess');

      const blocked = await trySignIn('user30@demo.example', 'wrong guess');
      const elsewhere = await trySignIn('user30@demo.example', 'wrong guess', '192.0.2.99');

      expect([own.status, blocked.status, elsewhere.status]).toEqual([200, 429, 401]);
    });
  });

  describe('refresh', () => {
    it('gives new tokens and makes the old one worthless', async () => {
      const first = await identity.signIn();

      const second = await refresh(first.refreshToken);

      const tokens = second.body as Tokens;
      expect(second.status).toBe(200);
      expect(tokens.refreshToken).not.toBe(first.refreshToken);
      await expect(verify(tokens.accessToken)).resolves.toMatchObject({ subject: first.user.id });
    });

    it('a token used twice ends the whole session: theft is noticed whoever comes second', async () => {
      const first = await identity.signIn();
      const second = (await refresh(first.refreshToken)).body as Tokens;
      const third = (await refresh(second.refreshToken)).body as Tokens;

      const reused = await refresh(first.refreshToken);
      const newest = await refresh(third.refreshToken);

      expect(reused).toMatchObject({ status: 401, body: { code: 'refresh_token_reused' } });
      expect(newest).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
      expect(identity.log.of('refresh_token_reused')).toHaveLength(1);
    });

    it('a refresh whose answer was lost can be repeated for a minute, and the tokens that were lost are worthless', async () => {
      const first = await identity.signIn();
      const lost = (await refresh(first.refreshToken)).body as Tokens;
      await identity.clock.advance(MINUTE - 1);

      const again = await refresh(first.refreshToken);
      const found = await refresh(lost.refreshToken);

      expect([again.status, found.status]).toEqual([200, 401]);
      expect(found.body).toMatchObject({ code: 'refresh_token_reused' });
    });

    it('a token that comes again later was used twice, though nobody has shown the newest', async () => {
      const first = await identity.signIn();
      await refresh(first.refreshToken);
      await identity.clock.advance(MINUTE);

      await expect(refresh(first.refreshToken)).resolves.toMatchObject({ status: 401, body: { code: 'refresh_token_reused' } });
    });

    it('of two uses at the same moment one answer at most stays good, and the session ends when the other is used', async () => {
      const first = await identity.signIn();

      const answers = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
      const given = answers.flatMap(({ status, body }) => (status === 200 ? [(body as Tokens).refreshToken] : []));
      const used = [];
      for (const token of given) used.push((await refresh(token)).status);

      expect(used.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
      expect(used).toContain(401);
    });

    it('does not touch the other sessions of the user', async () => {
      const [stolen, other] = [await identity.signIn(), await identity.signIn()];
      await refresh(stolen.refreshToken);
      await refresh(stolen.refreshToken);

      await expect(refresh(other.refreshToken)).resolves.toMatchObject({ status: 200 });
    });

    it('ID-28: a session that is not refreshed for its length is over; each refresh moves the end on', async () => {
      const first = await identity.signIn();
      await identity.clock.leap(119 * MINUTE);
      const second = await refresh(first.refreshToken);
      await identity.clock.leap(119 * MINUTE);
      const third = await refresh((second.body as Tokens).refreshToken);
      await identity.clock.leap(120 * MINUTE);

      const late = await refresh((third.body as Tokens).refreshToken);

      expect([second.status, third.status, late.status]).toEqual([200, 200, 401]);
    });

    it.each(['nonsense', `${'a'.repeat(22)}.${'b'.repeat(43)}`])('refuses %s', async (token) => {
      await expect(refresh(token)).resolves.toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    });
  });

  it('sign-out ends the session; doing it again, or with nonsense, is no error', async () => {
    const { refreshToken } = await identity.signIn();
    const signOut = (token: string) => identity.call('POST', '/v1/auth/sign-out', { body: { refreshToken: token } });

    const answers = [await signOut(refreshToken), await signOut(refreshToken), await signOut('nonsense')];

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 401 });
  });

  describe('users', () => {
    it('an admin creates a user, who signs in with exactly the permissions given', async () => {
      const answer = await createEditor();

      const { accessToken } = await identity.signIn(EDITOR);

      expect(answer).toMatchObject({
        status: 201,
        body: { email: 'editor@demo.example', isAdmin: false, permissions: ['Quote editor'] },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/hash|argon/i);
      await expect(verify(accessToken)).resolves.toMatchObject({ isAdmin: false, permissions: ['Quote editor'] });
    });

    it('me shows who is signed in and in which tenant', async () => {
      await createEditor();
      const { accessToken } = await identity.signIn(EDITOR);

      const { status, body } = await identity.call('GET', '/v1/auth/me', { token: accessToken });

      expect(status).toBe(200);
      expect(body).toMatchObject({ name: 'Demo Editor', permissions: ['Quote editor'], tenant: { name: 'Demo MSP' } });
    });

    it('the list shows the tenant’s users in pages', async () => {
      await createEditor();
      const { accessToken: token } = await identity.signIn();

      const all = await identity.call('GET', '/v1/users', { token });
      const second = await identity.call('GET', '/v1/users?from=1&size=1', { token });

      expect(all.body).toMatchObject({ total: 2, items: [{ name: 'Administrator' }, { name: 'Demo Editor' }] });
      expect(second.body).toMatchObject({ total: 2, items: [{ name: 'Demo Editor' }], from: 1, size: 1 });
    });

    it('the list goes on by a cursor where it was, whoever comes in front of it meanwhile', async () => {
      await createEditor();
      const { accessToken: token } = await identity.signIn();

      const first = await identity.call('GET', '/v1/users?size=1', { token });
      const early = { email: 'aaron@demo.example', name: 'Aaron', password: 'demo early password' };
      await identity.call('POST', '/v1/users', { token, body: early });
      const { next } = first.body as { next: string };
      const second = await identity.call('GET', `/v1/users?size=1&cursor=${next}`, { token });

      expect(first.body).toMatchObject({ items: [{ name: 'Administrator' }] });
      expect(second.body).toMatchObject({ total: 3, items: [{ name: 'Demo Editor' }] });
      expect(second.body).not.toHaveProperty('next');
    });

    it('an admin of another tenant sees and changes nothing here', async () => {
      const stranger: Caller = { tenantId: 'tenant-b', subject: 'stranger', isAdmin: true, permissions: [] };
      const other = await startIdentityApp({ store: identity.store, verifyToken: () => Promise.resolve(stranger) });

      const list = await other.call('GET', '/v1/users');
      const me = await other.call('GET', '/v1/auth/me');
      const taken = await other.call('POST', '/v1/users', { body: { ...EDITOR, email: ADMIN.email } });
      await other.app.stop();

      expect(list.body).toMatchObject({ total: 0, items: [] });
      expect([me.status, taken.status]).toEqual([401, 409]);
      await expect(identity.signIn()).resolves.toBeDefined();
    });

    it('an address that signs somebody in already is refused', async () => {
      await createEditor();

      await expect(createEditor()).resolves.toMatchObject({ status: 409, body: { code: 'email_taken' } });
    });

    it('a creation that was killed half-way is completed by the next one', async () => {
      const { user } = await identity.signIn();
      const credentials = identity.store.collection<Stored>({ name: 'credentials', writer: 'identity-service' });
      const users = identity.store.collection<Stored>({ name: 'users', writer: 'identity-service' });
      const { tenantId } = (await users.acrossTenants('test').get(user.id)) ?? { tenantId: '' };
      const half = {
        _id: 'address:editor@demo.example',
        tenantId,
        userId: 'never-written',
        passwordHash: '',
        claimedAt: identity.clock.now(),
      };
      await credentials.forTenant(tenantId).insert(half);

      const atOnce = await createEditor();
      await identity.clock.advance(2 * MINUTE);
      const later = await createEditor();

      expect([atOnce.status, later.status]).toEqual([409, 201]);
      await expect(identity.signIn(EDITOR)).resolves.toMatchObject({ user: { id: 'never-written' } });
    });

    it.each([
      { email: 'no-address' },
      { password: 'too short' },
      { permissions: ['Everything'] },
      { name: '' },
      { tenantId: 'tenant-b' },
    ])('refuses %j', async (wrong) => {
      const { accessToken: token } = await identity.signIn();

      const answer = await identity.call('POST', '/v1/users', { token, body: { ...EDITOR, ...wrong } });

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    });

    it.each(['GET', 'POST'] as const)('ID-12, ID-13: %s /v1/users is for admins only', async (method) => {
      const { body: editor } = await createEditor();
      await identity.changeUser((editor as { id: string }).id, () => ({
        company: { companyId: 'company-1', verified: true, how: 'admin' },
      }));
      const { accessToken } = await identity.signIn(EDITOR);
      const body = method === 'POST' ? { body: { ...EDITOR, email: 'other@demo.example', isAdmin: true } } : {};

      const asEditor = await identity.call(method, '/v1/users', { token: accessToken, ...body });
      const asNobody = await identity.call(method, '/v1/users', body);

      expect(asEditor).toMatchObject({ status: 403, body: { detail: "You don't have permission to access this resource" } });
      expect(asNobody.status).toBe(401);
    });
  });

  describe('signing keys', () => {
    it('publish nothing private and are stored encrypted', async () => {
      const { body } = await identity.call('GET', '/.well-known/jwks.json');
      const ring = await identity.store
        .collection<Stored>({ name: 'keyrings', writer: 'identity-service' })
        .forTenant('platform')
        .get('keyring');

      expect(body).toEqual({
        keys: [{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' }],
      });
      expect(ring).toMatchObject({ keys: [{ privateJwk: expect.stringMatching(/^v1\.test\./) }] });
    });

    it('rotate with overlap: the new key is published before it signs, and tokens of the old one hold to their end', async () => {
      const kidOf = (tokens: Tokens) => decodeProtectedHeader(tokens.accessToken).kid;
      const first = kidOf(await identity.signIn());
      const monthLater = new Date(identity.clock.now().getTime() + 30 * DAY);
      const later = await startIdentityApp({ store: identity.store }, {}, monthLater);
      const verifyLater = (tokens: Tokens) => {
        const options = { jwksUrl: `${later.app.address()}/.well-known/jwks.json`, issuer: 'psa-bridge', audience: 'psa-bridge' };
        return createTokenVerifier({ ...options, clock: later.clock })(`Bearer ${tokens.accessToken}`);
      };

      await later.clock.advance(13 * MINUTE);
      const old = await later.signIn();
      const published = await later.call('GET', '/.well-known/jwks.json');
      await later.clock.advance(3 * MINUTE);
      const renewed = await later.signIn();
      const callers = await Promise.all([verifyLater(old), verifyLater(renewed)]);
      await later.app.stop();

      expect(kidOf(old)).toBe(first);
      expect((published.body as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)).toEqual([first, kidOf(renewed)]);
      expect(kidOf(renewed)).not.toBe(first);
      expect(callers).toHaveLength(2);
    });
  });

  it('goes on after the field key was replaced by another and the old one is gone', async () => {
    const { store } = identity;
    const [old, next] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));
    const both = await startIdentityApp({ store }, { FIELD_KEYS: `test:${old},next:${next}`, FIELD_KEY_ACTIVE: 'next' });
    const lines: string[] = [];
    await both.app.command(['rotate-secrets'], (line) => lines.push(line));
    await both.app.stop();

    const after = await startIdentityApp({ store }, { FIELD_KEYS: `next:${next}`, FIELD_KEY_ACTIVE: 'next' });
    const { accessToken } = await after.signIn();
    await after.app.stop();

    expect(lines).toEqual(['{"changedDocuments":1}']);
    await expect(verify(accessToken)).resolves.toMatchObject({ isAdmin: true });
  });

  describe('bootstrap', () => {
    it('a second start, also with another password in the configuration, changes nothing', async () => {
      const again = await startIdentityApp({ store: identity.store }, { BOOTSTRAP_ADMIN_PASSWORD: 'another demo password' });
      const { accessToken: token, user } = await again.signIn();
      const users = await again.call('GET', '/v1/users', { token });
      await again.app.stop();

      expect(users.body).toMatchObject({ total: 1, items: [{ id: user.id, email: ADMIN.email, isAdmin: true }] });
    });

    it('two replicas that start at the same moment make one admin', async () => {
      const { store } = await startEmpty();

      const replicas = await Promise.all([startIdentityApp({ store }), startIdentityApp({ store })]);
      const { accessToken: token } = await replicas[0].signIn();
      const users = await replicas[1].call('GET', '/v1/users', { token });
      await Promise.all(replicas.map(({ app }) => app.stop()));

      expect(users.body).toMatchObject({ total: 1 });
    });

    it('half a bootstrap is refused with a reason', async () => {
      const start = startIdentityApp({}, { BOOTSTRAP_ADMIN_PASSWORD: '' });

      await expect(start).rejects.toMatchObject({ code: 'invalid_configuration' });
    });
  });

  async function startEmpty(): Promise<Pick<IdentityApp, 'store'>> {
    const empty = await startIdentityApp(
      {},
      { BOOTSTRAP_TENANT_NAME: '', BOOTSTRAP_ADMIN_EMAIL: '', BOOTSTRAP_ADMIN_PASSWORD: '' },
    );
    await empty.app.stop();
    return empty;
  }
});
