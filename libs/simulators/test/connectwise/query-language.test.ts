import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, startSimulator, type Started } from './harness.ts';

describe('the query language (connectwise.md 5, 14.3)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const companies = (conditions: string) => started.api.ids('company/companies', { conditions });
  const contacts = (parameters: Record<string, string>) => started.api.ids('company/contacts', parameters);
  const refusal = async (parameters: Record<string, string>, collection = 'company/companies') => {
    const { status, json } = await started.api.get(`${collection}?${new URLSearchParams(parameters).toString()}`);
    return { status, ...json };
  };
  const ALL = [250, 251, 252, 253, 254, 255, 256, 257, 258, 259];

  it.each([
    ['id = 250', [250]],
    ['id != 250', ALL.slice(1)],
    ['id < 252', [250, 251]],
    ['id <= 252', [250, 251, 252]],
    ['id > 258', [259]],
    ['id>=258', [258, 259]],
    ['id in (251, 253)', [251, 253]],
    ['id not in (251,253)', ALL.filter((id) => id !== 251 && id !== 253)],
    ['name = "demo company 00001"', [250]],
    ["name = 'Demo Company 00001'", [250]],
    ['name contains "00003"', [252]],
    ['name not contains "0000"', [259]],
    ['name like "Demo*00002"', [251]],
    ['name like "%00002"', [251]],
    ['name like "Demo"', []],
    ['identifier = "DEMO000001" or identifier = "DEMO000002"', [250, 251]],
    ['id > 250 AND id < 253', [251, 252]],
    ['id = 250 OR id > 257 AND id < 259', [250, 258]],
    ['(id = 250 OR id > 257) AND id < 259', [250, 258]],
    ['not (id > 250)', [250]],
    ['isVendorFlag = True', [259]],
    ['isVendorFlag = false and id < 252', [250, 251]],
    ['status/id = 1 and id = 250', [250]],
    ['status/name = "Active" and id = 250', [250]],
    ['country/identifier = "US" and id = 250', [250]],
    ['billingTerms/id in (3) and id=250', [250]],
    ['parentCompany = null and id = 250', [250]],
    ['parentCompany/id != null', []],
    ['faxNumber != null', []],
    ['faxNumber = null and id = 250', [250]],
    ['faxNumber != "x"', []],
  ])('finds by %s', async (conditions, expected) => {
    expect(await companies(conditions)).toEqual(expected);
  });

  it('takes a literal bracket as [[]', async () => {
    started.simulator.control.patch({ entity: 'Company', id: 250, values: { name: 'Demo [test] one' } });

    expect(await companies('name like "*[[]test]*"')).toEqual([250]);
  });

  it('filters on lastUpdated of every object, with whole seconds', async () => {
    const { json } = await started.api.get('company/companies/254');
    const at: string = json._info.lastUpdated;

    expect(at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(await companies(`lastUpdated > [${at}]`)).toEqual([255, 256, 257, 258, 259]);
    expect(await companies(`lastUpdated >= [${at}]`)).toEqual([254, 255, 256, 257, 258, 259]);
  });

  it.each([
    ['deletedFlag = 1', 'boolean', 'numeric'],
    ['name = 5', 'string', 'numeric'],
    ['id = "5"', 'numeric', 'string'],
    ['status/id = True', 'numeric', 'boolean'],
    ['lastUpdated > "2025-06-01T00:00:00Z"', 'DateTime', 'string'],
  ])('refuses a literal of the wrong type with the text of section 5: %s', async (conditions, expected, given) => {
    const { status, message } = await refusal({ conditions });

    expect(status).toBe(400);
    expect(
      message.startsWith(
        `Expected a ${expected} value, not a ${given}. String values should be enclosed with double or single quotes; ` +
          'DateTime values should be enclosed in square brackets;',
      ),
    ).toBe(true);
  });

  it.each([
    'name',
    'name =',
    '= "x"',
    'name = x',
    'name ~ "x"',
    '(id = 1',
    'id = 1)',
    'id = 1 and',
    'id in 1',
    'id in ()',
    'name = "open',
    'nonsense = 1',
    'status/colour = 1',
    'status/name/x = 1',
    'lastUpdated > [yesterday]',
    'id > null',
    'id not = 1',
    'constructor = 1',
  ])('refuses bad conditions with a code that is unconfirmed: %s', async (conditions) => {
    const plain = await refusal({ conditions });
    started.simulator.control.setSwitches({ badConditionsCode: 'ApiFindCondition' });

    expect([plain.status, plain.code, (await refusal({ conditions })).code]).toEqual([400, 'InvalidFilter', 'ApiFindCondition']);
  });

  it.each(['types/name = "Client"', 'types/id = 1', 'customFields/value = "x"'])(
    'refuses an array child in conditions with ApiFindCondition (5): %s',
    async (conditions) => {
      expect(await refusal({ conditions })).toMatchObject({ status: 400, code: 'ApiFindCondition' });
    },
  );

  it('filters on children, per object and not per child (5)', async () => {
    const email = 'avery.1@company.example';

    expect(await contacts({ childConditions: `communicationItems/value like "AVERY.1@company.example"` })).toEqual([
      DEMO.contact,
    ]);
    expect(
      await contacts({
        childConditions: `communicationItems/value = "${email}" AND communicationItems/communicationType = "Phone"`,
      }),
    ).toEqual([DEMO.contact]);
    expect(await started.api.ids('company/companies', { childConditions: 'types/name = "Vendor"' })).toEqual([DEMO.vendor]);
    expect(await refusal({ childConditions: 'name = "x"' })).toMatchObject({ status: 400 });
  });

  it('filters on user-defined fields (5)', async () => {
    const find = (customFieldConditions: string) => started.api.ids('company/companies', { customFieldConditions });

    expect(await find('caption="Quote Reference" AND value != null')).toEqual([250, 255]);
    expect(await find('caption="Quote Reference" AND value = "REF-6"')).toEqual([255]);
    expect(await find('caption="Seats" AND value != null')).toEqual([]);
    expect(await refusal({ customFieldConditions: 'colour = "x"' })).toMatchObject({ status: 400 });
  });

  it('orders by fields and references, up and down (5)', async () => {
    const order = (orderBy: string) => started.api.ids('company/companies', { orderBy, conditions: 'id in (250,251,259)' });

    expect(await order('name desc')).toEqual([259, 251, 250]);
    expect(await order('isVendorFlag desc, id desc')).toEqual([259, 251, 250]);
    expect(await order('status/name asc,identifier desc')).toEqual([259, 251, 250]);
    expect(await refusal({ orderBy: 'nonsense' })).toMatchObject({ status: 400 });
    expect(await refusal({ orderBy: 'name sideways' })).toMatchObject({ status: 400 });
  });

  it('orders by _info/lastUpdated unless switched off (6, unconfirmed)', async () => {
    expect((await started.api.ids('company/companies', { orderBy: '_info/lastUpdated desc' }))[0]).toBe(259);
    started.simulator.control.setSwitches({ orderByInfo: false });

    expect(await refusal({ orderBy: '_info/lastUpdated desc' })).toMatchObject({ status: 400 });
  });

  it('answers the fields asked for, nested ones too, and ignores unknown ones unless switched (5)', async () => {
    const { json } = await started.api.get('company/companies/250?fields=id,status/id,_info/lastUpdated,types/name,nonsense');
    started.simulator.control.setSwitches({ unknownFieldsIgnored: false });

    expect(json).toEqual({
      id: 250,
      status: { id: 1 },
      types: [{ name: 'Client' }],
      _info: { lastUpdated: expect.any(String) },
    });
    expect(await refusal({ fields: 'id,nonsense' })).toMatchObject({ status: 400 });
  });

  it('counts with conditions (4)', async () => {
    const { json } = await started.api.get('company/companies/count?conditions=id%3E257');

    expect(json).toEqual({ count: 2 });
  });

  it('takes long conditions in the body of a ticket search, with paging in the query (4)', async () => {
    const { status, json } = await started.api.post('service/tickets/search?pageSize=1', { conditions: 'id > 7000' });
    const other = await started.api.post('company/companies/search', {});

    expect([status, json.map(({ id }: { id: number }) => id), other.status]).toEqual([200, [7001], 404]);
  });

  it('refuses a URL of more than 10,000 characters (4)', async () => {
    const { status } = await started.api.get(`company/companies?conditions=${'x'.repeat(10_000)}`);

    expect(status).toBe(414);
  });
});

describe('paging (connectwise.md 6, 14.4)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ seed: { companies: 60, products: 0 } });
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  const FORWARD = { headers: { 'pagination-type': 'forward-only' } };
  const links = (header: string | null) =>
    Object.fromEntries(
      [...(header ?? '').matchAll(/<([^>]*)>; rel="(\w+)"/g)].map(([, url = '', rel = '']) => [rel, new URL(url)]),
    );

  it('pages by 25 and links to the next and the last page, keeping the other parameters', async () => {
    const first = await started.api.get('company/companies?conditions=name%20contains%20%22Demo%22');
    const { next, last } = links(first.headers.get('link'));

    expect([first.json.length, next?.searchParams.get('page'), last?.searchParams.get('page')]).toEqual([25, '2', '3']);
    expect(next?.searchParams.get('conditions')).toBe('name contains "Demo"');
    expect(first.headers.get('link')).toContain('%22');
    expect(first.headers.get('link')).not.toMatch(/%[0-9]?[A-F]/);
  });

  it('links back from later pages, and to no next from the last one', async () => {
    const { json, headers } = await started.api.get('company/companies?page=3');
    const found = links(headers.get('link'));

    expect([json.length, Object.keys(found).sort(), found['prev']?.searchParams.get('page')]).toEqual([
      10,
      ['first', 'prev'],
      '2',
    ]);
  });

  it('answers [] with 200 beyond the end, and no Link for a single page', async () => {
    const beyond = await started.api.get('company/companies?page=9');
    const single = await started.api.get('company/companies?pageSize=100');

    expect([beyond.status, beyond.json, single.headers.get('link')]).toEqual([200, [], null]);
  });

  it('walks forward only by pageId, in order of id, with next always offered', async () => {
    const first = await started.api.call('GET', 'company/companies?pageSize=40&orderBy=name%20desc&page=7', FORWARD);
    const { next } = links(first.headers.get('link'));
    const second = await started.api.call('GET', `company/companies${next?.search ?? ''}`, FORWARD);

    expect([first.json.length, first.json[0].id, next?.searchParams.get('pageId')]).toEqual([40, 250, '289']);
    expect([
      second.json.length,
      second.json[0].id,
      links(second.headers.get('link'))['next']?.searchParams.get('pageId'),
    ]).toEqual([20, 290, '309']);
  });

  it('clamps pageSize to 1000, or refuses more where switched (6, unconfirmed)', async () => {
    const clamped = await started.api.get('company/companies?pageSize=5000');
    started.simulator.control.setSwitches({ clampPageSize: false });
    const refused = await started.api.get('company/companies?pageSize=5000');

    expect([clamped.status, clamped.json.length, refused.status]).toEqual([200, 60, 400]);
  });

  it.each(['pageSize=ten', 'page=-1', 'page=x'])('refuses %s', async (query) => {
    expect((await started.api.get(`company/companies?${query}`)).status).toBe(400);
  });

  it('sends no Link from the endpoints that are switched so, and none from the audit trail (6)', async () => {
    const fields = await started.api.get('system/userDefinedFields?pageSize=2');
    const audit = await started.api.get('system/audittrail?type=Company&id=250');

    expect([fields.json.length, fields.headers.get('link'), audit.json, audit.headers.get('link')]).toEqual([2, null, [], null]);
  });
});
