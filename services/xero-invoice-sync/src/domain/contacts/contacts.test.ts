import { describe, expect, it } from '@jest/globals';
import { invoice, options, person } from '../../../test/invoices.ts';
import { chooseContact, type XeroContact } from './choose-contact.ts';
import { choosePerson } from './choose-person.ts';

const { company } = invoice();
const { contacts } = options();
const contact = (more: Partial<XeroContact> = {}): XeroContact => ({
  ...{ contactId: 'c-1', name: 'Demo Company', isArchived: false },
  ...more,
});

describe('the Xero contact of a company', () => {
  it('XI-30: is found by exact name, or in any case where that is on', () => {
    const other = [contact({ name: 'DEMO company' })];

    expect(chooseContact(company, [contact()], contacts)).toMatchObject({ kind: 'found', rule: 'name' });
    expect(chooseContact(company, other, contacts)).toEqual({ kind: 'create' });
    expect(chooseContact(company, other, { ...contacts, ignoresCase: true })).toMatchObject({ kind: 'found' });
  });

  it('XI-30: is found by account number first where that is chosen', () => {
    const numbered = contact({ contactId: 'c-2', name: 'Another name', accountNumber: 'A-1' });
    const withNumber = { ...company, accountNumber: 'A-1' };

    expect(chooseContact(withNumber, [contact(), numbered], { ...contacts, matchBy: 'account-number' })).toMatchObject({
      ...{ rule: 'account-number', contact: { contactId: 'c-2' } },
    });
  });

  it('is the linked one whatever its name, then the one that carries the company id', () => {
    const linked = contact({ contactId: 'c-9', name: 'Renamed' });
    const ours = contact({ contactId: 'c-3', name: 'Renamed too', contactNumber: '77' });

    expect(chooseContact(company, [contact(), ours, linked], { ...contacts, linkedId: 'c-9' })).toMatchObject({ rule: 'link' });
    expect(chooseContact(company, [contact(), ours], contacts)).toMatchObject({ rule: 'contact-number' });
  });

  it('is never guessed between several, and each is named', () => {
    expect(chooseContact(company, [contact(), contact({ contactId: 'c-2' })], contacts)).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'AMBIGUOUS_CONTACT', details: ['Demo Company (c-1)', 'Demo Company (c-2)'] } },
    });
  });

  it('faults where it is archived and linked, and is made anew where only the name is taken by an archived one', () => {
    const archived = contact({ isArchived: true });

    expect(chooseContact(company, [archived], { ...contacts, linkedId: 'c-1' })).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'CONTACT_ARCHIVED' } },
    });
    expect(chooseContact(company, [archived], contacts)).toEqual({ kind: 'create' });
  });
});

describe('the Xero contact of a company, merged or archived', () => {
  it('is followed where it was merged, by whichever rule it is met', () => {
    const merged = contact({ isArchived: true, mergedToId: 'c-9' });

    expect(chooseContact(company, [merged], contacts)).toEqual({ kind: 'merged', contact: merged });
    expect(chooseContact(company, [merged], { ...contacts, linkedId: 'c-1' })).toMatchObject({ kind: 'merged' });
    expect(chooseContact(company, [merged, contact({ contactId: 'c-2' })], contacts)).toMatchObject({
      ...{ kind: 'found', contact: { contactId: 'c-2' } },
    });
  });

  it('CON-13: faults where its account number stands on an archived one, and says what to do', () => {
    const archived = contact({ contactId: 'c-2', name: 'Old name', accountNumber: 'A-1', isArchived: true });
    const options = { ...contacts, matchBy: 'account-number' } as const;

    expect(chooseContact({ ...company, accountNumber: 'A-1' }, [archived], options)).toMatchObject({
      problem: { code: 'CONTACT_ARCHIVED', cure: 'Restore the contact in Xero, or give another one its number, then resync.' },
    });
  });
});

describe('who receives the invoices of a company', () => {
  const among = (...people: ReturnType<typeof person>[]) => choosePerson({ ...company, people }, contacts);

  it('XI-31: is the only active contact, or the one that is marked', () => {
    expect(among(person())).toMatchObject({ kind: 'person', person: { externalId: '31' } });
    expect(among(person(), person({ externalId: '32', position: 'Accounts' }))).toMatchObject({ person: { externalId: '32' } });
  });

  it.each([
    ['none', []],
    ['two and no mark', [person(), person({ externalId: '32' })]],
    ['two marks', [person({ position: 'Accounts' }), person({ externalId: '32', position: 'Accounts' })]],
  ])('XI-31, XI-33: faults with %s', (_, people) => {
    expect(among(...people)).toMatchObject({
      ...{ kind: 'fault', problem: { message: 'Unable to sync Invoice. No valid contact for the invoice' } },
    });
  });

  it('XI-32: has included people beside, of those with an address that Xero takes', () => {
    const included = person({ externalId: '33', position: 'AccountsIncludedPerson', email: 'more@example.com' });
    const broken = person({ externalId: '34', position: 'AccountsIncludedPerson', email: 'not an address' });

    expect(among(person({ position: 'Accounts' }), included, broken)).toMatchObject({ others: [{ externalId: '33' }] });
  });

  it('XI-33: a malformed address faults the invoice, or is left out with the same words as a warning', () => {
    const people = [person({ email: 'nobody@@example' })];
    const message = "Invalid email address can't sync invoice";

    expect(among(...people)).toMatchObject({ kind: 'fault', problem: { message } });
    const dropped = choosePerson({ ...company, people }, { ...contacts, invalidEmail: 'drop' });
    expect(dropped).toMatchObject({ kind: 'person', warnings: [{ message }] });
    expect(dropped).not.toHaveProperty('email');
  });
});
