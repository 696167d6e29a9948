import { today } from '../day.ts';
import { amount, ONE, type Amount } from '../money.ts';
import type { DocumentKind, DocumentRow, DocumentType, LineAmountTypes, RecordRow, Values } from '../store/rows.ts';
import { readAmount, readDate, readFlag, readText } from './input.ts';
import { dueByTerms } from './payment-terms.ts';
import type { Writing } from './writing.ts';

export type Head = Pick<
  DocumentRow,
  'type' | 'number' | 'reference' | 'date' | 'dueDate' | 'lineAmountTypes' | 'currency' | 'rate' | 'isSent' | 'extras'
>;

/** The member that holds the number of each kind. */
export const NUMBER_MEMBER: Readonly<Record<DocumentKind, string>> = {
  Invoices: 'InvoiceNumber',
  CreditNotes: 'CreditNoteNumber',
  PurchaseOrders: 'PurchaseOrderNumber',
};

const TYPES: Readonly<Record<DocumentKind, readonly DocumentType[]>> = {
  Invoices: ['ACCREC', 'ACCPAY'],
  CreditNotes: ['ACCRECCREDIT', 'ACCPAYCREDIT'],
  PurchaseOrders: ['ORDER'],
};
const LINE_AMOUNT_TYPES: readonly LineAmountTypes[] = ['Exclusive', 'Inclusive', 'NoTax'];

/** Members that are kept and shown as they were sent. */
const EXTRAS: Readonly<Record<DocumentKind, readonly string[]>> = {
  Invoices: ['BrandingThemeID', 'Url', 'ExpectedPaymentDate', 'PlannedPaymentDate'],
  CreditNotes: ['BrandingThemeID'],
  PurchaseOrders: [
    'BrandingThemeID',
    'DeliveryDate',
    'ExpectedArrivalDate',
    'DeliveryAddress',
    'AttentionTo',
    'Telephone',
    'DeliveryInstructions',
  ],
};

interface HeadScope {
  kind: DocumentKind;
  previous: DocumentRow | undefined;
  contact: RecordRow | undefined;
  refuse(message: string): void;
}

/** Everything but contact, lines and status; what is left out stays, or has its default (xero.md 7.2). */
export function readHead(writing: Writing, sent: Values, scope: HeadScope): Head {
  const { book } = writing;
  const { kind, previous } = scope;
  const type = typeOf(sent, scope);
  const currency =
    readText(sent, 'CurrencyCode') ?? previous?.currency ?? readText(book.organisation.values, 'BaseCurrency') ?? '';
  return {
    type,
    ...datesOf(writing, sent, { ...scope, type }),
    currency,
    rate: rateOf(writing, { sent, previous, currency }),
    ...namesOf(writing, sent, { kind, type, previous }),
    lineAmountTypes: lineAmountTypesOf(sent, scope),
    isSent: readFlag(sent, 'SentToContact') ?? previous?.isSent ?? false,
    extras: { ...previous?.extras, ...readExtras(kind, sent, scope.refuse) },
  };
}

function datesOf(
  { book, platform }: Writing,
  sent: Values,
  { kind, previous, contact, type }: HeadScope & { type: DocumentType },
): Pick<Head, 'date' | 'dueDate'> {
  const date = readDate(sent, 'Date') ?? previous?.date ?? today(platform.clock.now(), book.organisation.zone);
  if (kind === 'CreditNotes') return { date, dueDate: undefined };
  const terms = platform.switches.dueDateFromTerms ? dueByTerms(contact, type, date) : undefined;
  return { date, dueDate: readDate(sent, 'DueDate') ?? previous?.dueDate ?? terms };
}

function typeOf(sent: Values, { kind, previous, refuse }: HeadScope): DocumentType {
  const [only = 'ORDER', ...others] = TYPES[kind];
  const wanted = others.length === 0 ? only : (readText(sent, 'Type') ?? previous?.type);
  const found = TYPES[kind].find((type) => type === wanted);
  if (found === undefined) refuse(`${kind === 'CreditNotes' ? 'Credit note' : 'Invoice'} not of valid type for creation`);
  else if (previous && found !== previous.type) refuse('The type of a document cannot be changed.');
  return found ?? previous?.type ?? only;
}

interface Numbering {
  kind: DocumentKind;
  type: DocumentType;
  previous: DocumentRow | undefined;
}

/** What a bill has for a reference is its number. */
function namesOf(writing: Writing, sent: Values, numbering: Numbering): Pick<Head, 'number' | 'reference'> {
  const reference = numbering.type === 'ACCPAY' ? undefined : readText(sent, 'Reference');
  return { number: numberOf(writing, sent, numbering), reference: reference ?? numbering.previous?.reference ?? '' };
}

/** Numbers are given by Xero where none is sent, but not to bills. */
function numberOf({ book }: Writing, sent: Values, { kind, type, previous }: Numbering): string {
  const given = readText(sent, NUMBER_MEMBER[kind])?.trim() ?? '';
  if (given !== '') return given;
  if (previous) return previous.number;
  return type === 'ACCPAY' || type === 'ACCPAYCREDIT' ? '' : book.nextNumber(kind);
}

function lineAmountTypesOf(sent: Values, { previous, refuse }: HeadScope): LineAmountTypes {
  const wanted = readText(sent, 'LineAmountTypes');
  if (wanted === undefined) return previous?.lineAmountTypes ?? 'Exclusive';
  const found = LINE_AMOUNT_TYPES.find((type) => type.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) refuse(`LineAmountTypes '${wanted}' is not valid.`);
  return found ?? 'Exclusive';
}

/** As sent; otherwise that of the day, which the currency's row holds. */
function rateOf(
  { book }: Writing,
  { sent, previous, currency }: { sent: Values; previous: DocumentRow | undefined; currency: string },
): Amount {
  if (currency === book.organisation.values['BaseCurrency']) return ONE;
  const given = readAmount(sent, 'CurrencyRate');
  if (given?.gt(0)) return given.toDecimalPlaces(6);
  if (previous?.currency === currency) return previous.rate;
  const ofDay = book.findRecord('Currencies', ({ values }) => values['Code'] === currency)?.values['rateOfDay'];
  return typeof ofDay === 'number' ? amount(ofDay) : ONE;
}

function readExtras(kind: DocumentKind, sent: Values, refuse: (message: string) => void): Values {
  const url = readText(sent, 'Url') ?? '';
  const isUrl = url === '' || (/^https?:$/.test(URL.parse(url)?.protocol ?? '') && !url.toLowerCase().includes('xero'));
  if (!isUrl) refuse('Url must be an absolute address and must not contain xero.');
  const given = EXTRAS[kind].flatMap((name) => {
    const value = name.endsWith('Date') ? readDate(sent, name) : readText(sent, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}
