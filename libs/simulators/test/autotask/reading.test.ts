import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, startSimulator, type Started } from './harness.ts';

const ALL = [{ op: 'exist', field: 'id' }];

describe('reading (autotask.md 2.1 to 2.5, 2.8, 2.9)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ seed: { companies: 1_203, contactsPerCompany: 1, products: 5 } });
  });
  beforeEach(() => {
    started.simulator.control.setSwitches({
      wrongPagingMethod: '405',
      missingItem: 'null',
      thinFields: [],
      clampMaxRecords: true,
    });
  });
  afterAll(() => started.simulator.stop());

  it('answers a get with the item, and a missing one with null or 404', async () => {
    const { api, simulator } = started;

    const found = await api.get(`Companies/${DEMO.company}`);
    const missing = await api.get('Companies/1');
    simulator.control.setSwitches({ missingItem: '404' });
    const missingAs404 = await api.get('Companies/1');

    expect(found.json.item).toMatchObject({
      id: DEMO.company,
      companyName: 'Demo Company 00001',
      userDefinedFields: [{ name: 'Customer Tier', value: '1' }],
    });
    expect([missing.status, missing.json]).toEqual([200, { item: null }]);
    expect(missingAs404.status).toBe(404);
  });

  it('counts, by POST and by GET', async () => {
    const { api } = started;
    const search = encodeURIComponent(JSON.stringify({ filter: [{ op: 'gt', field: 'id', value: 0 }] }));

    const posted = await api.call('POST', 'Companies/query/count', { body: { Filter: ALL } });
    const got = await api.get(`Companies/query/count?search=${search}`);

    expect([posted.json, got.json]).toEqual([{ queryCount: 1_204 }, { queryCount: 1_203 }]);
  });

  it('pages by 500 rows in ascending order of id, each page URL with the method and body of the query', async () => {
    const { api } = started;
    const body = { Filter: ALL };

    const first = await api.post('Companies/query', body);
    const second = await api.post(first.json.pageDetails.nextPageUrl, body);
    const third = await api.post(second.json.pageDetails.nextPageUrl, body);
    const back = await api.post(third.json.pageDetails.prevPageUrl, body);
    const ids = [first, second, third].flatMap(({ json }) => json.items.map(({ id }: { id: number }) => id));

    expect(first.json.pageDetails).toMatchObject({ count: 500, requestCount: 500, prevPageUrl: null });
    expect(first.json.pageDetails.nextPageUrl).toContain('/Companies/query/next?paging=');
    expect(third.json.pageDetails).toMatchObject({ count: 204, requestCount: 500, nextPageUrl: null });
    expect(ids).toEqual([0, ...Array.from({ length: 1_203 }, (_, index) => DEMO.company + index)]);
    expect(back.json.items).toEqual(second.json.items);
    expect(back.json.pageDetails.prevPageUrl).toContain('query/next');
  });

  it.each(['405' as const, 'empty' as const])('answers the other method on a page URL with %s', async (wrongPagingMethod) => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ wrongPagingMethod });
    const first = await api.query('Companies', ALL);

    const page = await api.get(first.json.pageDetails.nextPageUrl);

    expect([page.status, page.json.items]).toEqual(wrongPagingMethod === '405' ? [405, undefined] : [200, []]);
  });

  it('pages a GET query by GET', async () => {
    const { api } = started;
    const search = encodeURIComponent(JSON.stringify({ Filter: ALL, IncludeFields: ['id'] }));

    const first = await api.get(`Companies/query?search=${search}`);
    const second = await api.get(first.json.pageDetails.nextPageUrl);

    expect(second.json.items[0]).toEqual({ id: DEMO.company + 499 });
  });

  it('walks by id without page URLs', async () => {
    const { api } = started;
    const seen: number[] = [];

    for (let last = -1, page = [0]; page.length > 0; last = page.at(-1) ?? last) {
      page = await api.ids('Companies', [{ op: 'gt', field: 'id', value: last }]);
      seen.push(...page);
    }

    expect([seen.length, new Set(seen).size]).toEqual([1_204, 1_204]);
  });

  it('answers 404 to a GET whose URL is longer than 2,048 characters', async () => {
    const search = encodeURIComponent(JSON.stringify({ Filter: [{ op: 'eq', field: 'companyName', value: 'x'.repeat(2_100) }] }));

    expect((await started.api.get(`Companies/query?search=${search}`)).status).toBe(404);
  });

  it('caps the page by MaxRecords, clamped or refused outside of 1 to 500', async () => {
    const { api, simulator } = started;

    const two = await api.query('Companies', ALL, { maxrecords: 2 });
    const clamped = await api.query('Companies', ALL, { MaxRecords: 9_999 });
    simulator.control.setSwitches({ clampMaxRecords: false });
    const refused = await api.query('Companies', ALL, { MaxRecords: 501 });

    expect(two.json.pageDetails).toMatchObject({ count: 2, requestCount: 2 });
    expect(clamped.json.items).toHaveLength(500);
    expect(refused.status).toBe(500);
  });

  it('returns the IncludeFields only, with the UDFs that are named', async () => {
    const { api } = started;
    const filter = [{ op: 'eq', field: 'id', value: DEMO.company }];

    const narrow = await api.query('Companies', filter, { IncludeFields: ['ID', 'companyname', 'nonsense'] });
    const withUdf = await api.query('Companies', filter, { IncludeFields: ['id', 'Customer Tier'] });

    expect(narrow.json.items).toEqual([{ id: DEMO.company, companyName: 'Demo Company 00001' }]);
    expect(withUdf.json.items).toEqual([{ id: DEMO.company, userDefinedFields: [{ name: 'Customer Tier', value: '1' }] }]);
  });

  it('breaks off paging where IncludeFields leaves the id out', async () => {
    const answer = await started.api.query('Companies', ALL, { IncludeFields: ['companyName'] });

    expect(answer.json.items).toHaveLength(500);
    expect(answer.json.pageDetails.nextPageUrl).toBeNull();
  });

  it('can keep fields for the get by id', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ thinFields: ['Companies.phone'] });

    const queried = await api.query('Companies', [{ op: 'eq', field: 'id', value: DEMO.company }]);
    const got = await api.get(`Companies/${DEMO.company}`);

    expect(queried.json.items[0]).not.toHaveProperty('phone');
    expect(got.json.item.phone).toBe('555-00001');
  });

  it('can be an older Autotask that lacks fields: neither described nor answered, and refused in queries', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ absentFields: ['Contracts.lastModifiedDateTime'] });

    const described = await api.get('Contracts/entityInformation/fields');
    const queried = await api.query('Contracts', [{ op: 'gte', field: 'id', value: 0 }]);
    const refused = await api.query('Contracts', [{ op: 'exist', field: 'lastModifiedDateTime' }]);
    simulator.control.setSwitches({ absentFields: [] });

    expect(JSON.stringify(described.json.fields)).not.toContain('lastModifiedDateTime');
    expect(queried.json.items[0]).toHaveProperty('contractName');
    expect(queried.json.items[0]).not.toHaveProperty('lastModifiedDateTime');
    expect(refused.status).toBe(500);
  });

  it('answers times in all three forms, or always with milliseconds and Z', async () => {
    const { api, simulator } = started;
    const set = (id: number, text: string) =>
      simulator.control.patch({ entity: 'Opportunities', id, values: { lastActivity: text } });
    simulator.control.setSwitches({ opportunityEditMovesLastActivity: false });
    set(1_200, '2026-01-02T03:04:05.000Z');
    set(1_201, '2026-01-02T03:04:05.678Z');

    const mixed = [await api.get('Opportunities/1200'), await api.get('Opportunities/1201')].map(
      ({ json }) => json.item.lastActivity,
    );
    simulator.control.setSwitches({ dateTimeFormat: 'iso' });
    const iso = (await api.get('Opportunities/1201')).json.item.lastActivity;

    expect(mixed).toEqual(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678']);
    expect(iso).toBe('2026-01-02T03:04:05.678Z');
  });

  it('lists children below their parent, and a single child as a list of one', async () => {
    const { api } = started;

    const list = await api.get(`Companies/${DEMO.company}/contacts`);
    const one = await api.get(`companies/${DEMO.company}/Contacts/${DEMO.contact}`);
    const ofOther = await api.get(`Companies/${DEMO.otherCompany}/Contacts/${DEMO.contact}`);

    expect(list.json.items.map(({ id }: { id: number }) => id)).toEqual([DEMO.contact]);
    expect(one.json.items).toHaveLength(1);
    expect(ofOther.json.items).toEqual([]);
  });

  it.each([
    ['GET', 'Nonsense/1', 404],
    ['GET', 'Companies/abc', 404],
    ['GET', 'Companies', 405],
    ['DELETE', `Companies/${DEMO.company}`, 405],
    ['PATCH', `Companies/${DEMO.company}`, 405],
    ['PUT', `Companies/${DEMO.company}`, 405],
    ['PATCH', `Companies/${DEMO.company}/Contacts/${DEMO.contact}`, 405],
    ['POST', 'BillingCodes', 405],
    ['POST', 'TicketNotes', 404],
    ['POST', 'Contacts', 404],
    ['PATCH', 'Contacts', 404],
    ['POST', 'QuoteItems', 404],
    ['POST', `Quotes/${DEMO.quote}/Locations`, 404],
    ['DELETE', 'Companies/query', 405],
    ['OPTIONS', `Companies/${DEMO.company}`, 405],
  ])('%s %s is %i', async (method, path, status) => {
    const answer = await started.api.call(method, path, method === 'GET' || method === 'DELETE' ? {} : { body: {} });

    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.json.Message).toBe(`The requested resource does not support http method '${method}'.`);
  });

  it('answers below no known path with 404', async () => {
    expect((await started.api.call('GET', `${started.simulator.baseUrl()}/elsewhere`)).status).toBe(404);
  });
});
