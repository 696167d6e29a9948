import { describe, expect, it } from '@jest/globals';
import { DEMO, NEW_CLIENT, NEW_OPPORTUNITY, useSimulator } from './harness.ts';

const halo = useSimulator();
const { set, post } = halo;

const clients = () => halo.simulator.control.count({ entity: 'Client' });

describe('arrays (halopsa.md 4, 13.4)', () => {
  it('create without an id or with 0, and update with one, leaving the rest as it was', async () => {
    const created = await post('Supplier', [{ id: 0, name: 'Acme Wholesale', website: 'https://acme.example' }]);
    const updated = await post('Supplier', [{ id: created.json.id, phone_number: '8135550100' }]);

    expect([created.status, updated.status, updated.json]).toMatchObject([
      201,
      201,
      { id: created.json.id, name: 'Acme Wholesale', website: 'https://acme.example', phone_number: '8135550100' },
    ]);
  });

  it('answers one element as an object, several as an array in order', async () => {
    const one = await post('Supplier', [{ name: 'One' }]);
    const two = await post('Supplier', [{ name: 'Two' }, { name: 'Three' }]);

    expect([one.json.name, two.json.map(({ name }: { name: string }) => name)]).toEqual(['One', ['Two', 'Three']]);
  });

  it('answers one element as an array, and with 200, where switched', async () => {
    set({ singleAnswer: 'array', writeStatus: 200 });
    const { status, json } = await post('Supplier', [{ name: 'One' }]);

    expect([status, json.length]).toEqual([200, 1]);
  });

  it('refuses a bare object with 400 or 500', async () => {
    const usual = await post('Client', NEW_CLIENT);
    set({ bareObjectStatus: 500 });
    const other = await post('Client', NEW_CLIENT);

    expect([usual.status, other.status, clients()]).toEqual([400, 500, 10]);
  });

  it('undoes the elements before a refused one, or keeps them where switched', async () => {
    const batch = [{ name: 'Kept' }, { name: '' }, { name: 'Never' }];
    const atomic = await post('Client', batch);
    const afterAtomic = clients();
    set({ batchIsAtomic: false });
    await post('Client', batch);

    expect([atomic.status, afterAtomic, clients()]).toEqual([400, 10, 11]);
    expect(halo.simulator.control.count({ entity: 'Site' })).toBe(11);
  });

  it('leaves nothing of an element that is only validated', async () => {
    const good = await post('Client', [{ ...NEW_CLIENT, _validateonly: true }]);
    const bad = await post('Client', [{ name: '', _validate_only: true }]);

    expect([good.status, bad.status, clients(), halo.simulator.control.count({ entity: 'Users' })]).toEqual([201, 400, 10, 30]);
  });

  it('answers 404 for an id that is not there', async () => {
    expect((await post('Client', [{ id: 99_999, name: 'Nobody' }])).status).toBe(404);
  });

  it('answers a problem, or a message, for a value of the wrong type', async () => {
    const problem = await post('Client', [{ name: 'Acme', customertype: 'prospect' }]);
    set({ bindingErrors: 'message' });
    const message = await post('Client', [{ name: 'Acme', customertype: 'prospect' }]);

    expect([problem.status, Object.keys(problem.json.errors), typeof message.json.Message]).toEqual([
      400,
      ['$[0].customertype'],
      'string',
    ]);
  });

  it('passes over unknown members, or refuses them as the strict schema does', async () => {
    const ignored = await post('Client', [{ name: 'Acme', websiet: 'x' }]);
    set({ unknownMembers: 'refused' });
    const refused = await post('Client', [{ name: 'Acme', websiet: 'x' }]);
    const readBack = await post('Client', [{ ...ignored.json, notes: 'sent back as it was read' }]);

    expect([ignored.status, refused.status, readBack.status]).toEqual([201, 400, 201]);
  });

  it('carries a warning on a write that went well', async () => {
    halo.simulator.control.addWarning({ entity: 'Client', text: 'The postcode looks wrong' });
    const [first, second] = [await post('Client', [NEW_CLIENT]), await post('Client', [NEW_CLIENT])];

    expect([first.status, first.json._warning, second.json._warning]).toEqual([201, 'The postcode looks wrong', undefined]);
  });

  it('deletes by id', async () => {
    const { status } = await halo.api.call('DELETE', `Item/${DEMO.item}`);

    expect([status, (await halo.api.get(`Item/${DEMO.item}`)).status]).toEqual([200, 404]);
  });
});

describe('values (halopsa.md 4, 13.10)', () => {
  it('shows UTC times without Z, or with it', async () => {
    const plain = await post('Opportunities', [NEW_OPPORTUNITY]);
    set({ dateSuffix: 'Z' });
    const zoned = await halo.api.detail(`Opportunities/${plain.json.id}`);

    expect([plain.json.targetdate, zoned.json.targetdate]).toEqual(['2026-07-31T00:00:00', '2026-07-31T00:00:00Z']);
  });

  it('shows no date as the year 1900, or as null, and takes that year for none', async () => {
    const usual = await post('Opportunities', [{ ...NEW_OPPORTUNITY, targetdate: '1900-01-01T00:00:00' }]);
    set({ emptyDates: 'null' });
    const other = await halo.api.detail(`Opportunities/${usual.json.id}`);

    expect([usual.json.targetdate, other.json.targetdate, other.json.dateclosed]).toEqual(['1900-01-01T00:00:00', null, null]);
  });

  it('writes the doubles as 12.0, or as 12', async () => {
    const fractional = await halo.api.detail(`Site/${DEMO.site}`);
    set({ fractionalIds: false });
    const whole = await halo.api.detail(`Site/${DEMO.site}`);

    expect([fractional.text, whole.text]).toEqual([
      expect.stringContaining('"client_id":12.0,'),
      expect.stringContaining('"client_id":12,'),
    ]);
  });

  it('takes custom fields by id or by name and shows them with label, type and display', async () => {
    await post('Client', [{ id: DEMO.client, customfields: [{ id: 150, value: 'A' }] }]);
    const byName = await post('Client', [{ id: DEMO.client, customfields: [{ name: 'CFQuotingId', value: 'B' }] }]);

    expect(byName.json.customfields).toEqual([
      { id: 150, name: 'CFQuotingId', label: 'Quoting id', value: 'B', display: 'B', type: 0, inputtype: 0 },
    ]);
  });

  it('has the type codes of custom fields that the tenant has', async () => {
    set({ customFieldTypes: { text: 8 } });

    expect((await halo.api.detail(`Client/${DEMO.client}`)).json.customfields[0].type).toBe(8);
  });

  it("files a third party's id and finds the row by it", async () => {
    const { json } = await post('Client', [{ ...NEW_CLIENT, new_external_link: { third_party_id: 'sb-1', module_id: 900 } }]);
    const found = await halo.api.get('ExternalLink?third_party_id=sb-1&module_id=900');

    expect([json.external_links[0].third_party_id, found.json[0].halo_id]).toEqual(['sb-1', json.id]);
  });

  it.each([0, -1])('takes %d for none in a reference', async (none) => {
    expect((await post('Opportunities', [{ ...NEW_OPPORTUNITY, user_id: none }])).status).toBe(201);
  });

  it('refuses a reference that leads nowhere', async () => {
    expect(await post('Opportunities', [{ ...NEW_OPPORTUNITY, agent_id: 4_711 }])).toMatchObject({
      status: 400,
      json: 'Invalid agent_id',
    });
  });
});

describe('clients, sites and users (halopsa.md 6, 13.5)', () => {
  it('makes site and contact with a new client', async () => {
    const { status, json } = await post('Client', [NEW_CLIENT]);
    const site = await halo.api.detail(`Site/${json.main_site_id}`);
    const users = await halo.api.get(`Users?client_id=${json.id}&exclude_generaluser=true`);

    expect([status, json]).toMatchObject([
      201,
      { name: 'Acme Dental', main_site_name: 'Head office', toplevel_name: 'Customers' },
    ]);
    expect(site.json).toMatchObject({
      client_name: 'Acme Dental',
      clientsite_name: 'Acme Dental/Head office',
      delivery_address: { line1: '1 Main St', postcode: '33601' },
      delivery_address_line1: '1 Main St',
      maincontact_name: 'Emma Diaz',
    });
    expect(users.json.users).toMatchObject([{ firstname: 'Emma', surname: 'Diaz', emailaddress: 'emma@acme.example' }]);
  });

  it('HP-17: refuses a client without a main contact in the exact words while the setting is on', async () => {
    set({ mainContactCompulsory: true });
    const { newclient_contactname: _left, ...withoutContact } = NEW_CLIENT;
    const refused = await post('Client', [withoutContact]);
    const taken = await post('Client', [NEW_CLIENT]);

    expect([refused.status, refused.json, taken.status]).toEqual([400, 'Please populate main contact name', 201]);
  });

  it('does not quote that text where switched, and never asks for it on an update', async () => {
    set({ mainContactCompulsory: true, errorTextIsJson: false });
    const refused = await post('Client', [{ name: 'Acme' }]);
    const updated = await post('Client', [{ id: DEMO.client, notes: 'as before' }]);

    expect([refused.text, updated.status]).toEqual(['Please populate main contact name', 201]);
  });

  it('wants further members where the tenant made them mandatory', async () => {
    set({ mandatoryClientMembers: ['newclient_contactemail'] });

    expect((await post('Client', [{ name: 'Acme' }])).json).toBe('Please populate newclient_contactemail');
  });

  it('names the site of a new client as the tenant does', async () => {
    const usual = await post('Client', [{ name: 'One' }]);
    set({ defaultSiteName: 'HQ' });

    expect([usual.json.main_site_name, (await post('Client', [{ name: 'Two' }])).json.main_site_name]).toEqual(['Main', 'HQ']);
  });

  it('deletes sites and users with their client', async () => {
    await halo.api.call('DELETE', `Client/${DEMO.client}`);

    expect([(await halo.api.get(`Site/${DEMO.site}`)).status, (await halo.api.get(`Users/${DEMO.user}`)).status]).toEqual([
      404, 404,
    ]);
  });

  it('places a user by the site, and moves it with another one', async () => {
    const unplaced = await post('Users', [{ name: 'Emma Diaz' }]);
    const created = await post('Users', [{ name: 'Emma Diaz', site_id: DEMO.site }]);
    const moved = await post('Users', [{ id: created.json.id, site_id: DEMO.otherSite }]);

    expect([unplaced.json, created.json.client_id, moved.json.client_id]).toEqual([
      'Please select a site',
      DEMO.client,
      DEMO.otherClient,
    ]);
  });

  it('splits a name that comes alone, or leaves it where switched', async () => {
    const split = await post('Users', [{ name: 'Emma van Diaz', site_id: DEMO.site }]);
    set({ splitsUserNames: false });
    const whole = await post('Users', [{ name: 'Emma van Diaz', site_id: DEMO.site }]);

    expect([split.json.firstname, split.json.surname, whole.json.firstname]).toEqual(['Emma', 'van Diaz', null]);
  });

  it('warns of a second user with an e-mail, refuses it, or takes it', async () => {
    const body = [{ name: 'Emma Diaz', site_id: DEMO.site, emailaddress: 'AVERY.1@company.example' }];
    const warned = await post('Users', body);
    set({ duplicateEmails: 'refused' });
    const refused = await post('Users', body);
    set({ duplicateEmails: 'taken' });
    const taken = await post('Users', body);

    expect([warned.json._email_collision, typeof warned.json._warning, refused.status, taken.json._warning]).toEqual([
      true,
      'string',
      400,
      undefined,
    ]);
  });

  it('proposes an accounts id', async () => {
    expect((await halo.api.get('Client/NewAccountsId')).json).toEqual({ accountsid: 'ACC000022' });
  });
});
