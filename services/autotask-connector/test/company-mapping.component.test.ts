import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectForEdits, type EditedAutotask } from './edited-records.ts';

const CUSTOMER = 1;
const PROSPECT = 3;
const MAPPED = {
  companyTypesIn: { [CUSTOMER]: 'customer' },
  companyTypesOut: { customer: String(CUSTOMER), vip: String(CUSTOMER) },
  companyUdfs: { [CUSTOMER]: { tier: 'Customer Tier', reference: 'Account Reference' } },
};
const TYPES = { customer: 'Customer', vip: 'VIP customer', reseller: 'Reseller' };

describe('companies and contacts between here and Autotask', () => {
  let autotask: EditedAutotask;

  beforeAll(async () => {
    autotask = await connectForEdits();
    for (const [key, label] of Object.entries(TYPES))
      await autotask.records.create('field_value', { kind: 'company_type', key, label }, { source: 'user', pushTo: [] });
    await autotask.savePage('data-import', MAPPED);
  });
  afterAll(() => autotask.close());

  const writes = (): unknown => autotask.simulator.control.counters({}).writes;
  const ours = async (entityId: number) => {
    const found = await autotask.records.idsByExternal('company', autotask.integration._id, [String(entityId)]);
    return autotask.records.get('company', found.get(String(entityId)) ?? '');
  };

  it('a company goes out with the type that ours is mapped to, and keeps its own through a full sync (AT-20)', async () => {
    const made = await autotask.create('company', { name: 'Round trip', telephone: '555-0101', type: 'vip' });
    await autotask.sync('full');

    const after = await autotask.records.get('company', made._id);
    expect(autotask.there('Companies', made)).toMatchObject({ companyType: CUSTOMER });
    expect(after?.data).toEqual(made.data);
    expect(after?.dataRevision).toBe(made.dataRevision);
    expect(after?.external[autotask.integration._id]?.conflicts).toBeUndefined();
  });

  it('a company comes in as the type that its own is mapped to, and as its own where none is (AT-20)', async () => {
    const { control } = autotask.simulator;
    const make = (companyName: string, companyType: number) =>
      control.create({ entity: 'Companies', values: { companyName, companyType, phone: '1', ownerResourceID: 29682885 } }).id;
    const [mapped, unmapped] = [make('Comes as a customer', CUSTOMER), make('Comes as it is', PROSPECT)];

    await autotask.sync('full');

    expect((await ours(mapped))?.data.type).toBe('customer');
    expect((await ours(unmapped))?.data.type).toBe(String(PROSPECT));
  });

  it('a company of a type that is mapped to nothing is not made there: the issue names type and page, and mapping it heals it (AT-21)', async () => {
    const before = writes();
    const made = await autotask.create('company', { name: 'Unmapped', telephone: '555-0102', type: 'reseller' });
    const issue = await autotask.issueOf(made._id);

    expect(issue?.failure).toMatchObject({
      code: 'company_type_not_mapped',
      message: 'Company type "Reseller" is not mapped to an Autotask company type',
      remedy: expect.stringContaining('Data Import page'),
    });
    expect(writes()).toEqual(before);

    await autotask.savePage('data-import', {
      ...MAPPED,
      companyTypesOut: { ...MAPPED.companyTypesOut, reseller: String(PROSPECT) },
    });
    await autotask.noIssues();

    const linked = await autotask.records.get('company', made._id);
    expect(linked && autotask.there('Companies', linked)).toMatchObject({ companyType: PROSPECT });
    await autotask.savePage('data-import', MAPPED);
  });

  it("a company without a type is made with Autotask's default one (AT-24)", async () => {
    const made = await autotask.create('company', { name: 'No type', telephone: '555-0103' });

    expect(autotask.there('Companies', made)).toMatchObject({ companyType: PROSPECT });
  });

  it('data points fill the user-defined fields of the type and come back under our names, lists by their value (AT-22, AT-24)', async () => {
    const customFields = { tier: '2', reference: 'A-17', ours: 'stays here' };
    const made = await autotask.create('company', { name: 'Points', telephone: '555-0104', type: 'customer', customFields });
    const id = Number(made.external[autotask.integration._id]?.id);

    expect(autotask.udfsThere('Companies', made)).toEqual({ 'Customer Tier': '2', 'Account Reference': 'A-17' });

    autotask.simulator.control.patch({ entity: 'Companies', id, udfs: { 'Customer Tier': '3' } });
    await autotask.sync('full');
    expect((await autotask.records.get('company', made._id))?.data.customFields).toEqual({ ...customFields, tier: '3' });
  });

  it('a data point that is cleared here is cleared there, and the others are left alone (AT-22)', async () => {
    const customFields = { tier: '1', reference: 'B-1' };
    const made = await autotask.create('company', { name: 'Cleared', telephone: '555-0105', type: 'customer', customFields });

    const changed = await autotask.change('company', made._id, { customFields: { reference: null } });

    expect(autotask.udfsThere('Companies', changed)).toEqual({ 'Customer Tier': '1' });
  });

  it('the values of a list are shown with their labels, for the dialog that asks for them (AT-24)', async () => {
    const { items } = await autotask.records.search('field_value', {
      ...{ from: 0, size: 50, sort: [{ field: 'position', direction: 'asc' }] },
      filters: { kind: 'company_udf_choice' },
    });

    expect(items.filter(({ data }) => data.details?.['field'] === 'Customer Tier').map(({ data }) => data)).toMatchObject([
      { label: 'Bronze', details: { value: '1' }, isActive: true },
      { label: 'Silver', details: { value: '2' }, isActive: true },
      { label: 'Gold', details: { value: '3' }, isActive: true },
    ]);
  });

  it('what Autotask would refuse is told field by field, all at once, and no call is spent (IS-14)', async () => {
    const before = autotask.simulator.control.counters({});
    const made = await autotask.create('company', {
      ...{ name: 'x'.repeat(120), type: 'customer', customFields: { tier: '9' } },
      address: { zip: '12345678901', country: 'XX' },
    });

    expect((await autotask.issueOf(made._id))?.failure?.message).toBe(
      'phone is missing, and Autotask demands it; companyName has 120 characters, Autotask takes 100; ' +
        'postalCode has 11 characters, Autotask takes 10; countryID: Autotask has no country "XX"; ' +
        'Customer Tier: "9" does not exist in Autotask. Correct this and save again.',
    );
    expect(autotask.simulator.control.counters({})).toEqual(before);

    await autotask.change('company', made._id, {
      ...{ name: 'Short', telephone: '555-0106', customFields: { tier: '1' } },
      address: { zip: '12345', country: 'DE' },
    });
    await autotask.noIssues();
  });

  it('a contact keeps prefix, suffix, mobile phone and the middle name that Autotask shortens (AT-25, ID-51)', async () => {
    const company = await autotask.create('company', { name: 'People', telephone: '555-0107' });
    const made = await autotask.create('contact', {
      ...{ companyId: company._id, firstName: 'Robin', lastName: 'Demo', email: 'robin@example.com' },
      ...{ middleName: 'Alexandra', prefix: '4', suffix: '2', mobilePhone: '555-0108', jobTitle: 'Buyer' },
    });
    await autotask.sync('full');

    const after = await autotask.records.get('contact', made._id);
    expect(autotask.there('Contacts', made)).toMatchObject({
      ...{ middleInitial: 'A', namePrefix: 4, nameSuffix: 2, mobilePhone: '555-0108', title: 'Buyer' },
    });
    expect(after?.data).toEqual(made.data);
    expect(after?.dataRevision).toBe(made.dataRevision);
  });

  it('prefixes and suffixes come over as field values (AT-25)', async () => {
    const labels = async (kind: string) =>
      (await autotask.records.search('field_value', { from: 0, size: 50, filters: { kind } })).items.map(
        ({ data }) => data.label,
      );

    expect((await labels('name_prefix')).toSorted()).toEqual(['Dr.', 'Mr.', 'Mrs.', 'Ms.']);
    expect((await labels('name_suffix')).toSorted()).toEqual(['Jr.', 'Sr.']);
  });

  it('a contact without a last name, which Autotask demands, is told so before the call', async () => {
    const company = await autotask.create('company', { name: 'Nameless people', telephone: '555-0109' });
    const made = await autotask.create('contact', { companyId: company._id, firstName: 'Robin', email: 'no-name@example.com' });

    expect((await autotask.issueOf(made._id))?.failure?.message).toBe(
      'lastName is missing, and Autotask demands it. Correct this and save again.',
    );
  });
});
