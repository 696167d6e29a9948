import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Started } from './harness.ts';

describe('zone discovery and credentials (autotask.md 1)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  function zoneOf(user: string, base = '/ATServicesRest/V1.0/zoneInformation') {
    const { api, simulator } = started;
    return api.call('GET', `${simulator.baseUrl()}${base}?user=${encodeURIComponent(user)}`, {
      headers: { username: undefined, secret: undefined, apiintegrationcode: undefined },
    });
  }

  it('tells a known user its zone without credentials, in any case of the path', async () => {
    const { simulator } = started;

    const zone = await zoneOf(simulator.credentials.userName, '/atservicesrest/v1.0/ZONEINFORMATION');

    expect(zone.status).toBe(200);
    expect(zone.json).toEqual({
      zoneName: expect.any(String),
      url: simulator.zoneUrl(),
      webUrl: expect.any(String),
      ci: 100_001,
    });
  });

  it.each(['', 'nobody@example.com', '%%%'])('answers 500 for the unknown user "%s"', async (user) => {
    const zone = await zoneOf(user);

    expect(zone.status).toBe(500);
    expect(zone.json).toEqual({ errors: ['Zone information could not be determined'] });
  });

  it('can refuse a valid user and can double a slash of the zone URL', async () => {
    const { simulator, api } = started;
    simulator.control.setSwitches({ zoneUrlDoubleSlash: true });

    const doubled = await zoneOf(simulator.credentials.userName);
    simulator.control.setSwitches({ zoneDiscoveryFails: true });
    const refused = await zoneOf(simulator.credentials.userName);

    expect(doubled.json.url).toBe(`${simulator.baseUrl()}//ATServicesRest/`);
    expect((await api.call('GET', `${doubled.json.url}v1.0/Companies/0`)).json.item.id).toBe(0);
    expect(refused.status).toBe(500);
  });

  it('lists V2.0 although its routes are 404', async () => {
    const { simulator, api } = started;

    const versions = await api.call('GET', `${simulator.baseUrl()}/ATServicesRest/VersionInformation`, {
      headers: { secret: undefined },
    });
    const zone = await zoneOf(simulator.credentials.userName, '/ATServicesRest/V2.0/zoneInformation');

    expect(versions.json).toEqual({ apiVersions: ['V1.0', 'V2.0'] });
    expect(zone.status).not.toBe(200);
  });

  const rows: [string, Record<string, string | undefined>, number, unknown][] = [
    ['a wrong secret', { secret: 'wrong' }, 401, undefined],
    ['a missing secret', { secret: undefined }, 401, undefined],
    ['a missing user', { username: undefined }, 401, undefined],
    ['a missing tracking identifier', { apiintegrationcode: undefined }, 401, undefined],
    ['a wrong tracking identifier', { apiintegrationcode: 'WRONG' }, 500, { errors: ['IntegrationCode is invalid.'] }],
    ['an unknown user', { username: 'nobody@example.com' }, 500, { errors: ['Zone information could not be determined'] }],
  ];
  it.each(rows)('answers %s as section 1.5 says', async (_name, headers, status, body) => {
    const answer = await started.api.call('GET', 'Companies/0', { headers });

    expect(answer.status).toBe(status);
    expect(answer.json).toEqual(body);
  });

  it('answers an unknown user without an errors array where the switch says so', async () => {
    started.simulator.control.setSwitches({ unknownUserErrors: null });

    const answer = await started.api.call('GET', 'Companies/0', { headers: { username: 'nobody@example.com' } });

    expect([answer.status, answer.text]).toEqual([500, '']);
  });

  it('locks the account after five wrong secrets in a row, until the credentials change', async () => {
    const { api, simulator } = started;
    for (let attempt = 0; attempt < 5; attempt += 1) await api.call('GET', 'Companies/0', { headers: { secret: 'wrong' } });

    const locked = await api.get('Companies/0');
    const wasLocked = simulator.control.state().isLocked;
    simulator.control.setCredentials({ secret: 'new secret' });
    const unlocked = await api.get('Companies/0');

    expect([locked.status, wasLocked, unlocked.status]).toEqual([401, true, 200]);
  });

  it('does not lock when the switch is 0, nor when a right secret comes between', async () => {
    const { api, simulator } = started;
    const wrong = () => api.call('GET', 'Companies/0', { headers: { secret: 'wrong' } });
    for (let attempt = 0; attempt < 4; attempt += 1) await wrong();

    const between = await api.get('Companies/0');
    for (let attempt = 0; attempt < 4; attempt += 1) await wrong();
    const again = await api.get('Companies/0');
    simulator.control.setSwitches({ lockoutAfter: 0 });
    for (let attempt = 0; attempt < 9; attempt += 1) await wrong();

    expect([between.status, again.status, (await api.get('Companies/0')).status]).toEqual([200, 200, 200]);
  });

  it('answers an inactive API user as a wrong secret', async () => {
    started.simulator.control.setSecurity({ isActive: false });

    expect((await started.api.get('Companies/0')).status).toBe(401);
  });

  it('refuses what the security level leaves out with the permission text, as 500 or 403', async () => {
    const { api, simulator } = started;
    simulator.control.setSecurity({ denied: [{ entity: 'Products', actions: ['create', 'query'] }] });

    const create = await api.post('Products', {});
    const query = await api.query('Products', [{ op: 'exist', field: 'id' }]);
    simulator.control.setSwitches({ permissionStatus: 403 });
    const forbidden = await api.get('Products/29700000');
    const info = await api.get('Products/entityInformation');

    expect([create.status, create.json.errors]).toEqual([
      500,
      [expect.stringContaining('adequate permissions to create this entity type')],
    ]);
    expect([query.status, query.json.errors]).toEqual([
      500,
      [expect.stringContaining('adequate permissions to query this entity type')],
    ]);
    expect(forbidden.status).toBe(403);
    expect(info.json.info).toMatchObject({ canCreate: true, userAccessForCreate: 'None', userAccessForUpdate: 'All' });
  });

  it('shows fewer rows and fields where the security level hides them, never an error', async () => {
    const { api, simulator } = started;
    simulator.control.hide({ entity: 'Companies', ids: [29_683_000] });
    simulator.control.setSecurity({ hiddenFields: ['Products.unitCost'] });

    const ids = await api.ids('Companies', [{ op: 'exist', field: 'id' }]);
    const hidden = await api.get('Companies/29683000');
    const product = await api.get('Products/29700000');
    simulator.control.hide({ entity: 'Contacts', ids: 'all' });
    const contacts = await api.ids('Contacts', [{ op: 'exist', field: 'id' }]);
    simulator.control.reveal();

    expect(ids).not.toContain(29_683_000);
    expect([hidden.status, hidden.json]).toEqual([200, { item: null }]);
    expect(product.json.item).not.toHaveProperty('unitCost');
    expect(contacts).toEqual([]);
    expect(await api.ids('Companies', [{ op: 'eq', field: 'id', value: 29_683_000 }])).toEqual([29_683_000]);
  });

  it.each([
    ['401' as const, 401, undefined],
    ['empty' as const, 200, { item: null }],
  ])('after a move to another zone the old host answers %s', async (wrongZoneAnswer, status, body) => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ wrongZoneAnswer });
    const oldUrl = simulator.zoneUrl();

    const newUrl = simulator.control.moveZone();
    const old = await api.call('GET', `${oldUrl}v1.0/Companies/0`);
    const moved = await zoneOf(simulator.credentials.userName);

    expect([old.status, old.json]).toEqual([status, body]);
    expect(moved.json.url).toBe(newUrl);
    expect((await api.call('GET', `${newUrl}v1.0/Companies/0`)).json.item.companyName).toBe('Demo MSP');
  });

  it('attributes a write to the impersonated person and refuses the header on reads (1.4)', async () => {
    const { api, simulator } = started;
    const headers = { impersonationresourceid: '29682886' };

    const read = await api.call('GET', 'Companies/0', { headers });
    const created = await api.call('POST', 'QuoteLocations', { headers, body: { city: 'Springfield' } });
    const company = await api.call('POST', 'Companies', {
      headers,
      body: { companyName: 'Demo X', companyType: 1, phone: '1', ownerResourceID: 29_682_885 },
    });
    const byApiUser = await api.call('POST', 'QuoteLocations', {
      headers: { impersonationresourceid: String(simulator.apiUserId) },
      body: {},
    });
    const row = simulator.control.get({ entity: 'Companies', id: company.json.itemId });

    expect([read.status, read.json.errors]).toEqual([500, [expect.stringContaining('permissions to query')]]);
    expect(created.status).toBe(200);
    expect(row?.values).toMatchObject({ createdByResourceID: 29_682_886, impersonatorCreatorResourceID: simulator.apiUserId });
    expect([byApiUser.status, byApiUser.json.errors]).toEqual([500, [expect.stringContaining('permissions to create')]]);
  });
});
