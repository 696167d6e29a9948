import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { invoice, messagesOf, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const put = (contact: object) => xero.api.put('Contacts', { Contacts: [contact] });
const post = (contact: object) => xero.api.post('Contacts', { Contacts: [contact] });
const contactOf = async (key: string) => (await xero.api.get(`Contacts/${key}`)).json.Contacts[0];
const person = (email: string) => ({ FirstName: 'Demo', LastName: 'Person', EmailAddress: email, IncludeInEmails: true });
const demo = (name: string) => xero.simulator.control.list({ entity: 'Contacts', where: `Name=="${name}"` })[0] ?? {};

describe('contacts (xero.md 9, 15)', () => {
  it.each([
    [
      'a name that is taken, in whatever case and with whatever accents',
      { Name: 'DEMO Cómpany 00001' },
      'The contact name DEMO Cómpany 00001 is already assigned to another contact. The contact name must be unique across all active contacts.',
    ],
    [
      'an account number that is taken',
      { Name: 'New', AccountNumber: 'A-00001' },
      'The Account Number already exists. Please enter a different Account Number',
    ],
    ['an e-mail that is none', { Name: 'New', EmailAddress: 'a@b' }, 'Email address must be valid.'],
    ['an e-mail with an umlaut', { Name: 'New', EmailAddress: 'bücher@example.com' }, 'Email address must be valid.'],
    [
      'no name',
      { FirstName: 'Demo' },
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    ],
    [
      'six persons',
      { Name: 'New', EmailAddress: 'a@example.com', ContactPersons: Array.from({ length: 6 }, () => person('b@example.com')) },
      'You can only have a maximum of 5 contact persons.',
    ],
    [
      'persons without an e-mail of its own',
      { Name: 'New', ContactPersons: [person('b@example.com')] },
      'Additional people cannot be added when the primary person has no email address set.',
    ],
    ['a name that is too long', { Name: 'n'.repeat(256) }, 'The field Name must not be longer than 255 characters.'],
    ['angle brackets', { Name: 'A <B>' }, 'The contact name must not contain < or >.'],
    ['a status that is none', { Name: 'New', ContactStatus: 'GONE' }, 'The contact status is not valid.'],
  ])('refuses %s', async (_what, contact, message) => {
    expect(messagesOf(await put(contact))).toEqual([message]);
  });

  it('are created by PUT and found by ContactNumber, which is unique', async () => {
    const { json } = await put({ Name: '  New   Ltd ', ContactNumber: '77' });

    expect(await contactOf('77')).toMatchObject({
      ContactID: json.Contacts[0].ContactID,
      Name: 'New Ltd',
      ContactStatus: 'ACTIVE',
    });
    expect(messagesOf(await put({ Name: 'Other', ContactNumber: '77' }))).toEqual([
      'Another contact has this contact number. Please enter a different contact number.',
    ]);
  });

  it('are updated by POST, matched by id, ContactNumber or name; what is left out stays', async () => {
    const { json } = await put({ Name: 'New Ltd', ContactNumber: '77', Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '1' }] });
    const { ContactID } = json.Contacts[0];
    await post({ ContactNumber: '77', EmailAddress: 'a@example.com', ContactPersons: [person('b@example.com')] });
    await post({ Name: 'NEW LTD', AccountNumber: 'A-77' });
    await post({ ContactID, Addresses: [{ AddressType: 'POBOX', City: 'Wellington' }] });
    const found = await contactOf(ContactID);

    expect(found).toMatchObject({
      Name: 'NEW LTD',
      AccountNumber: 'A-77',
      EmailAddress: 'a@example.com',
      ContactPersons: [{ EmailAddress: 'b@example.com' }],
      Addresses: [{ AddressType: 'STREET' }, { AddressType: 'POBOX', City: 'Wellington' }],
    });
    expect(found.Phones).toContainEqual({ PhoneType: 'MOBILE', PhoneNumber: '1' });
    expect(xero.simulator.control.counters().writes['Contacts']).toEqual({ create: 1, update: 3 });
    expect(messagesOf(await post({ ContactID: '0e000001-0000-4000-8000-000000000001' }))).toHaveLength(1);
  });

  it('archived ones hold their account number and free their name; they are listed when asked for', async () => {
    const { ContactID } = demo('Demo Company 00001') as { ContactID: string };
    await post({ ContactID, ContactStatus: 'ARCHIVED' });
    const listed = await xero.api.get('Contacts');
    const all = await xero.api.get('Contacts?includeArchived=true');

    expect([listed.json.Contacts.length, all.json.Contacts.length]).toEqual([9, 10]);
    expect(messagesOf(await put({ Name: 'New', AccountNumber: 'A-00001' }))).toHaveLength(1);
    expect((await put({ Name: 'Demo Company 00001' })).status).toBe(200);
    expect(messagesOf(await post({ ContactID, ContactStatus: 'ACTIVE' }))[0]).toContain('already assigned');
  });

  it('may share a name where switched', async () => {
    xero.set({ uniqueContactNames: false });

    expect([(await put({ Name: 'Demo Company 00001' })).status]).toEqual([200]);
  });

  it('merged ones tell whom they were merged into, on a page or alone (18.16)', async () => {
    const into = (demo('Demo Company 00002') as { ContactID: string }).ContactID;
    const from = (demo('Demo Company 00001') as { ContactID: string }).ContactID;
    xero.simulator.control.mergeContacts({ from, into });
    const list = await xero.api.get('Contacts?includeArchived=true');
    const page = await xero.api.get('Contacts?includeArchived=true&page=1');

    expect([await contactOf(from), page.json.Contacts[0], list.json.Contacts[0]]).toMatchObject([
      { ContactStatus: 'ARCHIVED', MergedToContactID: into },
      { MergedToContactID: into },
      { ContactID: from },
    ]);
    expect(list.json.Contacts[0]).not.toHaveProperty('MergedToContactID');
    expect(messagesOf(await xero.api.put('Invoices', invoice({ Contact: { ContactID: from } })))).toHaveLength(1);
  });
});

describe('the contact of a document (xero.md 7.2, 9)', () => {
  const contactsOf = () => xero.simulator.control.count({ entity: 'Contacts' });

  it('is made from an unknown name, but not by an order', async () => {
    const made = await xero.make({ Contact: { Name: 'New Ltd' } });
    const refused = await xero.api.put('PurchaseOrders', { ...invoice(), Contact: { Name: 'Other Ltd' } });

    expect([made.Contact.Name, refused.status, contactsOf(), xero.simulator.control.counters().writes]).toEqual([
      'New Ltd',
      400,
      11,
      { Contacts: { create: 1 }, Invoices: { create: 1 } },
    ]);
  });

  it('becomes a customer or a supplier, which does not move its last change', async () => {
    const before = demo('Demo Company 00003');
    await clock.advance(1_000);
    await xero.make({ Contact: { ContactID: before['ContactID'] } });
    await xero.make({ Type: 'ACCPAY', Contact: { ContactID: before['ContactID'] } });

    expect(await contactOf(before['ContactID'] as string)).toMatchObject({
      IsCustomer: true,
      IsSupplier: true,
      UpdatedDateUTC: before['UpdatedDateUTC'],
    });
  });

  it('is changed by what else is said of it, and loses persons that are left out', async () => {
    await put({
      Name: 'New Ltd',
      EmailAddress: 'a@example.com',
      ContactPersons: [person('b@example.com'), person('c@example.com')],
    });
    const made = await xero.make({ Contact: { Name: 'New Ltd', ContactPersons: [person('c@example.com')] } });

    expect((await contactOf(made.Contact.ContactID)).ContactPersons).toHaveLength(1);
  });

  it('is refused when archived (18.17), unknown or not named', async () => {
    const { ContactID } = demo('Demo Company 00001') as { ContactID: string };
    xero.simulator.control.deactivate({ entity: 'Contacts', id: ContactID });
    const refusal = async (Contact: object | undefined) => messagesOf(await xero.api.put('Invoices', invoice({ Contact })));

    expect([await refusal({ ContactID }), await refusal({ ContactID: '0e000001-0000-4000-8000-000000000001' })]).toEqual([
      [
        'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
      ],
      ['The contact with the specified contact details could not be found.'],
    ]);
    for (const nobody of [undefined, {}])
      expect((await refusal(nobody))[0]).toContain('must contain at least 1 of the following elements');
    xero.simulator.control.deactivate({ entity: 'Contacts', id: ContactID, active: true });
    expect((await xero.make({ Contact: { ContactID } })).Status).toBe('DRAFT');
  });

  it('does not stay when its invoice is refused', async () => {
    await xero.api.put('Invoices', invoice({ Contact: { Name: 'New Ltd' }, CurrencyCode: 'EUR' }));

    expect([contactsOf(), xero.simulator.control.counters().writes]).toEqual([10, {}]);
  });
});

describe('items (xero.md 10)', () => {
  const item = (members: object = {}) => ({
    Code: 'NEW',
    Name: 'New',
    SalesDetails: { UnitPrice: 1.2345, AccountCode: '200' },
    ...members,
  });

  it('keep four decimals of a price with unitdp=4', async () => {
    const two = await xero.api.put('Items', item());
    const four = await xero.api.post('Items?unitdp=4', item());
    const read = await xero.api.get('Items/NEW');

    expect([two, four, read].map(({ json }) => json.Items[0].SalesDetails.UnitPrice)).toEqual([1.23, 1.2345, 1.23]);
  });

  it.each([
    ['a code that is taken', item({ Code: 'SKU-00001' }), "Price List Item with Code 'SKU-00001' already exists"],
    ['no code', item({ Code: '' }), 'Code is mandatory for each item.'],
    ['a code that is too long', item({ Code: 'c'.repeat(31) }), 'The field Code must not be longer than 30 characters.'],
    ['a name that is too long', item({ Name: 'n'.repeat(51) }), 'The field Name must not be longer than 50 characters.'],
    [
      'an unknown account',
      item({ SalesDetails: { AccountCode: '999' } }),
      "Account code '999' is not a valid code for this document.",
    ],
  ])('refuse %s', async (_what, sent, message) => {
    expect(messagesOf(await xero.api.put('Items', sent))).toEqual([message]);
  });

  it('are updated by POST, by code or id, and have no sales fields once they are not sold', async () => {
    const { json } = await xero.api.put('Items', item({ Description: 'Text' }));
    await xero.api.post('Items', item({ Name: 'By code' }));
    await xero.api.post('Items', { ItemID: json.Items[0].ItemID, Code: 'NEWER' });
    const { json: unsold } = await xero.api.post('Items/NEWER', { Code: 'NEWER', IsSold: false });

    expect(unsold.Items).toMatchObject([{ ItemID: json.Items[0].ItemID, Code: 'NEWER', Name: 'By code', SalesDetails: {} }]);
    expect(unsold.Items[0]).not.toHaveProperty('Description');
    expect((await xero.api.post('Items', { ItemID: '0e000001-0000-4000-8000-000000000001', Code: 'X' })).status).toBe(400);
  });
});

describe('settings (xero.md 11)', () => {
  it('lists accounts, tax rates, currencies, tracking and themes', async () => {
    const first = async (name: string) => (await xero.api.get(name)).json[name][0];

    expect([await first('Accounts'), await first('TaxRates'), await first('Currencies')]).toMatchObject([
      { AccountID: expect.any(String), Code: '090', Type: 'BANK', Status: 'ACTIVE' },
      { TaxType: 'NONE', EffectiveRate: 0 },
      { Code: 'NZD' },
    ]);
    expect([await first('TrackingCategories'), await first('BrandingThemes')]).toMatchObject([
      { Name: 'Region', Options: [{ Name: 'North', Status: 'ACTIVE' }, {}, { Status: 'ARCHIVED' }] },
      { Name: 'Standard', SortOrder: 0 },
    ]);
    expect((await xero.api.get('Currencies')).text).not.toContain('rateOfDay');
  });

  it('finds the rounding account by what the system uses it for, whatever its code', async () => {
    const { json } = await xero.api.get('Accounts?where=SystemAccount%3D%3D%22ROUNDING%22');

    expect(json.Accounts).toMatchObject([{ Code: '860', SystemAccount: 'ROUNDING' }]);
  });

  it('adds an option to a tracking category, once', async () => {
    const { json } = await xero.api.get('TrackingCategories');
    const path = `TrackingCategories/${json.TrackingCategories[0].TrackingCategoryID}/Options`;
    const added = await xero.api.put(path, { Name: 'West' });

    expect(added.json.Options).toContainEqual({ TrackingOptionID: expect.any(String), Name: 'West', Status: 'ACTIVE' });
    expect([
      (await xero.api.put(path, { Name: 'west' })).status,
      (await xero.api.put('TrackingCategories/none/Options', { Name: 'x' })).status,
    ]).toEqual([400, 404]);
  });
});
