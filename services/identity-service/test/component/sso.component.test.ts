import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type ActionTaken } from '@psa-bridge/contracts';
import { redact } from '@psa-bridge/observability';
import { blockOutboundNetwork, eventually } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, variables, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';
import { browse, CLIENT, startSsoIssuer, type SsoIssuer } from '../sso-issuer.ts';

const redirectUri = `${variables.PUBLIC_URL}/sign-in/callback`;
const MINUTE = 60_000;
const unblock = blockOutboundNetwork();

interface Begun {
  authorizationUrl: string;
  attempt: string;
}

describe('signing in by a provider', () => {
  let issuer: SsoIssuer;
  let identity: IdentityApp;
  let editorId: string;

  const editor = { sub: 'person-1', email: EDITOR.email, email_verified: true };

  function environment(more: Readonly<Record<string, string>> = {}) {
    const acme = { name: 'acme', label: 'Acme ID', issuer: issuer.issuer, ...CLIENT };
    return { OIDC_ISSUERS: JSON.stringify([acme]), ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8', ...more };
  }
  async function begin(email?: string): Promise<Begun> {
    const answer = await identity.call('POST', '/v1/auth/sso/acme/begin', { body: email === undefined ? {} : { email } });
    if (answer.status !== 200) throw new Error(`begin answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  function finish(answer: string, attempt: string): Promise<Answer> {
    return identity.call('POST', '/v1/auth/sso/acme/finish', { body: { answer, attempt } });
  }
  /** From the sign-in page over the issuer and back. */
  async function trySignIn(person: SsoIssuer['person'] = editor, email?: string): Promise<Answer> {
    issuer.person = person;
    const { authorizationUrl, attempt } = await begin(email);
    return finish(await browse(authorizationUrl, { redirectUri }), attempt);
  }
  async function switchProvider(isOn: boolean): Promise<Answer> {
    const { accessToken: token } = await identity.signIn();
    return identity.call('PUT', '/v1/auth/settings', { token, body: { providers: { acme: isOn } } });
  }
  async function refusalShownToAdmin() {
    const { accessToken: token } = await identity.signIn();
    const { body } = await identity.call('GET', '/v1/users', { token });
    return (body as { items: { id: string; lastRefusedSignIn?: object }[] }).items.find(({ id }) => id === editorId)
      ?.lastRefusedSignIn;
  }

  beforeAll(async () => {
    issuer = await startSsoIssuer({ redirectUri });
  });
  beforeEach(async () => {
    identity = await startIdentityApp({}, environment());
    editorId = await identity.createEditor();
    Object.assign(issuer, { agrees: true, isDown: false });
    await switchProvider(true);
  });
  afterEach(() => identity.app.stop());
  afterAll(async () => {
    await issuer.stop();
    unblock();
  });

  it('ID-25: signs in whoever has the address that the provider vouches for, and a second time by the person alone', async () => {
    const first = await trySignIn();
    const second = await trySignIn();

    expect(first).toMatchObject({ status: 200, body: { accessToken: expect.any(String), user: { id: editorId } } });
    expect(second.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await identity.collections.ssoIdentities.acrossTenants('test').find({})).toMatchObject([
      { userId: editorId, provider: 'acme', issuer: issuer.issuer, subject: 'person-1' },
    ]);
  });

  it('tells the audit who signed in by which provider (OP-01)', async () => {
    const { headers } = await trySignIn();

    const own = await eventually(async () => {
      const told: ActionTaken[] = [];
      for await (const { value } of identity.bus.readAll(topics.audit.name)) told.push(decodePayload(events.actionTaken, value));
      const asked = told.filter(({ requestId }) => requestId === headers.get('x-request-id'));
      expect(asked.map(({ kind }) => kind)).toContain('session.started');
      return asked;
    });

    const started = own.find(({ kind }) => kind === 'session.started');
    expect(started).toMatchObject({ actorKind: 'user', actorId: editorId });
    expect(started?.changes).toContainEqual(expect.objectContaining({ field: 'method', afterJson: '"acme"' }));
    expect(JSON.stringify(own, (_name, value: unknown) => String(value))).not.toContain(EDITOR.email);
  });

  it('ID-25: one user may have several ways in, all of which are offered and remembered', async () => {
    const methods = await identity.call('GET', '/v1/auth/methods');
    await identity.signIn(EDITOR);
    const { body } = await trySignIn();

    expect(methods.body).toEqual({
      items: [
        { name: 'password', label: 'Password' },
        { name: 'acme', label: 'Acme ID' },
      ],
    });
    const { providers } = (body as unknown as { user: { providers: { provider: string }[] } }).user;
    expect(providers.map(({ provider }) => provider)).toEqual(['password', 'acme']);
  });

  it('ID-21: a confirmed address of the provider verifies the address here', async () => {
    await identity.changeUser(editorId, () => ({ emailVerified: false }));
    const before = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });

    const bySso = await trySignIn();
    const after = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });

    expect(before).toMatchObject({ status: 403, body: { code: 'EMAIL_UNVERIFIED' } });
    expect([bySso.status, after.status]).toEqual([200, 200]);
  });

  it('ID-21: an address that the provider does not vouch for finds nobody, and verifies nothing of a linked user', async () => {
    const unconfirmed = { ...editor, email_verified: false };
    const before = await trySignIn(unconfirmed);
    await trySignIn();
    await identity.changeUser(editorId, () => ({ emailVerified: false }));
    const linked = await trySignIn(unconfirmed);

    expect(before).toMatchObject({ status: 403, body: { code: 'EMAIL_NOT_CONFIRMED' } });
    expect(linked).toMatchObject({ status: 403, body: { code: 'EMAIL_UNVERIFIED' } });
  });

  it('ID-20 to ID-24: the conditions hold here as with a password, at the refresh too', async () => {
    const { refreshToken } = (await trySignIn()).body as Tokens;
    await identity.changeUser(editorId, () => ({ allowLogin: false }));

    const signIn = await trySignIn();
    const refresh = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });

    const refused = { status: 403, body: { code: 'LOGIN_DISABLED', detail: 'Your account has been disabled' } };
    expect([signIn, refresh]).toMatchObject([refused, refused]);
  });

  it('ID-26: a provider that is switched off signs nobody in, links and verifies nothing, and ends its sessions', async () => {
    const { refreshToken } = (await trySignIn()).body as Tokens;
    await switchProvider(false);
    await identity.changeUser(editorId, () => ({ emailVerified: false }));

    const linked = await trySignIn();
    const unlinked = await trySignIn({ ...editor, sub: 'person-2' });
    await identity.changeUser(editorId, () => ({ emailVerified: true }));
    const refresh = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });

    const refused = { status: 403, body: { code: 'SIGN_IN_METHOD_DISABLED' } };
    expect([linked, unlinked, refresh]).toMatchObject([refused, refused, refused]);
    expect(await identity.collections.ssoIdentities.acrossTenants('test').count({})).toBe(1);
  });

  it('ID-26: an issuer that the operator adds is off until an admin switches it on; so can the password be', async () => {
    const fresh = await startIdentityApp({}, environment());
    const { accessToken: token } = await fresh.signIn();
    const before = await fresh.call('GET', '/v1/auth/settings', { token });
    const both = { providers: { acme: true, password: false } };
    const after = await fresh.call('PUT', '/v1/auth/settings', { token, body: both });
    const byPassword = await fresh.call('POST', '/v1/auth/sign-in', {
      body: { email: variables.BOOTSTRAP_ADMIN_EMAIL, password: variables.BOOTSTRAP_ADMIN_PASSWORD },
    });
    await fresh.app.stop();

    const password = { name: 'password', label: 'Password' };
    const acme = { name: 'acme', label: 'Acme ID' };
    expect(before.body).toMatchObject({
      providers: [
        { ...password, isOn: true },
        { ...acme, isOn: false },
      ],
    });
    expect(after.body).toMatchObject({
      providers: [
        { ...password, isOn: false },
        { ...acme, isOn: true },
      ],
    });
    expect(byPassword).toMatchObject({ status: 403, body: { code: 'SIGN_IN_METHOD_DISABLED' } });
  });

  it('ID-27: where a linked person shows another address, the user is refused and the admin sees both', async () => {
    await trySignIn();

    const answer = await trySignIn({ ...editor, email: 'renamed@demo.example' });

    expect(answer).toMatchObject({ status: 403, body: { code: 'EMAIL_MISMATCH' } });
    expect(JSON.stringify(answer.body)).not.toContain('@demo.example');
    expect(await refusalShownToAdmin()).toMatchObject({
      ...{ provider: 'acme', code: 'EMAIL_MISMATCH' },
      explanation: 'Acme ID shows renamed@demo.example, the account here has editor@demo.example. Change the one or the other.',
    });
  });

  it('ID-27: the same where the user told the address first, and the answer does not tell whether it is known', async () => {
    const other = { sub: 'person-9', email: 'other@demo.example', email_verified: true };

    const known = await trySignIn(other, ` ${EDITOR.email.toUpperCase()}`);
    const unknown = await trySignIn(other, 'nobody@demo.example');

    const shown = [known, unknown].map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
    expect(shown[0]).toMatchObject({ status: 403, code: 'EMAIL_MISMATCH' });
    expect(shown[0]).toEqual(shown[1]);
    expect(await refusalShownToAdmin()).toMatchObject({ explanation: expect.stringContaining('other@demo.example') });
  });

  it('somebody whom nobody here is gets no account by signing in', async () => {
    const answer = await trySignIn({ sub: 'person-9', email: 'other@demo.example', email_verified: true });

    expect(answer).toMatchObject({ status: 403, body: { code: 'USER_UNKNOWN' } });
  });

  it('the address may stand in the user info alone', async () => {
    const shy = await startSsoIssuer({ redirectUri, isEmailInIdToken: false });
    shy.person = editor;
    const issuers = JSON.stringify([{ name: 'acme', label: 'Acme ID', issuer: shy.issuer, ...CLIENT }]);
    const other = await startIdentityApp({ store: identity.store }, environment({ OIDC_ISSUERS: issuers }));
    const begun = (await other.call('POST', '/v1/auth/sso/acme/begin', { body: {} })).body as Begun;
    const query = await browse(begun.authorizationUrl, { redirectUri });
    const answer = await other.call('POST', '/v1/auth/sso/acme/finish', { body: { answer: query, attempt: begun.attempt } });
    await other.app.stop();
    await shy.stop();

    expect(answer).toMatchObject({ status: 200, body: { user: { id: editorId } } });
  });

  describe('the way there and back', () => {
    it('asks for PKCE, with a state and a nonce of its own each time, and shows the provider the address', async () => {
      const [first, second] = [await begin('editor@demo.example'), await begin()];

      const parameters = [first, second].map(({ authorizationUrl }) => new URL(authorizationUrl).searchParams);
      const [one, two] = parameters.map((all) => Object.fromEntries(all));
      expect(one).toMatchObject({
        ...{ response_type: 'code', client_id: CLIENT.clientId, redirect_uri: redirectUri, scope: 'openid email profile' },
        ...{ code_challenge_method: 'S256', login_hint: 'editor@demo.example' },
      });
      for (const name of ['state', 'nonce', 'code_challenge']) {
        expect(one?.[name]).toMatch(/^[\w-]{22,43}$/);
        expect(one?.[name]).not.toBe(two?.[name]);
      }
      expect(first.authorizationUrl).not.toContain(first.attempt);
    });

    it('an answer is taken once', async () => {
      issuer.person = editor;
      const { authorizationUrl, attempt } = await begin();
      const query = await browse(authorizationUrl, { redirectUri });

      const answers = await Promise.all([finish(query, attempt), finish(query, attempt)]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    });

    it('an answer is taken from the browser that set out, and from no other', async () => {
      issuer.person = editor;
      const [own, others] = [await begin(), await begin()];
      const query = await browse(own.authorizationUrl, { redirectUri });

      const stolen = await finish(query, others.attempt);

      expect(stolen).toMatchObject({ status: 401, body: { code: 'sso_attempt_invalid' } });
    });

    it('an answer is taken for ten minutes', async () => {
      issuer.person = editor;
      const { authorizationUrl, attempt } = await begin();
      const query = await browse(authorizationUrl, { redirectUri });
      await identity.clock.advance(10 * MINUTE);

      await expect(finish(query, attempt)).resolves.toMatchObject({ status: 401, body: { code: 'sso_attempt_invalid' } });
    });

    it.each([
      ['another code', (query: URLSearchParams) => query.set('code', 'made-up')],
      ['another issuer', (query: URLSearchParams) => query.set('iss', 'https://evil.example')],
      ['no issuer, although this one tells it', (query: URLSearchParams) => query.delete('iss')],
    ])('an answer with %s is not taken', async (_what, change) => {
      issuer.person = editor;
      const { authorizationUrl, attempt } = await begin();
      const query = new URLSearchParams(await browse(authorizationUrl, { redirectUri }));
      change(query);

      const answer = await finish(query.toString(), attempt);

      expect(answer).toMatchObject({ status: 401, body: { code: 'sso_answer_invalid' } });
      expect(identity.log.of('sso_failed')).toHaveLength(1);
    });

    it('a code that was made for another nonce is not taken: what was stored decides, not what came', async () => {
      issuer.person = editor;
      const { authorizationUrl, attempt } = await begin();
      const changed = new URL(authorizationUrl);
      changed.searchParams.set('nonce', 'of-somebody-else');

      const answer = await finish(await browse(changed.href, { redirectUri }), attempt);

      expect(answer).toMatchObject({ status: 401, body: { code: 'sso_answer_invalid' } });
    });

    it('whoever says no at the provider is told so, and can begin anew', async () => {
      issuer.agrees = false;
      const denied = await trySignIn();
      issuer.agrees = true;
      const again = await trySignIn();

      expect(denied).toMatchObject({
        status: 401,
        body: { code: 'sso_denied', detail: expect.stringContaining('access_denied') },
      });
      expect(again.status).toBe(200);
    });

    it.each(['', 'nonsense', 'state=a&code=b', `state=${'a'.repeat(22)}&code=b`])('refuses the answer %j', async (query) => {
      const answer = await finish(query, 'x'.repeat(43));

      expect([400, 401]).toContain(answer.status);
    });

    it('who sets out again and again without coming back has to wait, and who comes back has not', async () => {
      const setOut = () => identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} });
      for (let count = 0; count < 31; count += 1) await trySignIn();
      const afterMany = await setOut();
      for (let count = 0; count < 30; count += 1) await setOut();

      expect(afterMany.status).toBe(200);
      await expect(setOut()).resolves.toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    }, 180_000);

    it('a provider that nobody configured is not there', async () => {
      const answer = await identity.call('POST', '/v1/auth/sso/nobody/begin', { body: {} });

      expect(answer).toMatchObject({ status: 404, body: { code: 'provider_unknown' } });
    });
  });

  it('a provider inside the network is not called unless the operator allows it', async () => {
    const guarded = await startIdentityApp({}, environment({ ALLOW_PRIVATE_ADDRESSES: '' }));
    const answer = await guarded.call('POST', '/v1/auth/sso/acme/begin', { body: {} });
    await guarded.app.stop();

    expect(answer).toMatchObject({ status: 503, body: { code: 'sso_provider_unavailable' } });
    const reasons = [expect.anything(), '127.0.0.1 is not a public address; allow it by configuration if it is meant.'];
    expect(guarded.log.of('sso_failed')).toMatchObject([{ fields: { reasons } }]);
  });

  it('a provider that is down is said to be, and found again once it is up', async () => {
    issuer.isDown = true;
    const down = await identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} });
    issuer.isDown = false;
    const up = await identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} });

    expect(down).toMatchObject({ status: 503, body: { code: 'sso_provider_unavailable' } });
    expect(up.status).toBe(200);
  });

  it('neither the client secret nor what came back stands in a log', async () => {
    issuer.person = editor;
    const { authorizationUrl, attempt } = await begin();
    const query = new URLSearchParams(await browse(authorizationUrl, { redirectUri }));
    await finish(query.toString().replace('iss=', 'x='), attempt);
    await finish(query.toString(), attempt);
    issuer.agrees = false;
    await trySignIn();

    const logged = JSON.stringify(redact(identity.log.lines));

    for (const secret of [CLIENT.clientSecret, attempt, query.get('code') ?? '?']) expect(logged).not.toContain(secret);
  });
});
