import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plainCall } from '../http-client.ts';
import { basic, startSimulator, type Started } from './harness.ts';

describe('codebase discovery and credentials (connectwise.md 2, 3, 14.1, 14.2)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const info = (company: string) => plainCall('GET', `${started.simulator.siteUrl()}/login/companyinfo/${company}`, {});

  it('answers the company information without credentials, IsCloud as a string (2)', async () => {
    const answer = await info('demomsp');

    expect([answer.status, answer.json]).toEqual([
      200,
      {
        CompanyName: 'Demo MSP',
        Codebase: 'v2025_1/',
        VersionCode: 'v2025.1',
        VersionNumber: expect.any(String),
        CompanyID: 'demomsp',
        IsCloud: 'True',
        SiteUrl: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      },
    ]);
  });

  it('answers the literal null with 200 for an unknown company (2)', async () => {
    const answer = await info('nobody');

    expect([answer.status, answer.text]).toEqual([200, 'null']);
  });

  it('leaves SiteUrl out and begins the keys in lower case where switched (2, unconfirmed)', async () => {
    started.simulator.control.setSwitches({ companyInfoSiteUrl: false, companyInfoLowerCase: true });

    const { json } = await info('demomsp');

    expect([json.codebase, json.isCloud, json.siteUrl, json.Codebase]).toEqual(['v2025_1/', 'True', undefined, undefined]);
  });

  it('answers under the alias and under the codebase, and a pinned codebase is a 404 after an upgrade (2)', async () => {
    const { api, simulator } = started;
    const statusUnder = async (codebase: string) =>
      (await api.get(`${simulator.siteUrl()}/${codebase}/apis/3.0/system/info`)).status;
    const before = [await statusUnder('v4_6_release'), await statusUnder('v2025_1'), await statusUnder('v2025_2')];

    simulator.control.upgrade();

    const after = [await statusUnder('v4_6_release'), await statusUnder('v2025_1'), await statusUnder('v2025_2')];
    expect([before, after, (await info('demomsp')).json.Codebase]).toEqual([[200, 200, 404], [200, 404, 200], 'v2025_2/']);
  });

  it('has the codebase v4_6_release where the site is not a cloud one (2)', async () => {
    started.simulator.control.setSwitches({ isCloud: false });

    const { json } = await info('demomsp');
    const pinned = await started.api.get(`${started.simulator.siteUrl()}/v2025_1/apis/3.0/system/info`);

    expect([json.Codebase, json.IsCloud, pinned.status]).toEqual(['v4_6_release/', 'False', 404]);
  });

  it('redirects the alias to the codebase where switched (13)', async () => {
    started.simulator.control.setSwitches({ aliasRedirects: true });

    const answer = await started.api.get('company/companies?pageSize=1');

    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      `${started.simulator.siteUrl()}/v2025_1/apis/3.0/company/companies?pageSize=1`,
    ]);
  });

  it('answers the version asked for, and tells the newest one and the request (3)', async () => {
    const { headers } = await started.api.call('GET', 'system/info', {
      headers: { accept: 'application/vnd.connectwise.com+json; version=2025.1' },
    });
    const newest = await started.api.call('GET', 'system/info', { headers: { accept: '*/*' } });

    expect([headers.get('content-type'), headers.get('api-current-version')]).toEqual([
      'application/vnd.connectwise.com+json; version=2025.1',
      '2025.8',
    ]);
    expect(newest.headers.get('content-type')).toBe('application/vnd.connectwise.com+json; version=2025.8');
    expect(headers.get('x-cw-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses wrong keys with 401 and the text of section 8', async () => {
    const { credentials } = started.simulator;
    const wrong = { authorization: basic({ ...credentials, privateKey: 'wrong' }) };

    const answer = await started.api.call('GET', 'system/info', { headers: wrong });

    expect([answer.status, answer.json]).toEqual([
      401,
      { code: 'Unauthorized', message: 'Incorrect public/private key', errors: null },
    ]);
  });

  it.each([
    ['no Authorization', { authorization: undefined }],
    ['a scheme that is not Basic', { authorization: 'Bearer x' }],
    ['no company in the user', { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` }],
    ['another company', { authorization: `Basic ${Buffer.from('other+a:b').toString('base64')}` }],
  ])('refuses %s with 401 Unauthorized (3)', async (_, headers) => {
    const answer = await started.api.call('GET', 'system/info', { headers });

    expect([answer.status, answer.json.code]).toEqual([401, 'Unauthorized']);
  });

  it('answers 404 to a mistyped company id and to a disabled member where switched (3, 13)', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ unknownCompanyStatus: 404 });
    const other = await api.call('GET', 'system/info', {
      headers: { authorization: basic({ ...simulator.credentials, companyId: 'x' }) },
    });
    simulator.control.deactivate({ entity: 'Api Member', id: simulator.apiMember.id });
    const disabled = await api.get('system/info');
    simulator.control.setSwitches({ inactiveMemberStatus: 401 });

    expect([other.status, disabled.status, (await api.get('system/info')).status]).toEqual([404, 404, 401]);
  });

  it.each([undefined, 'not-ours'])('refuses the clientId %s with 401, or 403 where switched (3)', async (clientId) => {
    const headers = { clientId };
    const answer = await started.api.call('GET', 'system/info', { headers });
    started.simulator.control.setSwitches({ clientIdStatus: 403 });
    const other = await started.api.call('GET', 'system/info', { headers });

    expect([answer.status, answer.json.message, other.status]).toEqual([401, 'UserNotAuthenticated', 403]);
  });

  it('follows changed credentials', async () => {
    const { api, simulator } = started;
    const old = basic(simulator.credentials);
    simulator.control.setCredentials({ privateKey: 'another' });

    const refused = await api.call('GET', 'system/info', { headers: { authorization: old } });

    expect([refused.status, (await api.get('system/info')).status]).toEqual([401, 200]);
  });

  it('tells about the system (3)', async () => {
    const { json } = await started.api.get('system/info');

    expect(json).toEqual({
      version: 'v2025.1',
      isCloud: true,
      serverTimeZone: expect.any(String),
      licenseBits: [],
      cloudRegion: 'NA',
      maxWorkFlowRecordsAllowed: expect.any(Number),
    });
  });
});

describe('rights of the security role (connectwise.md 3, 8, 14.2)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  const status = async (path: string) => (await started.api.get(path)).status;

  it.each([
    ['Companies', 'company/companies', 'company/companies/statuses'],
    ['Finance', 'finance/agreements', 'finance/billingTerms'],
    ['Marketing', 'marketing/campaigns', 'sales/stages'],
    ['Procurement', 'procurement/catalog', 'procurement/categories'],
    ['Project', 'project/projects', 'service/tickets'],
    ['Sales', 'sales/opportunities', 'sales/opportunities/statuses'],
    ['Service Desk', 'service/tickets', 'service/boards'],
    ['System', 'system/members', 'company/companies'],
  ])('refuses what belongs to the module %s with 403 Security, and no set-up table', async (module, own, other) => {
    started.simulator.control.setSecurity({ denied: [{ module }] });

    const answer = await started.api.get(own);

    expect([answer.status, answer.json, await status(other)]).toEqual([
      403,
      { code: 'Security', message: 'You do not have security permission to perform this action.', errors: null },
      200,
    ]);
  });

  it.each([
    ['Company/Address Formats', 'company/addressFormats'],
    ['Company/Company Status', 'company/companies/statuses'],
    ['Company/Company Type', 'company/companies/types'],
    ['Company/Country', 'company/countries'],
    ['Company/Team Role', 'company/teamRoles'],
    ['Expense/Payment Type', 'expense/paymentTypes'],
    ['Inventory/Warehouse Bin', 'procurement/warehouseBins'],
    ['Invoicing/Billing Cycle', 'finance/billingCycles'],
    ['Invoicing/Billing Terms', 'finance/billingTerms'],
    ['Invoicing/Tax Code', 'finance/taxCodes'],
    ['Opportunities/Status', 'sales/opportunities/statuses'],
    ['Opportunities/Sales Probability', 'sales/probabilities'],
    ['Opportunities/Sales Stage', 'sales/stages'],
    ['Opportunities/Sales Teams', 'sales/salesTeams'],
    ['Opportunities/Type', 'sales/opportunities/types'],
    ['Products/Category', 'procurement/categories'],
    ['Products/Manufacturers', 'procurement/manufacturers'],
    ['Products/Product Type', 'procurement/types'],
    ['Products/Subcategory', 'procurement/subcategories'],
    ['Service/Priority', 'service/priorities'],
    ['Service/Service Board', 'service/boards'],
    ['Service/Severity', 'service/severities'],
    ['Service/SLA', 'service/SLAs'],
  ])('refuses the set-up table %s on its endpoint alone; /info needs lower rights', async (setupTable, path) => {
    started.simulator.control.setSecurity({ denied: [{ setupTable }] });

    const other = path === 'company/countries' ? 'company/teamRoles' : 'company/countries';
    expect([await status(path), await status(other), await status('company/companies'), await status(`${path}/info`)]).toEqual([
      403, 200, 200, 200,
    ]);
  });

  it('tells reading from writing, and one endpoint from the others', async () => {
    const { api, simulator } = started;
    simulator.control.setSecurity({
      denied: [
        { module: 'Companies', rights: ['add'] },
        { endpoint: 'sales/opportunities', rights: ['inquire'] },
      ],
    });

    const created = await api.post('company/companies', { identifier: 'X', name: 'X', city: 'Tampa' });

    expect([created.status, await status('company/companies'), await status('sales/opportunities')]).toEqual([403, 200, 403]);
  });

  it('lets /system/info through without rights, unless switched (3, unconfirmed)', async () => {
    started.simulator.control.setSecurity({ denied: [{ module: 'System' }] });
    const free = await status('system/info');
    started.simulator.control.setSwitches({ systemInfoNeedsRight: true });

    expect([free, await status('system/info')]).toEqual([200, 403]);
  });
});
