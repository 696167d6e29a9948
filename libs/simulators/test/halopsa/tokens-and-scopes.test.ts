import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { plainCall } from '../http-client.ts';
import { clientForm, useSimulator } from './harness.ts';

const clock = createManualClock();
const halo = useSimulator({ clock });
const { set } = halo;

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

describe('discovery (halopsa.md 2, 13.1)', () => {
  it('names the authorisation server and the tenant without a token', async () => {
    const { status, json } = await plainCall('GET', `${halo.simulator.hostUrl()}/api/authinfo`, {});

    expect([status, json]).toMatchObject([200, { auth_url: `${halo.simulator.hostUrl()}/auth`, tenant_id: 'demomsp' }]);
  });

  it('ends the address in a slash, or does not answer, where switched', async () => {
    set({ authUrlSlash: true });
    const slashed = await plainCall('GET', `${halo.simulator.hostUrl()}/api/AuthInfo/`, {});
    set({ authInfo: false });
    const absent = await plainCall('GET', `${halo.simulator.hostUrl()}/api/authinfo`, {});

    expect([slashed.json.auth_url, absent.status]).toEqual([`${halo.simulator.hostUrl()}/auth/`, 404]);
  });

  it('answers the version and the agent behind the token', async () => {
    const [version, me] = [await halo.api.get('VersionInfo'), await halo.api.get('Agent/me')];

    expect([version.json.version, me.json]).toMatchObject([expect.any(String), { id: 9, isapiagent: true }]);
  });
});

describe('tokens (halopsa.md 3, 13.1)', () => {
  it('are bearer tokens with the scopes, an hour and no refresh token', async () => {
    const { status, json } = await halo.api.signIn('all:standard admin:webhooks');

    expect([status, json]).toEqual([
      200,
      {
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 3_600,
        scope: 'all:standard admin:webhooks',
        refresh_token: null,
        id_token: null,
      },
    ]);
  });

  it.each([
    ['the query', { query: '?tenant=DemoMsp' }, {}],
    ['the form', {}, { tenant: 'demomsp' }],
    ['neither', {}, {}],
  ])('take the tenant from %s', async (_place, options, form) => {
    const { status } = await halo.api.token({ ...clientForm(halo.simulator), scope: 'all', ...form }, options);

    expect(status).toBe(200);
  });

  it('want the tenant where switched, and never another one', async () => {
    const other = await halo.api.token({ ...clientForm(halo.simulator), tenant: 'somebody' });
    set({ tenantRequired: true });
    const none = await halo.api.token(clientForm(halo.simulator));

    expect([other.status, other.json, none.status]).toEqual([401, { error: 'invalid_client' }, 401]);
  });

  it('take id and secret as HTTP Basic too', async () => {
    const { clientId, clientSecret } = halo.simulator.credentials;
    const form = { grant_type: 'client_credentials', scope: 'all' };
    const good = await halo.api.token(form, { headers: { authorization: basic(clientId, clientSecret) } });
    const bad = await halo.api.token(form, { headers: { authorization: basic(clientId, 'wrong') } });

    expect([good.status, bad.status]).toEqual([200, 401]);
  });

  it('are refused as invalid_client for a wrong secret, with 401 or 400', async () => {
    const form = { ...clientForm(halo.simulator), client_secret: 'wrong' };
    const usual = await halo.api.token(form);
    set({ invalidClientStatus: 400 });
    const other = await halo.api.token(form);

    expect([usual.status, usual.json, other.status, other.json]).toEqual([
      401,
      { error: 'invalid_client' },
      400,
      { error: 'invalid_client' },
    ]);
  });

  it.each([
    ['another grant', { grant_type: 'password' }, 'application/x-www-form-urlencoded', 'unsupported_grant_type'],
    ['a body that is no form', {}, 'application/json', 'invalid_request'],
  ])('are refused for %s', async (_case, form, type, error) => {
    const { status, json } = await halo.api.token(
      { ...clientForm(halo.simulator), ...form },
      { headers: { 'content-type': type } },
    );

    expect([status, json]).toEqual([400, { error }]);
  });

  it('last as long as they say, and are then a 401 without a body', async () => {
    halo.simulator.control.setTokenLife({ seconds: 5 });
    const { json } = await halo.api.signIn();
    await clock.advance(4_999);
    const before = await halo.api.get('Agent/me');
    await clock.advance(1);
    const { status, text } = await halo.api.get('Agent/me');

    expect([json.expires_in, before.status, status, text]).toEqual([5, 200, 401, '']);
  });

  it('can be ended before their time', async () => {
    halo.simulator.control.revokeTokens();

    expect((await halo.api.get('Agent/me')).status).toBe(401);
  });

  it('stay out of the log, and so does the secret', async () => {
    await halo.api.signIn();

    expect(JSON.stringify(halo.simulator.control.calls())).not.toContain(halo.simulator.credentials.clientSecret);
  });
});

describe('scopes (halopsa.md 3, 13.2; HP-02)', () => {
  it.each(['all:everything', 'admin:webhooks all:standard read:nothing'])(
    'fails the token for the unknown scope in %s',
    async (scope) => {
      const { status, json } = await halo.api.signIn(scope);

      expect([status, json]).toEqual([400, { error: 'invalid_scope' }]);
    },
  );

  it('fails the token for a scope that the application does not have, or leaves it out of it', async () => {
    halo.simulator.control.setAccess({ scopes: ['all:standard'] });
    const refused = await halo.api.signIn('all:standard admin:webhooks');
    set({ ungrantedScope: 'dropped' });
    const dropped = await halo.api.signIn('all:standard admin:webhooks');

    expect([refused.json, dropped.json.scope]).toEqual([{ error: 'invalid_scope' }, 'all:standard']);
  });

  it.each([
    ['all:standard', { Client: 200, Quotation: 200, Webhook: 403, Lookup: 200 }],
    ['all:standard admin:webhooks', { Client: 200, Webhook: 200 }],
    ['read:customers', { Client: 200, Site: 200, Item: 403, Quotation: 403, Opportunities: 403 }],
    ['read:crm', { Opportunities: 200, Client: 403 }],
    ['all', { Client: 200, Webhook: 200, Item: 200 }],
  ])('%s decides what can be read', async (scope, expected) => {
    await halo.api.signIn(scope);
    const statuses: Record<string, number> = {};
    for (const path of Object.keys(expected)) statuses[path] = (await halo.api.get(path)).status;

    expect(statuses).toEqual(expected);
  });

  it('lets read: read and edit: write', async () => {
    await halo.api.signIn('read:suppliers');
    const refused = await halo.api.post('Supplier', [{ name: 'Acme Wholesale' }]);
    await halo.api.signIn('edit:suppliers');
    const taken = await halo.api.post('Supplier', [{ name: 'Acme Wholesale' }]);

    expect([refused.status, refused.text, taken.status]).toEqual([403, '', 201]);
  });

  it('leaves configuration to admin', async () => {
    const refused = await halo.api.post('TicketType', [{ name: 'Another' }]);
    await halo.api.signIn('admin');

    expect([refused.status, (await halo.api.post('TicketType', [{ name: 'Another' }])).status]).toEqual([403, 201]);
  });

  it('cuts the scopes down to what the role of the agent allows', async () => {
    halo.simulator.control.setAccess({ denied: ['quotation'] });

    expect([(await halo.api.get('Quotation')).status, (await halo.api.get('Client')).status]).toEqual([403, 200]);
  });

  it('answers 403 everywhere for the wrong login type', async () => {
    halo.simulator.control.setAccess({ loginType: 'user' });

    expect([(await halo.api.signIn()).status, (await halo.api.get('Agent/me')).status]).toEqual([200, 403]);
  });

  it.each([
    ['either', 'all:teams', 5],
    ['either', 'allteams', 5],
    ['allteams', 'allteams', 5],
    ['all:teams', 'all:teams', 5],
  ] as const)('shows opportunities of all teams under the name %s with %s', async (teamScope, scope, count) => {
    set({ teamRestricted: true, teamScope });
    await halo.api.signIn(`all:standard ${scope}`);

    expect((await halo.api.get('Opportunities')).json.record_count).toBe(count);
  });

  it('hides those of other teams without it, in lists and by id', async () => {
    set({ teamRestricted: true });
    await halo.api.signIn('all:standard');

    expect([(await halo.api.get('Opportunities')).json.record_count, (await halo.api.get('Opportunities/2105')).status]).toEqual([
      4, 404,
    ]);
  });

  it('does not know the other name of that scope where the tenant has one', async () => {
    set({ teamScope: 'all:teams' });

    expect((await halo.api.signIn('all:standard allteams')).json).toEqual({ error: 'invalid_scope' });
  });
});
