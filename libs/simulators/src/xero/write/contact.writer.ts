import type { Json } from '../../http/json-text.ts';
import type { RecordRow, Values } from '../store/rows.ts';
import { fold, isObject, readObject, readObjects, readText } from './input.ts';
import { invalid, type Finding, type Writing } from './writing.ts';

/** Members that are texts, with the most characters that they take (xero.md 9). */
const TEXTS: Readonly<Record<string, number>> = {
  Name: 255,
  FirstName: 255,
  LastName: 255,
  ContactNumber: 50,
  AccountNumber: 50,
  EmailAddress: 255,
  ContactStatus: 20,
  TaxNumber: 50,
  CompanyNumber: 50,
  DefaultCurrency: 3,
  AccountsReceivableTaxType: 50,
  AccountsPayableTaxType: 50,
  SalesDefaultAccountCode: 10,
  PurchasesDefaultAccountCode: 10,
};
/** Lists of which there is one entry a type. */
const TYPED = { Addresses: 'AddressType', Phones: 'PhoneType' } as const;
const STATUSES = ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'];
const MOST_PERSONS = 5;
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

export const NEW_CONTACT: Values = {
  ContactStatus: 'ACTIVE',
  IsSupplier: false,
  IsCustomer: false,
  ContactPersons: [],
  Addresses: [{ AddressType: 'STREET' }, { AddressType: 'POBOX' }],
  Phones: ['DEFAULT', 'DDI', 'FAX', 'MOBILE'].map((PhoneType) => ({ PhoneType })),
};

/** Creates a contact, or changes `previous`. @throws AppError for one that is not valid */
export function writeContact(writing: Writing, input: Values, previous: RecordRow | undefined): RecordRow {
  const { book, at, changes } = writing;
  const before = previous?.values ?? NEW_CONTACT;
  const values = { ...before, ...readTexts(input), ...readStructures(input, before) };
  const errors = [...checkTexts(values), ...checkPersons(values), ...checkUnique(writing, values, previous)];
  if (errors.length > 0) throw invalid(errors.map((message): Finding => ({ message })));
  const row = book.putRecord('Contacts', { id: previous?.id, values, updatedAt: at });
  changes.push({ entity: 'Contacts', action: previous ? 'update' : 'create', guid: row.guid, category: 'CONTACT' });
  return row;
}

/** The contact that is meant; `undefined` where there is none of that kind. Names are looked for among active contacts. */
export function findContact({ book }: Pick<Writing, 'book'>, input: Values): RecordRow | undefined {
  const guid = readText(input, 'ContactID') ?? '';
  if (guid !== '') return book.recordByGuid('Contacts', guid);
  const number = readText(input, 'ContactNumber') ?? '';
  const byNumber = number === '' ? undefined : book.findRecord('Contacts', ({ values }) => values['ContactNumber'] === number);
  const name = fold(tidy(readText(input, 'Name') ?? ''));
  return (
    byNumber ??
    (name === '' ? undefined : book.findRecord('Contacts', (row) => isActive(row) && fold(row.values['Name']) === name))
  );
}

export function isActive({ values }: RecordRow): boolean {
  return values['ContactStatus'] === 'ACTIVE';
}

export function isEmail(text: string): boolean {
  return text === '' || EMAIL.test(text);
}

function readTexts(input: Values): Values {
  const read = Object.keys(TEXTS).flatMap((name): [string, Json][] => {
    const text = readText(input, name);
    return text === undefined ? [] : [[name, name === 'Name' ? tidy(text) : text]];
  });
  return Object.fromEntries(read);
}

/** Spaces around and doubled ones go. */
function tidy(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

function readStructures(input: Values, before: Values): Values {
  const terms = readObject(input, 'PaymentTerms');
  const persons = readObjects(input, 'ContactPersons');
  const typed = Object.entries(TYPED).flatMap(([list, type]): [string, Json][] => {
    const sent = readObjects(input, list);
    return sent ? [[list, mergeByType((before[list] ?? []) as readonly Values[], sent, type)]] : [];
  });
  return {
    ...Object.fromEntries(typed),
    ...(terms ? { PaymentTerms: terms } : {}),
    ...(persons ? { ContactPersons: persons } : {}),
  };
}

function mergeByType(before: readonly Values[], sent: readonly Values[], type: string): Values[] {
  const merged = new Map([...before, ...sent].map((entry) => [entry[type], entry]));
  return [...merged.values()];
}

function checkTexts(values: Values): string[] {
  const name = text(values, 'Name');
  const email = text(values, 'EmailAddress');
  return [
    ...(name === ''
      ? ['The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber']
      : []),
    ...(/[<>]/.test(name) ? ['The contact name must not contain < or >.'] : []),
    ...(isEmail(email) ? [] : ['Email address must be valid.']),
    ...(STATUSES.includes(text(values, 'ContactStatus')) ? [] : ['The contact status is not valid.']),
    ...Object.entries(TEXTS)
      .filter(([field, most]) => text(values, field).length > most)
      .map(([field, most]) => `The field ${field} must not be longer than ${most} characters.`),
  ];
}

function checkPersons(values: Values): string[] {
  const persons = (values['ContactPersons'] ?? []) as readonly Json[];
  const emails = persons.map((person) => (isObject(person) ? text(person, 'EmailAddress') : ''));
  return [
    ...(persons.length > MOST_PERSONS ? ['You can only have a maximum of 5 contact persons.'] : []),
    ...(persons.length > 0 && text(values, 'EmailAddress') === ''
      ? ['Additional people cannot be added when the primary person has no email address set.']
      : []),
    ...(emails.every(isEmail) ? [] : ['Email address must be valid.']),
  ];
}

function checkUnique({ book, platform }: Writing, values: Values, previous: RecordRow | undefined): string[] {
  const isTaken = (test: (other: RecordRow) => boolean): boolean =>
    book.findRecord('Contacts', (other) => other.id !== previous?.id && test(other)) !== undefined;
  const has = (name: string) => {
    const wanted = text(values, name);
    return wanted !== '' && isTaken((other) => other.values[name] === wanted);
  };
  const name = fold(values['Name']);
  const isNameTaken =
    platform.switches.uniqueContactNames &&
    values['ContactStatus'] === 'ACTIVE' &&
    isTaken((other) => isActive(other) && fold(other.values['Name']) === name);
  return [
    ...(isNameTaken
      ? [
          `The contact name ${text(values, 'Name')} is already assigned to another contact. The contact name must be unique across all active contacts.`,
        ]
      : []),
    ...(has('ContactNumber') ? ['Another contact has this contact number. Please enter a different contact number.'] : []),
    ...(has('AccountNumber') ? ['The Account Number already exists. Please enter a different Account Number'] : []),
  ];
}

function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
