import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { DEMO, NEW_COMPANY, NEW_ITEM, NEW_OPPORTUNITY, startSimulator, type Started } from './harness.ts';

const clock = createManualClock('2026-03-01T14:05:00.700Z');

describe('writing (connectwise.md 4, 7, 8, 14.5 to 14.7)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock });
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const switches = (change: Parameters<Started['simulator']['control']['setSwitches']>[0]) =>
    started.simulator.control.setSwitches(change);
  const COMPANY = `company/companies/${DEMO.company}`;
  const CONTACT = `company/contacts/${DEMO.contact}`;

  describe('creating and deleting', () => {
    it('answers 201 with the created object, its site and its stamps (12a)', async () => {
      const { status, json } = await started.api.post('company/companies', {
        ...NEW_COMPANY,
        country: { id: 1 },
        types: [{ id: 1 }],
        billingTerms: { id: 2 },
        customFields: [{ id: DEMO.quoteReference, value: 'sb-co-1001' }],
      });

      expect([status, json]).toEqual([
        201,
        expect.objectContaining({
          id: 260,
          identifier: 'ACMEDENTAL',
          status: {
            id: 1,
            name: 'Active',
            _info: { companyStatus_href: expect.stringContaining('company/companies/statuses/1') },
          },
          country: expect.objectContaining({ id: 1, name: 'United States', identifier: 'US' }),
          site: expect.objectContaining({ name: 'Main' }),
          types: [expect.objectContaining({ id: 1, name: 'Client' })],
          deletedFlag: false,
          _info: {
            lastUpdated: '2026-03-01T14:05:00Z',
            updatedBy: 'quotingapi',
            dateEntered: '2026-03-01T14:05:00Z',
            enteredBy: 'quotingapi',
          },
        }),
      ]);
      expect(json.customFields[0]).toMatchObject({ id: DEMO.quoteReference, caption: 'Quote Reference', value: 'sb-co-1001' });
      expect('faxNumber' in json).toBe(false);
    });

    it('resolves references by identifier and by name (11)', async () => {
      const { json } = await started.api.post('company/companies', {
        ...NEW_COMPANY,
        country: { identifier: 'GB' },
        status: { name: 'Prospect' },
      });

      expect([json.country.id, json.status.id]).toEqual([3, 2]);
    });

    it('answers the literal capture of section 8 for a contact without a first name', async () => {
      const { status, text } = await started.api.post('company/contacts', { lastName: 'Diaz' });

      expect([status, text]).toEqual([
        400,
        '{"code":"InvalidObject","message":"contact object is invalid","errors":[{"code":"MissingRequiredField","message":"The firstName field is required.","resource":"contact","field":"firstName"}]}',
      ]);
    });

    it.each([
      ['company/companies', NEW_COMPANY, ['identifier', 'name'], 'company'],
      ['sales/opportunities', NEW_OPPORTUNITY, ['name', 'primarySalesRep', 'company', 'contact'], 'opportunity'],
      [
        'procurement/catalog',
        NEW_ITEM,
        ['identifier', 'description', 'subcategory', 'type', 'customerDescription'],
        'catalogItem',
      ],
      ['service/tickets', { summary: 'x', company: { id: DEMO.company } }, ['summary', 'company'], 'ticket'],
    ])('needs the required fields of %s (11)', async (path, body, required, resource) => {
      for (const field of required) {
        const { json } = await started.api.post(path, { ...body, [field]: null });
        expect(json.errors).toContainEqual({
          code: 'MissingRequiredField',
          message: `The ${field} field is required.`,
          resource,
          field,
        });
      }
      expect((await started.api.post(path, body)).status).toBe(201);
    });

    it.each([
      ['company/companies', NEW_COMPANY, 'identifier', 30],
      ['company/companies', NEW_COMPANY, 'name', 50],
      ['company/companies', NEW_COMPANY, 'zip', 12],
      ['company/companies', NEW_COMPANY, 'website', 255],
      ['sales/opportunities', NEW_OPPORTUNITY, 'name', 100],
      ['sales/opportunities', NEW_OPPORTUNITY, 'customerPO', 25],
      ['procurement/catalog', NEW_ITEM, 'description', 60],
      ['procurement/catalog', NEW_ITEM, 'identifier', 75],
      ['procurement/catalog', NEW_ITEM, 'customerDescription', 6_000],
      ['procurement/categories', { name: 'x' }, 'integrationXref', 50],
    ])('holds %s to the length of a field (8, 11): %j %s %i', async (path, body, field, length) => {
      const { json } = await started.api.post(path, { ...body, [field]: 'x'.repeat(length + 1) });
      const fits = await started.api.post(path, { ...body, [field]: 'x'.repeat(length) });

      expect(json.errors).toMatchObject([
        { code: 'MaxLengthField', message: `The field ${field} must be a string with a maximum length of ${length}.`, field },
      ]);
      expect(fits.status).toBe(201);
    });

    it('refuses unknown members with the text of section 4, and takes _info and read-only ones', async () => {
      const unknown = await started.api.post(`service/tickets/${DEMO.ticket}/notes`, { text: 'x', X: 1 });
      const known = await started.api.post('company/companies', { ...NEW_COMPANY, id: 0, _info: {}, deletedFlag: true });

      expect([unknown.status, unknown.json.message]).toEqual([400, "Could not find member 'X' on object of type 'ServiceNote'."]);
      expect([known.status, known.json.deletedFlag]).toEqual([201, false]);
    });

    it('refuses a reference that leads nowhere with a code that is unconfirmed (8)', async () => {
      const create = () => started.api.post('company/companies', { ...NEW_COMPANY, status: { id: 99 } });
      const { json } = await create();
      switches({ badReferenceCode: 'NotFound' });

      expect(json.errors).toEqual([
        { code: 'InvalidReference', message: 'Company Status 99 not found', resource: 'company', field: 'status/id' },
      ]);
      expect((await create()).json.errors[0].code).toBe('NotFound');
    });

    it.each([
      ['a text', '"x"'],
      ['an array', '[]'],
      ['nothing', ''],
      ['broken JSON', '{"name":'],
    ])('refuses %s as a body', async (_, body) => {
      expect((await started.api.call('POST', 'company/companies', { body })).status).toBe(400);
    });

    it.each([
      ['2026-03-01T10:00:00Z', 201, 201],
      ['2026-03-01T10:00:00.123Z', 400, 201],
      ['2026-03-01T10:00:00+02:00', 400, 201],
      ['2026-03-01', 400, 400],
      ['soon', 400, 400],
    ])('takes the time %s with %i, and with %i where fractions are cut off (4, unconfirmed)', async (time, strict, lenient) => {
      const create = async () =>
        (await started.api.post('sales/opportunities', { ...NEW_OPPORTUNITY, expectedCloseDate: time })).status;
      const first = await create();
      switches({ fractionalSeconds: 'truncate' });

      expect([first, await create()]).toEqual([strict, lenient]);
    });

    it('has one company of an identifier, whatever its case (8)', async () => {
      await started.api.post('company/companies', NEW_COMPANY);
      const { status, json } = await started.api.post('company/companies', { ...NEW_COMPANY, identifier: 'acmedental' });

      expect([status, json.errors]).toEqual([
        400,
        [expect.objectContaining({ code: 'ObjectExists', field: 'identifier', resource: 'company' })],
      ]);
    });

    it('answers 204 to DELETE, 409 for what is in use, and hides deleted companies (4, 11)', async () => {
      const used = await started.api.remove(COMPANY);
      const { json } = await started.api.post('company/companies', NEW_COMPANY);
      const deleted = await started.api.remove(`company/companies/${json.id}`);
      const find = (conditions: string) => started.api.ids('company/companies', { conditions });

      expect([used.status, deleted.status, deleted.text]).toEqual([409, 204, '']);
      expect([await find(`id=${json.id}`), await find(`id=${json.id} and deletedFlag=true`)]).toEqual([[], [json.id]]);
      switches({ deletedCompaniesHidden: false });
      expect(await find(`id=${json.id}`)).toEqual([json.id]);
    });

    it('deletes a contact in use only with an heir (11)', async () => {
      const used = await started.api.remove(CONTACT);
      const missing = await started.api.remove(`${CONTACT}?transferContactId=99`);
      const passed = await started.api.remove(`${CONTACT}?transferContactId=${DEMO.otherContact}`);
      const opportunity = await started.api.get(`sales/opportunities/${DEMO.opportunity}`);

      expect([used.status, missing.status, passed.status, opportunity.json.contact.id]).toEqual([
        409,
        404,
        204,
        DEMO.otherContact,
      ]);
    });

    it('answers the 404 and 405 bodies of section 8', async () => {
      const texts = async (method: string, path: string) => {
        const { status, json } = await started.api.call(method, path);
        return [status, json.code, json.message];
      };

      expect(await texts('GET', 'company/contacts/57919')).toEqual([404, 'NotFound', 'Contact 57919 not found']);
      expect(await texts('GET', 'company/contacts/abc')).toEqual([404, 'ConnectWiseApi', 'The endpoint does not exist.']);
      expect(await texts('GET', 'company/nonsense')).toEqual([404, 'ConnectWiseApi', 'The endpoint does not exist.']);
      expect((await texts('PUT', 'company/companies'))[0]).toBe(405);
    });
  });

  describe('PUT', () => {
    it('nulls what is not given (4)', async () => {
      const { status, json } = await started.api.put(COMPANY, { ...NEW_COMPANY, identifier: 'DEMO000001', status: { id: 1 } });

      expect([status, json.name, json.website, json.phoneNumber, json.types.length]).toEqual([
        200,
        'Acme Dental',
        undefined,
        undefined,
        1,
      ]);
    });

    it('fails for a contact with communication items, unless switched off (7)', async () => {
      const body = { firstName: 'Emma', communicationItems: [] };
      const failed = await started.api.put(CONTACT, body);
      switches({ contactPutFails: false });

      expect([failed.status, (await started.api.put(CONTACT, body)).status]).toEqual([400, 200]);
    });
  });

  describe('PATCH', () => {
    it('replaces values and whole references, with and without a leading slash', async () => {
      const { status, json } = await started.api.patch(
        COMPANY,
        ['replace', 'name', 'Renamed'],
        ['replace', '/status', { id: 2 }],
        ['remove', 'website'],
        ['add', 'faxNumber', '555'],
      );

      expect([status, json.name, json.status.name, json.website, json.faxNumber]).toEqual([
        200,
        'Renamed',
        'Prospect',
        undefined,
        '555',
      ]);
    });

    it('answers 200 and changes nothing for a member of a reference', async () => {
      const before = (await started.api.get(CONTACT)).json;
      await clock.advance(5_000);

      const { status, json } = await started.api.patch(CONTACT, ['replace', 'company/identifier', 'DEMO000002']);

      expect([status, json]).toEqual([200, before]);
    });

    it('moves lastUpdated with whole seconds', async () => {
      const { json } = await started.api.patch(COMPANY, ['replace', 'name', 'Renamed']);

      expect(json._info).toMatchObject({ lastUpdated: `${clock.now().toISOString().slice(0, 19)}Z`, updatedBy: 'quotingapi' });
      expect(json._info.dateEntered < json._info.lastUpdated).toBe(true);
    });

    it('is case-sensitive and refuses unknown paths', async () => {
      const { status, json } = await started.api.patch(COMPANY, ['replace', 'Name', 'x']);

      expect([status, json.code]).toEqual([400, 'InvalidPatch']);
    });

    it.each([
      ['an object', { op: 'replace', path: 'name', value: 'x' }],
      ['an operation without a path', [{ op: 'replace', value: 'x' }]],
      ['an unknown operation', [{ op: 'change', path: 'name', value: 'x' }]],
      ['no operation', [1]],
    ])('refuses %s', async (_, body) => {
      const { status, json } = await started.api.call('PATCH', COMPANY, { body });

      expect([status, json.code]).toEqual([400, 'InvalidPatch']);
    });

    it('takes test, copy and move only where switched (7, unconfirmed)', async () => {
      const test = () => started.api.patch(COMPANY, ['test', 'name', 'Demo Company 00001'], ['replace', 'name', 'Renamed']);
      const refused = await test();
      switches({ morePatchOperations: true });
      const first = await test();
      const second = await test();

      expect([refused.status, first.status, first.json.name, second.status]).toEqual([400, 200, 'Renamed', 400]);
    });

    it('takes application/json-patch+json unless switched off (7, unconfirmed)', async () => {
      const send = async () =>
        (
          await started.api.call('PATCH', COMPANY, {
            body: [{ op: 'replace', path: 'name', value: 'x' }],
            headers: { 'content-type': 'application/json-patch+json' },
          })
        ).status;
      const first = await send();
      switches({ jsonPatchContentType: false });

      expect([first, await send()]).toEqual([200, 415]);
    });

    it('refuses read-only fields, or ignores them where switched (7, unconfirmed)', async () => {
      const send = () => started.api.patch(COMPANY, ['replace', 'deletedFlag', true]);
      const refused = await send();
      switches({ readOnlyPatch: 'ignored' });
      const ignored = await send();

      expect([refused.status, refused.json.errors[0].code]).toEqual([400, 'InvalidField']);
      expect([ignored.status, ignored.json.deletedFlag]).toEqual([200, false]);
    });

    it('saves all operations or none, or one by one where switched (7)', async () => {
      const send = () => started.api.patch(COMPANY, ['replace', 'name', 'Renamed'], ['replace', 'zip', 'x'.repeat(13)]);
      const nameNow = async () => (await started.api.get(COMPANY)).json.name;
      const atomic = [(await send()).status, await nameNow()];
      switches({ patchIsAtomic: false });

      expect([atomic, [(await send()).status, await nameNow()]]).toEqual([
        [400, 'Demo Company 00001'],
        [400, 'Renamed'],
      ]);
    });

    it('validates the whole stored record: legacy data in an untouched field fails (7)', async () => {
      started.simulator.control.patch({ entity: 'Company', id: DEMO.company, values: { yearEstablished: 0 } });

      const { status, json } = await started.api.patch(COMPANY, ['replace', 'name', 'Renamed']);
      const mended = await started.api.patch(COMPANY, ['replace', 'yearEstablished', 1999], ['replace', 'name', 'Renamed']);

      expect([status, json.errors]).toEqual([
        400,
        [
          {
            code: 'OutOfRange',
            message: 'The field yearEstablished must be between 1900 and 9999.',
            resource: 'company',
            field: 'yearEstablished',
          },
        ],
      ]);
      expect(mended.status).toBe(200);
    });

    it('does not take types of a company after POST; associations do (11)', async () => {
      const refused = await started.api.patch(COMPANY, ['replace', 'types', [{ id: 2 }]]);
      const added = await started.api.post(`${COMPANY}/typeAssociations`, { type: { id: 4 } });
      const names = async () => (await started.api.get(`${COMPANY}/typeAssociations`)).json.map((one: any) => one.type.name); // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
      const both = await names();
      const removed = await started.api.remove(`${COMPANY}/typeAssociations/1`);

      expect([refused.status, added.status, both, removed.status, await names()]).toEqual([
        400,
        201,
        ['Client', 'Manufacturer'],
        204,
        ['Manufacturer'],
      ]);
      expect((await started.api.post(`${COMPANY}/typeAssociations`, { type: { id: 4 } })).json.code).toBe('ObjectExists');
    });
  });

  describe('user-defined fields (7, 11)', () => {
    const valueOf = async (id: number) =>
      (await started.api.get(COMPANY)).json.customFields.find((one: { id: number }) => one.id === id).value;

    it('leaves out nothing: omitted entries stay, an empty array clears nothing, null clears', async () => {
      const set = await started.api.patch(COMPANY, ['replace', 'customFields', [{ id: DEMO.seats, value: 42 }]]);
      const kept = [await valueOf(DEMO.quoteReference), await valueOf(DEMO.seats)];
      await started.api.patch(COMPANY, ['replace', 'customFields', []]);
      const still = await valueOf(DEMO.seats);
      await started.api.patch(COMPANY, ['replace', 'customFields', [{ id: DEMO.seats, value: null }]]);

      expect([set.status, kept, still, await valueOf(DEMO.seats)]).toEqual([200, ['REF-1', 42], 42, null]);
    });

    it.each([
      [DEMO.seats, 'many'],
      [DEMO.customerTier, 'Platinum'],
      [DEMO.quoteReference, 5],
      [999, 'x'],
    ])('refuses field %i with the value %j', async (id, value) => {
      const { status, json } = await started.api.patch(COMPANY, ['replace', 'customFields', [{ id, value }]]);

      expect([status, json.errors[0]]).toMatchObject([400, { code: 'InvalidField', field: 'customFields' }]);
    });

    it('takes a listed option', async () => {
      await started.api.patch(COMPANY, ['replace', 'customFields', [{ id: DEMO.customerTier, value: 'Gold' }]]);

      expect(await valueOf(DEMO.customerTier)).toBe('Gold');
    });

    it('fails a contact PATCH without customFields where the site requires one (7)', async () => {
      const field = started.simulator.control.list({ entity: 'User Defined Field', conditions: 'caption="Preferred Name"' })[0];
      const id = Number(field?.['id']);
      started.simulator.control.patch({ entity: 'User Defined Field', id, values: { requiredFlag: true } });

      const refused = await started.api.patch(CONTACT, ['replace', 'title', 'Owner']);
      const given = await started.api.patch(
        CONTACT,
        ['replace', 'title', 'Owner'],
        ['replace', 'customFields', [{ id, value: 'Em' }]],
      );

      expect([refused.status, refused.json.errors[0].code, given.status]).toEqual([400, 'MissingRequiredField', 200]);
    });
  });

  describe('communication items (7, 11)', () => {
    const emails = (json: { communicationItems: { value: string }[] }) => json.communicationItems.map(({ value }) => value);

    it('takes them on POST with ids in string form, and shows no phone or e-mail at the top', async () => {
      const { status, json } = await started.api.post('company/contacts', {
        firstName: 'Emma',
        company: { id: DEMO.company },
        communicationItems: [
          { type: { id: '1' }, value: 'emma@acme.example', communicationType: 'Email', defaultFlag: true },
          { type: { id: 2 }, value: '8135550101', communicationType: 'Phone', defaultFlag: true },
        ],
      });

      expect([status, json.communicationItems]).toMatchObject([
        201,
        [
          { type: { id: 1, name: 'Email' }, communicationType: 'Email', domain: '@acme.example', defaultFlag: true },
          { type: { id: 2, name: 'Direct' }, communicationType: 'Phone' },
        ],
      ]);
      expect([json.email, json.defaultPhoneNbr]).toEqual([undefined, '8135550101']);
    });

    it('leaves them out of a contact that has none', async () => {
      const { json } = await started.api.post('company/contacts', { firstName: 'Emma' });

      expect('communicationItems' in json).toBe(false);
    });

    it('replaces by index, appends wherever one adds and ignores defaultFlag, removes by index', async () => {
      const item = { type: { id: 5 }, value: 'private@acme.example', communicationType: 'Email', defaultFlag: true };
      const replaced = await started.api.patch(CONTACT, ['replace', '/communicationItems/0/value', 'new@acme.example']);
      const added = await started.api.patch(CONTACT, ['add', '/communicationItems/0', item]);
      const removed = await started.api.patch(CONTACT, ['remove', '/communicationItems/1']);

      expect(emails(replaced.json)[0]).toBe('new@acme.example');
      expect(emails(added.json)).toEqual(['new@acme.example', '5560000001', 'private@acme.example']);
      expect(added.json.communicationItems[2].defaultFlag).toBe(false);
      expect(emails(removed.json)).toEqual(['new@acme.example', 'private@acme.example']);
    });

    it('refuses a JSON string in place of the array with the text of section 8', async () => {
      const { status, json } = await started.api.patch(CONTACT, ['replace', 'communicationItems', '[]']);

      expect([status, json.code, json.message]).toEqual([
        400,
        'InvalidPatch',
        'Could not cast or convert from System.String to ConnectWise.Apis.v3_0.v2015_3.Company.Contact.ContactCommunicationItem[].',
      ]);
    });

    it('has a sub-resource whose type and value are required, value up to 250', async () => {
      const path = `${CONTACT}/communications`;
      const codes = async (body: unknown) =>
        (await started.api.post(path, body)).json.errors.map(({ code }: { code: string }) => code);
      const added = await started.api.post(path, { type: { id: 4 }, value: '555', communicationType: 'Phone' });
      const listed = (await started.api.get(path)).json.length;
      const removed = await started.api.remove(`${path}/${added.json.id}`);

      expect([added.status, listed, removed.status]).toEqual([201, 3, 204]);
      expect(await codes({ value: 'x' })).toEqual(['MissingRequiredField']);
      expect(await codes({ type: { id: 1 } })).toEqual(['MissingRequiredField']);
      expect(await codes({ type: { id: 1 }, value: 'x'.repeat(251) })).toEqual(['MaxLengthField']);
      expect(await codes({ type: { id: 1 }, value: 'x', communicationType: 'Phone' })).toEqual(['InvalidReference']);
    });

    it('finds a twin in the company unless ignoreDuplicates is passed (11)', async () => {
      const { firstName, lastName, communicationItems } = (await started.api.get(CONTACT)).json;
      const items = communicationItems.map(({ id: _id, domain: _domain, ...item }: Record<string, unknown>) => item);
      const twin = { firstName, lastName, company: { id: DEMO.company }, communicationItems: items };

      const refused = await started.api.post('company/contacts', twin);
      const made = await started.api.post('company/contacts', { ...twin, ignoreDuplicates: true });

      expect([refused.status, refused.json.errors[0].code, made.status]).toEqual([400, 'ObjectExists', 201]);
    });
  });
});
