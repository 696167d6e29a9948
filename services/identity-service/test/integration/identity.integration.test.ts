import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, realBackend } from '@psa-bridge/testing';
import { openCollections } from '../../src/collections.ts';
import { migrations } from '../../src/migrations.ts';
import { ADMIN, startIdentityApp, variables, type IdentityApp, type Tokens } from '../identity-app.ts';
import { peopleOf } from '../people.ts';
import { browse, CLIENT, startSsoIssuer, type SsoIssuer } from '../sso-issuer.ts';

const EDITOR = { email: 'editor@demo.example', password: 'demo editor password', name: 'Demo Editor' };

const redirectUri = `${variables.PUBLIC_URL}/sign-in/callback`;

interface Begun {
  authorizationUrl: string;
  attempt: string;
}

describe('identity-service on a real database', () => {
  const backend = realBackend('identity');
  const { logger } = captureLogger();
  const stores = [1, 2].map(() =>
    createMongoStore({ uri: backend.mongodbUri, databaseName: backend.databaseName, clock: systemClock, logger }),
  );
  let replicas: IdentityApp[] = [];
  let issuer: SsoIssuer;

  beforeAll(async () => {
    issuer = await startSsoIssuer({ redirectUri });
    const acme = { name: 'acme', label: 'Acme ID', issuer: issuer.issuer, ...CLIENT };
    const env = { OIDC_ISSUERS: JSON.stringify([acme]), ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' };
    replicas = await Promise.all(stores.map((store) => startIdentityApp({ store, clock: systemClock }, env)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map(({ app }) => app.stop()));
    await Promise.all(stores.map((store) => store.close()));
    await issuer.stop();
    await backend.cleanUp();
  });

  function replica(index: 0 | 1): IdentityApp {
    const found = replicas[index];
    if (!found) throw new Error('the replicas did not start');
    return found;
  }

  it('two replicas that started together share one tenant, one admin and one signing key', async () => {
    const { accessToken: token } = await replica(0).signIn();

    const users = await replica(1).call('GET', '/v1/users', { token });
    const keys = await replica(1).call('GET', '/.well-known/jwks.json');

    expect(users).toMatchObject({ status: 200, body: { total: 1, items: [{ email: ADMIN.email }] } });
    expect((keys.body as { keys: unknown[] }).keys).toHaveLength(1);
  });

  it('a user made at one replica signs in at the other; a refresh token works at both, once', async () => {
    const { accessToken: token } = await replica(0).signIn();
    await replica(0).call('POST', '/v1/users', { token, body: { ...EDITOR, permissions: ['Issue manager'] } });
    const { refreshToken } = await replica(1).signIn(EDITOR);
    const refresh = (index: 0 | 1, shown: string) =>
      replica(index).call('POST', '/v1/auth/refresh', { body: { refreshToken: shown } });

    const first = await refresh(0, refreshToken);
    const second = await refresh(1, (first.body as Tokens).refreshToken);
    const reused = await refresh(0, refreshToken);
    const newest = await refresh(1, (second.body as Tokens).refreshToken);

    expect([first.status, second.status, reused.status, newest.status]).toEqual([200, 200, 401, 401]);
    expect(reused.body).toMatchObject({ code: 'refresh_token_reused' });
  });

  it('attempts are counted over both replicas, also when they come at the same moment', async () => {
    const guess = (index: number) =>
      replica(index % 2 === 0 ? 0 : 1).call('POST', '/v1/auth/sign-in', {
        body: { email: 'guessed@demo.example', password: 'wrong guess' },
        address: `192.0.2.${index}`,
      });

    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(index)));

    const looked = answers.filter(({ status }) => status === 401).length;
    const refused = answers.filter(({ status }) => status === 429).length;
    expect(looked).toBeLessThanOrEqual(5);
    expect(looked + refused).toBe(20);
  });

  it('a mail that is asked for at one replica is sent by one of them, and its token works once at both', async () => {
    const account = { ...EDITOR, email: 'forgetful@demo.example' };
    const { accessToken: token } = await replica(0).signIn();
    await replica(0).call('POST', '/v1/users', { token, body: account });
    const before = await replica(1).signIn(account);
    const forgot = (index: 0 | 1) => replica(index).call('POST', '/v1/auth/password/forgot', { body: { email: account.email } });
    const asked = await Promise.all([forgot(0), forgot(1)]);
    expect(asked.map(({ status }) => status)).toEqual([202, 202]);

    const reset = (index: 0 | 1, password: string) =>
      replica(index).call('POST', '/v1/auth/password/reset', { body: { token: mailed, password } });
    await replica(1).mailsDone();
    const mails = await replica(1).mailsTo(account.email, 2);
    const mailed = /#token=(\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
    const answers = await Promise.all([reset(0, 'first demo password'), reset(1, 'second demo password')]);
    const refreshed = await replica(0).call('POST', '/v1/auth/refresh', { body: { refreshToken: before.refreshToken } });

    expect(mails).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(refreshed.status).toBe(401);
  });

  it('sessions are listed and ended at any replica', async () => {
    const tokens = await replica(0).signIn(EDITOR);
    const { accessToken: token } = tokens;

    const listed = await replica(1).call('GET', '/v1/auth/sessions', { token });
    const ended = await replica(1).call('POST', '/v1/auth/sign-out-everywhere', { token });
    const afterwards = await replica(0).call('GET', '/v1/auth/sessions', { token });

    expect((listed.body as { items: { id: string }[] }).items[0]?.id).toBe(tokens.refreshToken.slice(0, 22));
    expect(ended.status).toBe(204);
    expect(afterwards.body).toEqual({ items: [] });
  });

  it('what a provider answers is taken once, also when both replicas are shown it at the same moment (ID-25)', async () => {
    issuer.person = { sub: 'person-1', email: EDITOR.email, email_verified: true };
    const { accessToken: token } = await replica(0).signIn();
    await replica(0).call('PUT', '/v1/auth/settings', { token, body: { providers: { acme: true } } });
    const begun = (await replica(0).call('POST', '/v1/auth/sso/acme/begin', { body: {} })).body as Begun;
    const answer = await browse(begun.authorizationUrl, { redirectUri });

    const finish = (index: 0 | 1) =>
      replica(index).call('POST', '/v1/auth/sso/acme/finish', { body: { answer, attempt: begun.attempt } });
    const answers = await Promise.all([finish(0), finish(1)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('CW-51: two replicas that are told of the same new people at the same moment make one user of each', async () => {
    const both = [peopleOf(replica(0)), peopleOf(replica(1))];
    const seenAt = systemClock.now();
    const people = Array.from({ length: 10 }, (_, index) => ({
      ...{ externalId: `race-${index}`, firstName: `Racer ${index}`, emails: [`racer${index}@demo.example`] },
      ...{ becomesUser: true, seenAt },
    }));

    const told = await Promise.all(both.map((one) => one.see(...people)));

    const found = await replica(0)
      .collections.users.acrossTenants('test')
      .find({ email: { $regex: '^racer' } });
    expect(found).toHaveLength(people.length);
    expect(new Set(told.flat().map(({ userId }) => userId))).toEqual(new Set(found.map(({ _id }) => _id)));
  });

  it('what is from an earlier version is completed', async () => {
    const [store] = stores;
    if (!store) throw new Error('there is no store');
    const { users, credentials, sessions } = openCollections(store);
    const at = systemClock.now();
    const old = { _id: 'old', tenantId: 'tenant-old', email: 'old@demo.example', name: 'Old', isAdmin: true, createdAt: at };
    await users.forTenant('tenant-old').insert(old as never);
    const claim = { tenantId: 'tenant-old', userId: 'old', claimedAt: at };
    await credentials.forTenant('tenant-old').insert({ ...claim, _id: 'password:old@demo.example' });
    const session = { _id: 'old-session', tenantId: 'tenant-old', userId: 'old', startedAt: at, expiresAt: at };
    await sessions.forTenant('tenant-old').insert(session as never);

    for (const { up } of migrations) await up(store);

    expect(await users.forTenant('tenant-old').get('old')).toMatchObject({ ...old, state: 'active', emailVerified: true });
    expect(await credentials.forTenant('tenant-old').find({})).toMatchObject([{ _id: 'address:old@demo.example' }]);
    expect(await sessions.forTenant('tenant-old').get('old-session')).toMatchObject({ method: 'password', lastUsedAt: at });
  });
});
