import { describe, expect, it } from '@jest/globals';
import { DEMO, useSimulator } from './harness.ts';

const halo = useSimulator({ seed: { companies: 60, contacts: 60, opportunities: 130, products: 60, quotes: 3 } });
const { set } = halo;

const get = (path: string) => halo.api.get(path);

describe('paging (halopsa.md 5, 12, 13.3)', () => {
  it('answers the page, the size and the count of the whole filter', async () => {
    const { json } = await get('Client?pageinate=true&page_no=2&page_size=25');

    expect([json.page_no, json.page_size, json.record_count, json.clients.length, json.clients[0].id]).toEqual([
      2, 25, 60, 25, 37,
    ]);
  });

  it('ignores page numbers without pageinate', async () => {
    const { json } = await get('Client?page_no=3&page_size=10&count=1000');

    expect([json.page_no, json.clients.length, json.clients[0].id]).toEqual([undefined, 60, DEMO.client]);
  });

  it('has 50 rows a page when no size is said', async () => {
    const { json } = await get('Client?pageinate=true&page_no=1');

    expect([json.page_size, json.clients.length, json.record_count]).toEqual([50, 50, 60]);
  });

  it('answers 50 rows without paging and count, or all where switched', async () => {
    const usual = await get('Client');
    set({ unpagedCount: null });
    const all = await get('Client');

    expect([usual.json.clients.length, usual.json.record_count, all.json.clients.length]).toEqual([50, 60, 60]);
  });

  it.each(['Opportunities', 'Tickets'])('caps %s at 100 without a word, and counts them all', async (path) => {
    const { json } = await get(`${path}?pageinate=true&page_no=1&page_size=500`);

    expect([json.page_size, json.tickets.length]).toEqual([500, 100]);
    expect(json.record_count).toBeGreaterThan(100);
  });

  it('goes on after the rows that came, not after those that were asked for', async () => {
    const ids = [1, 2].map((page) => halo.api.ids(`Opportunities?pageinate=true&page_no=${page}&page_size=500`));
    const [first, second] = await Promise.all(ids);

    expect([first?.length, second?.length, (second?.[0] ?? 0) - (first?.at(-1) ?? 0)]).toEqual([100, 30, 1]);
  });

  it('answers a page behind the last with no rows', async () => {
    const { json } = await get('Item?pageinate=true&page_no=9&page_size=100');

    expect([json.items, json.record_count]).toEqual([[], 60]);
  });

  it.each(['page_no=0', 'page_no=x', 'page_size=-1', 'pageinate=perhaps'])(
    'refuses %s with a problem that names it',
    async (query) => {
      const { status, json } = await get(`Client?pageinate=true&${query}`);

      expect([status, json.errors]).toEqual([400, { [query.split('=')[0] ?? '']: [expect.any(String)] }]);
    },
  );
});

describe('shapes (halopsa.md 5)', () => {
  it.each([
    ['Client', 'clients'],
    ['Site', 'sites'],
    ['Users', 'users'],
    ['Opportunities', 'tickets'],
    ['Projects', 'tickets'],
    ['Item', 'items'],
    ['Quotation', 'quotes'],
    ['SalesOrder', 'salesorders'],
    ['PurchaseOrder', 'purchaseorders'],
    ['Invoice', 'invoices'],
    ['RecurringInvoice', 'invoices'],
    ['Supplier', 'suppliers'],
    ['ClientContract', 'contracts'],
    ['Actions', 'actions'],
  ])('%s answers an envelope with %s', async (path, name) => {
    const { json } = await get(path);

    expect([Array.isArray(json[name]), typeof json.record_count]).toEqual([true, 'number']);
  });

  it.each(['Agent', 'TicketType', 'Status', 'AssetType', 'AssetGroup', 'ItemGroup', 'Lookup', 'Webhook', 'Notification'])(
    '%s answers a bare array',
    async (path) => {
      expect(Array.isArray((await get(path)).json)).toBe(true);
    },
  );

  it.each(['Team', 'Tax', 'Currency', 'Category', 'Priority', 'Outcome', 'CustomField', 'FieldInfo'])(
    '%s answers a bare array too',
    async (path) => {
      expect(Array.isArray((await get(path)).json)).toBe(true);
    },
  );

  it('has no custom fields and no lines in lists, and both in details', async () => {
    const list = await get('Quotation?count=1');
    const withLines = await get('Quotation?count=1&includelines=true');
    const detail = await halo.api.detail(`Quotation/${DEMO.quotation}`);

    expect(list.json.quotes[0]).not.toHaveProperty('lines');
    expect(list.json.quotes[0]).not.toHaveProperty('customfields');
    expect(withLines.json.quotes[0].lines).toHaveLength(2);
    expect([detail.json.lines.length, detail.json.customfields[0].name]).toEqual([2, 'CFQuotingQuote']);
  });

  it('answers a get without includedetails with the fields of a list', async () => {
    const short = await get(`Client/${DEMO.client}`);
    const full = await halo.api.detail(`Client/${DEMO.client}`);

    expect([Object.keys(short.json).includes('website'), full.json.website]).toEqual([false, 'https://demomsp.example']);
  });

  it('fills what the published schemas of lists have where the tenant does so, and nothing else of the details', async () => {
    const reduced = await get('Users?count=1');
    halo.simulator.control.setSwitches({ listMembers: 'published' });
    const users = await get('Users?count=1');
    const clients = await get('Client?count=1');

    expect(reduced.json.users[0]).not.toHaveProperty('title');
    expect(users.json.users[0]).toHaveProperty('title');
    expect(users.json.users[0]).not.toHaveProperty('ulastupdate');
    expect(clients.json.clients[0]).toMatchObject({ website: 'https://demomsp.example' });
    expect(clients.json.clients[0]).not.toHaveProperty('tax_number');
  });

  it('answers ids alone on idonly', async () => {
    expect((await get('Client?count=2&idonly=true')).json.clients).toEqual([{ id: DEMO.client }, { id: DEMO.otherClient }]);
  });

  it.each(['Client/99999', 'Client/abc', 'Nothing', 'Client/12/more', 'Opportunities/2231'])(
    'answers 404 without a body for %s',
    async (path) => {
      const { status, text } = await get(path);

      expect([status, text]).toEqual([404, '']);
    },
  );

  it('answers 405 for other verbs', async () => {
    expect((await halo.api.call('PUT', 'Client', { body: {} })).status).toBe(405);
  });
});

describe('filters and order (halopsa.md 5)', () => {
  it('leaves inactive rows out unless they are asked for', async () => {
    halo.simulator.control.deactivate({ entity: 'Client', id: DEMO.otherClient });
    const count = async (query: string) => (await get(`Client?${query}`)).json.record_count;

    expect([
      await count(''),
      await count('includeinactive=true'),
      await count('includeactive=false&includeinactive=true'),
      await count('activeinactive=true,false'),
      await count('activeinactive=true,true'),
    ]).toEqual([59, 60, 1, 59, 60]);
  });

  it('searches names and main fields in any case', async () => {
    expect(await halo.api.ids('Client?search=COMPANY%2000002')).toEqual([DEMO.otherClient]);
  });

  it('orders by a field in either direction', async () => {
    const up = await halo.api.ids('Item?pageinate=true&page_size=100&order=costprice');
    const down = await halo.api.ids('Item?pageinate=true&page_size=100&order=costprice&orderdesc=true');

    expect([up.toReversed(), down[0] === up.at(-1)]).toEqual([down, true]);
  });

  it('orders by the last change, or passes over it where switched', async () => {
    await halo.api.post('Client', [{ id: 40, notes: 'changed' }]);
    const works = await halo.api.ids('Client?count=1&order=alastupdate&orderdesc=true');
    set({ lastUpdateOrder: false });
    const ignored = await halo.api.ids('Client?count=1&order=alastupdate&orderdesc=true');

    expect([works, ignored]).toEqual([[40], [DEMO.client]]);
  });

  it('filters by the last change, does nothing, or wants a bool', async () => {
    await halo.api.post('Client', [{ id: 40, notes: 'changed' }]);
    const { alastupdate } = (await halo.api.detail('Client/40')).json;
    const ask = () => get(`Client?count=100&lastupdatefromdate=${alastupdate}`);
    const works = await ask();
    set({ lastUpdateFilter: 'ignored' });
    const ignored = await ask();
    set({ lastUpdateFilter: 'refused' });
    const refused = await ask();

    expect([works.json.record_count, ignored.json.record_count, refused.status]).toEqual([1, 60, 400]);
  });

  it('tells opportunities from tickets and projects', async () => {
    const count = async (path: string) => (await get(path)).json.record_count;

    expect([
      await count('Opportunities'),
      await count('Tickets?domain=reqs'),
      await count('Tickets'),
      await count('Projects'),
    ]).toEqual([130, 3, 133, 0]);
  });

  it('filters opportunities by what is open, by type, status, team and client', async () => {
    await halo.api.post('Opportunities', [{ id: DEMO.opportunity, status_id: DEMO.won }]);
    const count = async (query: string) => (await get(`Opportunities?${query}`)).json.record_count;

    expect([
      await count('open_only=true'),
      await count('closed_only=true'),
      await count(`requesttype_id=${DEMO.renewalType}`),
      await count(`status_id=${DEMO.won}`),
      await count('team=Renewals'),
      await count('client_ids=12,13'),
    ]).toEqual([129, 1, 26, 1, 26, 6]);
  });

  it('hides the pseudo-contacts of sites', async () => {
    const all = await get('Users');
    const people = await get('Users?exclude_generaluser=true');

    expect([all.json.record_count, people.json.record_count, all.json.users[0].name]).toEqual([120, 60, 'General User']);
  });

  it('tells recurring items from the others', async () => {
    const count = async (query: string) => (await get(`Item?${query}`)).json.record_count;

    expect([await count('recurringonly=true'), await count('excluderecurring=true'), await count('assetgroup_id=16')]).toEqual([
      12, 48, 12,
    ]);
  });

  it('answers the statuses that a ticket type allows', async () => {
    expect(await halo.api.ids(`Status?tickettype_id=${DEMO.renewalType}&excludeclosed=true`)).toEqual([DEMO.open]);
  });

  it('answers the ticket types of opportunities, and the teams that serve them', async () => {
    const teams = (await get('Team')).json.filter(({ foropps }: { foropps: boolean }) => foropps);

    expect([await halo.api.ids('TicketType?domain=opps'), teams.map(({ name }: { name: string }) => name)]).toEqual([
      [DEMO.opportunityType, DEMO.renewalType],
      ['Sales', 'Renewals'],
    ]);
  });

  it('takes the advanced search that users report, or passes over it where switched', async () => {
    const filter = encodeURIComponent('[{"filter_name":"name","filter_type":0,"filter_value":"Demo MSP"}]');
    const works = await get(`Client?advanced_search=${filter}`);
    const broken = await get('Client?advanced_search=[{]');
    set({ advancedSearch: false });
    const ignored = await get(`Client?advanced_search=${filter}`);

    expect([works.json.record_count, broken.status, ignored.json.record_count]).toEqual([1, 400, 60]);
  });
});

describe('lookups and pipeline stages (halopsa.md 6, 14; HP-03, HP-19)', () => {
  it('answers the quotation statuses of lookup 39 by the code that a quotation holds', async () => {
    const { json } = await get('Lookup?lookupid=39');

    expect(json.map(({ id, lookupid, name }: Record<string, unknown>) => [id, lookupid, name])).toEqual([
      [1, 39, 'Draft'],
      [2, 39, 'Sent'],
      [3, 39, 'Accepted'],
      [4, 39, 'Rejected'],
      [5, 39, 'Expired'],
    ]);
  });

  it('says what a status is for in value2 where switched', async () => {
    const empty = await get('Lookup?lookupid=39');
    set({ quoteStatusValues: 'use' });
    const used = await get('Lookup?lookupid=39');

    expect([empty.json[2].value2, used.json[2].value2]).toEqual([null, 'accepted']);
  });

  it('has no lookup of pipeline stages, or the one that is switched on', async () => {
    const names = ({ json }: { json: { name: string }[] }) => json.map(({ name }) => name);
    const none = await get('Lookup?lookupid=110');
    set({ pipelineStageLookup: 110 });
    const found = await get('Lookup?lookupid=110');

    expect([none.json, names(found)]).toEqual([[], ['Qualify', 'Propose', 'Negotiate', 'Commit']]);
  });

  it('shows stages on opportunities only while they are enabled', async () => {
    const on = await get(`Opportunities/${DEMO.opportunity}`);
    const control = await get('Control');
    set({ pipelineStages: false });
    const off = await get(`Opportunities/${DEMO.opportunity}`);

    expect([on.json.pipeline_stage_name, control.json.show_pipeline_stages]).toEqual(['Qualify', true]);
    expect([off.json.pipeline_stage_name, (await get('Control')).json.show_pipeline_stages]).toEqual([null, false]);
  });

  it('has customer types under the number that the tenant gives them', async () => {
    set({ customerTypeLookup: 77 });

    expect([(await get('Lookup?lookupid=77')).json.length, (await get('Lookup?lookupid=33')).json]).toEqual([3, []]);
    expect((await get('Lookup?lookupid=11')).json).toContainEqual(expect.objectContaining({ id: 77, name: 'Customer type' }));
  });

  it('lists no lookup that the tenant does not have', async () => {
    set({ customerTypeLookup: null });

    expect((await get('Lookup?lookupid=11')).json).not.toContainEqual(expect.objectContaining({ name: 'Customer type' }));
  });
});
