import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { codeOf, REDIRECT, SCOPES, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const MINUTE = 60_000;
const DAY = 86_400_000;

const redeem = (code: string, redirect_uri = REDIRECT) =>
  xero.api.token({ grant_type: 'authorization_code', code, redirect_uri });
const refresh = (refresh_token: string) => xero.api.token({ grant_type: 'refresh_token', refresh_token });
const probe = (headers: Record<string, string | undefined> = {}) => xero.api.call('GET', 'Organisation', { headers });

describe('consent and code (xero.md 2)', () => {
  it('redirects with code and state, and gives tokens for the code', async () => {
    const consent = await xero.api.authorize();
    const location = new URL(consent.headers.get('location') ?? '');
    const { json } = await redeem(codeOf(consent));
    const [, claims = ''] = (json.access_token as string).split('.');

    expect([consent.status, location.origin + location.pathname, location.searchParams.get('state')]).toEqual([
      302,
      REDIRECT,
      'state-1',
    ]);
    expect(json).toMatchObject({ expires_in: 1800, token_type: 'Bearer', refresh_token: expect.any(String), scope: SCOPES });
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))).toMatchObject({
      authentication_event_id: expect.any(String),
      xero_userid: expect.any(String),
      exp: 1767600000 + 1800,
    });
  });

  it('takes a code only with what meets its challenge, where one was given', async () => {
    // The pair of RFC 7636, appendix B.
    const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const challenged = async () => codeOf(await xero.api.authorize({ code_challenge, code_challenge_method: 'S256' }));
    const form = { grant_type: 'authorization_code', redirect_uri: REDIRECT };

    expect((await xero.api.token({ ...form, code: await challenged() })).json).toEqual({ error: 'invalid_grant' });
    expect((await xero.api.token({ ...form, code: await challenged(), code_verifier: 'other' })).status).toBe(400);
    expect((await xero.api.token({ ...form, code: await challenged(), code_verifier })).status).toBe(200);
  });

  it('takes a code once, within five minutes, for its redirect', async () => {
    const code = codeOf(await xero.api.authorize());
    const other = codeOf(await xero.api.authorize());
    const late = codeOf(await xero.api.authorize());
    const first = await redeem(code);
    const second = await redeem(code);
    const wrong = await redeem(other, 'https://bridge.example/callback');
    await clock.advance(5 * MINUTE);

    expect([first.status, second.json, wrong.json, (await redeem(late)).json]).toEqual([
      200,
      { error: 'invalid_grant' },
      { error: 'invalid_grant' },
      { error: 'invalid_grant' },
    ]);
  });

  it('shows an error page for another client or redirect, and goes nowhere', async () => {
    for (const wrong of [{ client_id: 'other' }, { redirect_uri: 'http://127.0.0.1:3000/callback' }]) {
      const { status, headers } = await xero.api.authorize(wrong);

      expect([status, headers.get('location')]).toEqual([400, null]);
    }
    expect(() => xero.simulator.control.setApp({ redirectUris: ['http://127.0.0.1:3000/callback'] })).toThrow('localhost');
  });

  it('redirects with the error where the person or the scopes say no', async () => {
    const errorOf = async (parameters: Record<string, string>) =>
      new URL((await xero.api.authorize(parameters)).headers.get('location') ?? '').searchParams.get('error');
    const broad = await errorOf({ scope: 'accounting.transactions' });
    xero.set({ refusedScope: 'unauthorized_client' });
    const unauthorised = await errorOf({ scope: 'accounting.transactions' });
    xero.simulator.control.setApp({ scopes: 'both' });
    xero.simulator.control.setConsent({ isGranted: false });

    expect([
      broad,
      unauthorised,
      await errorOf({ scope: 'accounting.transactions' }),
      await errorOf({ response_type: 'token' }),
    ]).toEqual(['invalid_scope', 'unauthorized_client', 'access_denied', 'unsupported_response_type']);
  });
});

describe('the token endpoint (xero.md 2, 14)', () => {
  it.each([
    ['another secret', { grant_type: 'refresh_token' }, { authorization: 'Basic b3RoZXI6c2VjcmV0' }, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, {}, 'unsupported_grant_type'],
    ['the grant of custom connections', { grant_type: 'client_credentials' }, {}, 'unauthorized_client'],
    ['a body that is no form', {}, { 'content-type': 'application/json' }, 'invalid_request'],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, {}, 'invalid_grant'],
  ])('refuses %s with a 400', async (_what, form, headers, error) => {
    const answer = await xero.api.token(form, { headers });

    expect([answer.status, answer.json]).toEqual([400, { error }]);
  });

  it('gives no refresh token without offline_access', async () => {
    expect((await xero.api.signIn('accounting.contacts')).json).not.toHaveProperty('refresh_token');
  });

  it('keeps secrets and tokens out of the log', async () => {
    await refresh(xero.api.refreshToken());

    expect(xero.simulator.control.calls({ entity: 'token' }).at(-1)?.body).toBe(
      'grant_type=refresh_token&refresh_token=[redacted]',
    );
  });
});

describe('refreshing (xero.md 2, 18.2)', () => {
  it('gives a new refresh token each time; the one before may be retried for 30 minutes', async () => {
    const old = xero.api.refreshToken();
    const first = await refresh(old);
    await clock.advance(29 * MINUTE);
    const retried = await refresh(old);
    await clock.advance(MINUTE);
    const late = await refresh(old);

    expect(first.json.refresh_token).not.toBe(old);
    expect([first.status, retried.status, late.json]).toEqual([200, 200, { error: 'invalid_grant' }]);
  });

  it('two who refresh at once both get tokens; whoever then uses theirs leaves the old one worthless (18.1)', async () => {
    const old = xero.api.refreshToken();
    const [one, other] = await Promise.all([refresh(old), refresh(old)]);
    const next = await refresh(one.json.refresh_token);

    expect([one.status, other.status, next.status]).toEqual([200, 200, 200]);
    expect((await refresh(old)).json).toEqual({ error: 'invalid_grant' });
    expect(xero.simulator.control.state().tokensIssued).toMatchObject({ refresh_token: 3 });
  });

  it('ends the grace once the next one was used', async () => {
    const old = xero.api.refreshToken();
    const { json } = await refresh(old);
    await refresh(json.refresh_token);

    expect((await refresh(old)).json).toEqual({ error: 'invalid_grant' });
  });

  it('a lost answer can be made good, in either reading of what the lost token is worth', async () => {
    const old = xero.api.refreshToken();
    const lost = await refresh(old);
    await refresh(old);
    const kept = (await refresh(lost.json.refresh_token)).status;
    xero.set({ graceEndsSuccessor: true });
    const next = (await xero.api.signIn()).json.refresh_token;
    const lostAgain = await refresh(next);
    await refresh(next);

    expect([kept, (await refresh(lostAgain.json.refresh_token)).status]).toEqual([200, 400]);
  });

  it('lasts 60 days', async () => {
    const first = xero.api.refreshToken();
    await clock.leap(60 * DAY - 1);
    const { json, status } = await refresh(first);
    await clock.leap(60 * DAY);

    expect([status, (await refresh(json.refresh_token)).json]).toEqual([200, { error: 'invalid_grant' }]);
  });

  it('can be ended, as when a consent lapses; revocation removes every connection', async () => {
    xero.simulator.control.endTokens({ alsoRefresh: true });
    const ended = await refresh(xero.api.refreshToken());
    await xero.api.signIn();
    const { clientId, clientSecret } = xero.simulator.credentials;
    await fetch(xero.simulator.revocationUrl(), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ token: xero.api.refreshToken() }).toString(),
    });

    expect([ended.status, (await xero.api.connections()).json, (await probe()).status]).toEqual([400, [], 403]);
  });
});

describe('access (xero.md 2.1, 3, 14)', () => {
  it('an access token lasts 30 minutes, and says when it expired', async () => {
    await clock.advance(30 * MINUTE - 1);
    const good = (await probe()).status;
    await clock.advance(1);
    const { status, json, headers } = await probe();

    expect([good, status, headers.get('www-authenticate')]).toEqual([200, 401, 'Bearer error="invalid_token"']);
    expect(json).toMatchObject({
      Type: null,
      Title: 'Unauthorized',
      Status: 401,
      Detail: expect.stringMatching(/^TokenExpired: token expired at /),
    });
  });

  it('tells the same in members of lower case where switched (18.20)', async () => {
    xero.set({ authErrorKeys: 'lower' });

    expect((await probe({ authorization: 'Bearer wrong' })).json).toMatchObject({
      title: 'Unauthorized',
      status: 401,
      detail: 'AuthenticationUnsuccessful',
    });
  });

  it('needs the header of a connected organisation', async () => {
    const [first, second] = xero.simulator.tenantIds();
    const answers = [
      await probe({ 'xero-tenant-id': undefined }),
      await probe({ 'xero-tenant-id': second }),
      await probe({ 'xero-tenant-id': first?.toUpperCase() }),
    ];
    xero.simulator.control.disconnect();

    expect([...answers.map(({ status }) => status), (await probe()).status]).toEqual([403, 403, 200, 403]);
    expect(answers[0]?.json).toMatchObject({ Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' });
  });

  it('needs a scope of the resource, and one for writing to write', async () => {
    await xero.api.signIn('accounting.invoices.read accounting.contacts');
    const statuses = async () => [
      (await xero.api.get('Invoices')).status,
      (await xero.api.put('Invoices', {})).status,
      (await xero.api.get('Accounts')).status,
      (await xero.api.get('Items')).status,
    ];
    const first = await statuses();
    xero.set({ missingScopeStatus: 401 });
    const [, write] = await statuses();

    expect([first, write]).toEqual([[200, 403, 403, 200], 401]);
    expect((await xero.api.put('Invoices', {})).headers.get('www-authenticate')).toContain('insufficient_scope');
  });

  it.each([
    [true, 400],
    [false, 403],
  ])('items are written under accounting.invoices: %s', async (itemsUnderInvoices, status) => {
    xero.set({ itemsUnderInvoices });
    await xero.api.signIn('accounting.invoices');

    expect((await xero.api.put('Items', {})).status).toBe(status);
  });

  it('lists connections, those of one consent, and removes one', async () => {
    xero.simulator.control.setConsent({ organisations: [1] });
    const { json } = await xero.api.signIn();
    const claims = JSON.parse(Buffer.from((json.access_token as string).split('.')[1] ?? '', 'base64url').toString('utf8'));
    const all = await xero.api.connections();
    const added = await xero.api.connections(`?authEventId=${claims.authentication_event_id}`);
    const removed = await xero.api.connections(`/${added.json[0].id}`, 'DELETE');

    expect(all.json.map(({ tenantName }: { tenantName: string }) => tenantName)).toEqual([
      'Demo Organisation 00001',
      'Demo Organisation 00002',
    ]);
    expect(added.json).toMatchObject([{ tenantId: xero.simulator.tenantIds()[1], tenantType: 'ORGANISATION' }]);
    expect([removed.status, (await xero.api.connections()).json.length]).toEqual([204, 1]);
    expect((await xero.api.connections('/none', 'DELETE')).status).toBe(404);
  });

  it('a custom connection has one organisation, needs no header, and no refresh token', async () => {
    const { json } = await xero.api.signInCustom();
    const bare = await xero.api.token({ grant_type: 'client_credentials' }, { as: 'custom' });
    const [, second] = xero.simulator.tenantIds();

    expect(json).not.toHaveProperty('refresh_token');
    expect([
      (await probe({ 'xero-tenant-id': undefined })).status,
      (await probe({ 'xero-tenant-id': '' })).status,
      (await probe({ 'xero-tenant-id': second })).status,
      bare.json,
    ]).toEqual([200, 200, 403, { error: 'invalid_scope' }]);
  });

  it('secrets change, and tokens last as long as is said', async () => {
    xero.simulator.control.setCredentials({ clientSecret: 'next' });
    xero.simulator.control.setTokenLives({ accessSeconds: 1 });
    const renewed = await xero.api.signIn();
    await clock.advance(1_000);

    expect([renewed.json.expires_in, (await probe()).status]).toEqual([1, 401]);
  });
});
