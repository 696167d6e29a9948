import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, NEW_COMPANY, NEW_OPPORTUNITY, startSimulator, type Started } from './harness.ts';

const SUFFIX = { create: 'Error creating entity for record number [1].', update: 'Error updating entity for record number [1].' };

describe('writing (autotask.md 2.1, 2.7, 4)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  const contactsUrl = `Companies/${DEMO.company}/Contacts`;
  const newContact = { firstName: 'Robin', lastName: 'Example', isActive: 1 };

  it('creates with 200 and the id alone; the server sets the rest', async () => {
    const { api } = started;

    const created = await api.post('Companies', { id: 0, ...NEW_COMPANY });
    const { item } = (await api.get(`Companies/${created.json.itemId}`)).json;

    expect([created.status, created.json]).toEqual([200, { itemId: expect.any(Number) }]);
    expect(item).toMatchObject({ ...NEW_COMPANY, isActive: true, createdByResourceID: started.simulator.apiUserId });
    expect([item.createDate, item.lastTrackedModifiedDateTime, item.lastActivityDate]).toEqual(Array(3).fill(item.createDate));
  });

  it('ignores unknown and read-only properties with 200, and reads names in any case', async () => {
    const { api } = started;

    const created = await api.post('Companies', {
      ...NEW_COMPANY,
      COMPANYNAME: 'Upper',
      taxExempt: true,
      createDate: '2000-01-01T00:00:00Z',
      apiVendorID: 9,
    });
    const { item } = (await api.get(`Companies/${created.json.itemId}`)).json;

    expect(item).toMatchObject({ companyName: 'Upper', isTaxExempt: false, apiVendorID: null });
    expect(item.createDate).not.toContain('2000');
    expect(item).not.toHaveProperty('taxExempt');
  });

  it('patches the supplied fields only and moves the watermark', async () => {
    const { api } = started;
    const before = (await api.get(`Companies/${DEMO.company}`)).json.item;

    const patched = await api.patch('Companies', { id: DEMO.company, phone: '555-0200' });
    const after = (await api.get(`Companies/${DEMO.company}`)).json.item;

    expect(patched.json).toEqual({ itemId: DEMO.company });
    expect({ ...after, phone: before.phone, lastTrackedModifiedDateTime: 0, lastActivityDate: 0 }).toEqual({
      ...before,
      lastTrackedModifiedDateTime: 0,
      lastActivityDate: 0,
    });
    expect(after.lastTrackedModifiedDateTime > before.lastTrackedModifiedDateTime).toBe(true);
  });

  it('does not move the watermark where nothing changes', async () => {
    const { api } = started;
    const before = (await api.get(`Companies/${DEMO.company}`)).json.item;

    await api.patch('Companies', { id: DEMO.company, phone: before.phone });

    expect((await api.get(`Companies/${DEMO.company}`)).json.item).toEqual(before);
  });

  it('clears by null and empty text, references too unless the switch refuses it', async () => {
    const { api, simulator } = started;

    await api.patch('Companies', { id: DEMO.company, address1: '', city: null, countryID: null });
    const { item } = (await api.get(`Companies/${DEMO.company}`)).json;
    simulator.control.setSwitches({ nullClearsReferences: false });
    const refused = await api.patch('Companies', { id: DEMO.otherCompany, countryID: null });
    const zero = await api.patch('Companies', { id: DEMO.otherCompany, countryID: 0 });

    expect([item.address1, item.city, item.countryID]).toEqual(['', null, null]);
    expect([refused.status, zero.status]).toEqual([500, 500]);
  });

  it('nulls on PUT what is left out', async () => {
    const { api } = started;

    const put = await api.call('PUT', 'Companies', { body: { id: DEMO.company, ...NEW_COMPANY } });
    const { item } = (await api.get(`Companies/${DEMO.company}`)).json;
    const incomplete = await api.call('PUT', 'Companies', { body: { id: DEMO.company, companyName: 'x' } });

    expect(put.json).toEqual({ itemId: DEMO.company });
    expect(item).toMatchObject({ companyName: 'Demo Newcomer', city: null, webAddress: null, isActive: true });
    expect(incomplete.json.errors).toContain('Value does not exist for the required field phone');
  });

  it('takes PUT at the item only where the switch says so', async () => {
    const { api, simulator } = started;

    const refused = await api.call('PUT', `Companies/${DEMO.company}`, { body: NEW_COMPANY });
    simulator.control.setSwitches({ itemLevelPut: true });
    const taken = await api.call('PUT', `Companies/${DEMO.company}`, { body: NEW_COMPANY });

    expect([refused.status, taken.status]).toEqual([405, 200]);
  });

  it('writes children through their parent and deletes them at their own path', async () => {
    const { api } = started;

    const created = await api.post(contactsUrl, newContact);
    const id: number = created.json.itemId;
    const patched = await api.patch(contactsUrl, { id, title: 'Owner' });
    const item = (await api.get(`Contacts/${id}`)).json.item;
    const elsewhere = await api.patch(`Companies/${DEMO.otherCompany}/Contacts`, { id, title: 'Thief' });
    const deleted = await api.call('DELETE', `${contactsUrl}/${id}`);

    expect([created.status, patched.status, deleted.json]).toEqual([200, 200, { itemId: id }]);
    expect(item).toMatchObject({ companyID: DEMO.company, title: 'Owner' });
    expect(elsewhere.json.errors[0]).toContain('No matching records found');
    expect((await api.get(`Contacts/${id}`)).json.item).toBeNull();
  });

  it('never changes the parent of a child', async () => {
    const { api } = started;

    await api.patch(contactsUrl, { id: DEMO.contact, companyID: DEMO.otherCompany, title: 'x' });

    expect((await api.get(`Contacts/${DEMO.contact}`)).json.item).toMatchObject({ companyID: DEMO.company, title: 'x' });
  });

  const wrong: [string, [method: 'POST' | 'PATCH', path: string, body: Record<string, unknown>], string][] = [
    [
      'a required field is missing',
      ['POST', 'Companies', { ...NEW_COMPANY, companyName: undefined }],
      'Value does not exist for the required field companyName',
    ],
    [
      'a required field is empty',
      ['PATCH', 'Companies', { id: DEMO.company, companyName: '' }],
      'Value does not exist for the required field companyName',
    ],
    [
      'a required picklist is missing',
      ['POST', 'Companies', { ...NEW_COMPANY, companyType: undefined }],
      'Value does not reference an existing entity for companyType .',
    ],
    [
      'a text is too long',
      ['POST', 'Companies', { ...NEW_COMPANY, companyName: 'x'.repeat(101) }],
      'companyName must be less than or equal to 100 characters',
    ],
    [
      'a picklist value is unknown',
      ['PATCH', 'Companies', { id: DEMO.company, companyType: 99 }],
      'Picklist value [99] does not exist for companyType',
    ],
    [
      'a picklist value is inactive',
      ['POST', 'Opportunities', { ...NEW_OPPORTUNITY, leadSource: 29_682_804 }],
      'Picklist value [29682804] does not exist for leadSource',
    ],
    [
      'a reference is missing',
      ['POST', 'Opportunities', { ...NEW_OPPORTUNITY, contactID: 1 }],
      'Reference value on field: contactID of type: Contact does not exist or is invalid.',
    ],
    [
      'a referenced resource is inactive',
      ['PATCH', 'Companies', { id: DEMO.company, ownerResourceID: DEMO.inactiveResource }],
      'Reference value on field: ownerResourceID of type: Resource does not exist or is invalid.',
    ],
    [
      'a list UDF has an unknown value',
      ['PATCH', 'Companies', { id: DEMO.company, userDefinedFields: [{ name: 'Customer Tier', value: '9' }] }],
      'Picklist value [9] does not exist for Customer Tier',
    ],
    [
      'a row to update is missing',
      ['PATCH', 'Companies', { id: 7, phone: '1' }],
      'No message. No matching records found. The logged in Resource may not have the required permissions to update the data.',
    ],
    ['the id is missing', ['PATCH', 'Companies', { phone: '1' }], 'Value does not exist for the required field id'],
  ];
  it.each(wrong)('refuses with 500 when %s', async (_name, [method, path, body], text) => {
    const before = started.simulator.control.count({ entity: path });

    const answer = await started.api.call(method, path, { body });

    expect([answer.status, answer.json.errors]).toEqual([500, [text, method === 'POST' ? SUFFIX.create : SUFFIX.update]]);
    expect(started.simulator.control.count({ entity: path })).toBe(before);
  });

  it.each([
    ['a boolean for a number', 'true', "Unexpected character encountered while parsing value: t. Path 'isActive'"],
    ['a text for a number', '"1"', "Could not convert string to integer: 1. Path 'isActive'"],
    ['an object for a number', '{}', "Unexpected character encountered while parsing value: {. Path 'isActive'"],
    ['a fraction for a whole number', '1.5', 'Could not convert string to integer: 1.5'],
  ])('refuses %s in the words of the JSON reader', async (_name, value, text) => {
    const answer = await started.api.call('POST', contactsUrl, { body: `{"firstName":"a","lastName":"b","isActive":${value}}` });

    expect([answer.status, answer.json.errors[0]]).toEqual([500, expect.stringContaining(text)]);
  });

  it.each(['nonsense', '[]', '', '"text"'])('refuses the body %s', async (body) => {
    expect((await started.api.call('POST', 'Companies', { body })).status).toBe(500);
  });

  it('refuses the text "0" as an id of a create', async () => {
    expect((await started.api.post('Companies', { ...NEW_COMPANY, id: '0' })).status).toBe(500);
  });

  it('answers the delete of a missing row with its text', async () => {
    const answer = await started.api.call('DELETE', `${contactsUrl}/1`);

    expect(answer.json.errors).toEqual([
      'No message. No matching records found. The logged in Resource may not have the required permissions to delete the data.',
    ]);
  });

  it.each([
    ['none' as const, ['Picklist value [99] does not exist for companyType']],
    ['joined' as const, [`Picklist value [99] does not exist for companyType | ${SUFFIX.update}`]],
    ['separate' as const, ['Picklist value [99] does not exist for companyType', SUFFIX.update]],
  ])('follows an error by the switch: %s', async (errorSuffix, errors) => {
    started.simulator.control.setSwitches({ errorSuffix });

    expect((await started.api.patch('Companies', { id: DEMO.company, companyType: 99 })).json).toEqual({ errors });
  });

  it('can word bad references as before', async () => {
    started.simulator.control.setSwitches({ referenceWording: 'older' });

    const answer = await started.api.patch('Companies', { id: DEMO.company, countryID: 12_345 });

    expect(answer.json.errors[0]).toBe('countryID: Value 12345 does not exist or is invalid');
  });

  it('refuses a reference to a row that the security level hides', async () => {
    started.simulator.control.hide({ entity: 'Contacts', ids: [DEMO.contact] });

    const answer = await started.api.post('Opportunities', { ...NEW_OPPORTUNITY, contactID: DEMO.contact });

    expect(answer.json.errors[0]).toContain('contactID of type: Contact');
  });

  it('changes only the UDFs that are sent, clears by null, and ignores unknown and multi-select ones', async () => {
    const { api } = started;
    const udfs = (userDefinedFields: unknown[]) => api.patch('Companies', { id: DEMO.company, userDefinedFields });

    await udfs([
      { name: 'account reference', value: 'REF-9' },
      { name: 'Interests', value: '1' },
      { name: 'Nonsense', value: 'x' },
    ]);
    const both = (await api.get(`Companies/${DEMO.company}`)).json.item.userDefinedFields;
    await udfs([{ name: 'Customer Tier', value: null }]);
    const one = (await api.get(`Companies/${DEMO.company}`)).json.item.userDefinedFields;

    expect(both).toEqual([
      { name: 'Customer Tier', value: '1' },
      { name: 'Account Reference', value: 'REF-9' },
    ]);
    expect(one).toEqual([{ name: 'Account Reference', value: 'REF-9' }]);
  });

  it('reads a date without zone conversion and a time as UTC', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ dateTimeFormat: 'iso' });

    const { json } = await api.post('Opportunities', {
      ...NEW_OPPORTUNITY,
      projectedCloseDate: '2026-06-30T23:30:00-05:00',
      createDate: '2026-01-01T12:00:00+02:00',
    });
    const { item } = (await api.get(`Opportunities/${json.itemId}`)).json;
    const bad = await api.post('Opportunities', { ...NEW_OPPORTUNITY, startDate: 'soon' });

    expect([item.projectedCloseDate, item.createDate]).toEqual(['2026-06-30T00:00:00.000Z', '2026-01-01T10:00:00.000Z']);
    expect(bad.json.errors[0]).toContain('Could not convert string to DateTime: soon');
  });
});
