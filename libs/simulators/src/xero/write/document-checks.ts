import { dayInWords } from '../day.ts';
import type { Book } from '../store/book.ts';
import { isSales, type DocumentRow } from '../store/rows.ts';
import type { Switches } from '../switches.ts';
import { hasMoney, isChangedBeyondPayment } from './status.rules.ts';
import type { Writing } from './writing.ts';

/** What speaks against a document as it is to be, besides its lines, contact and status (xero.md 7, 12, 13, 15). */
export function obstaclesOf(writing: Writing, previous: DocumentRow | undefined, next: DocumentRow): string[] {
  const { book, platform } = writing;
  const checks = [
    lockObstacle(book, { previous, next, switches: platform.switches }),
    currencyObstacle(book, next, platform.switches),
    numberObstacle(book, next, platform.switches),
    paymentObstacle(previous, next, platform.switches),
    sentObstacle(previous, next),
    ...approvalObstacles(writing, previous, next),
  ];
  return checks.filter((text) => text !== undefined);
}

function lockObstacle(
  book: Book,
  { previous, next, switches }: { previous: DocumentRow | undefined; next: DocumentRow; switches: Switches },
): string | undefined {
  if (!switches.lockConcernsDrafts && next.status === 'DRAFT') return undefined;
  const editing = previous && lockText(book, previous.date);
  if (editing !== undefined) return `The document cannot be edited as it is currently dated before the ${editing}`;
  const dating = lockText(book, next.date);
  return dating === undefined ? undefined : `The document date cannot be before the ${dating}`;
}

/** Which lock date a day falls under; undefined for one that is free. */
export function lockText({ organisation }: Book, day: string): string | undefined {
  const locks = [
    ['end of year lock date', organisation.values['EndOfYearLockDate']],
    ['period lock date', organisation.values['PeriodLockDate']],
  ] as const;
  for (const [name, date] of locks) {
    if (typeof date === 'string' && day <= date) return `${name}, currently set at ${dayInWords(date)}`;
  }
  return undefined;
}

function currencyObstacle(book: Book, { currency }: DocumentRow, { currencyRefusal }: Switches): string | undefined {
  if (isEnabled(book, currency)) return undefined;
  return currencyRefusal === 'short'
    ? `Organisation is not subscribed to currency ${currency}`
    : `The current organisation is not subscribed to currency '${currency}'.`;
}

export function isEnabled(book: Book, currency: string): boolean {
  const { organisation } = book;
  if (currency === organisation.values['BaseCurrency']) return true;
  return book.findRecord('Currencies', ({ values }) => values['Code'] === currency) !== undefined;
}

const TAKEN = {
  Invoices: 'Invoice # must be unique.',
  CreditNotes: 'Credit note # must be unique.',
  PurchaseOrders: 'Order number must be unique',
} as const;
const LONGEST_NUMBER = 255;

/** Numbers of bills are free text (xero.md 7.2). */
function numberObstacle(book: Book, { id, kind, type, number, reference }: DocumentRow, switches: Switches): string | undefined {
  if (number.length > LONGEST_NUMBER || reference.length > LONGEST_NUMBER)
    return `Number and reference must not be longer than ${LONGEST_NUMBER} characters.`;
  if (type === 'ACCPAY' || type === 'ACCPAYCREDIT') return undefined;
  if (!/^[\x20-\x7e]*$/.test(number)) return 'The number may hold printable ASCII characters only.';
  const holder = book.documentByNumber(kind, number);
  if (holder && holder.id !== id) return TAKEN[kind];
  if (!switches.creditNoteNumbersShared || kind === 'PurchaseOrders') return undefined;
  return book.documentByNumber(kind === 'Invoices' ? 'CreditNotes' : 'Invoices', number) ? TAKEN[kind] : undefined;
}

function paymentObstacle(
  previous: DocumentRow | undefined,
  next: DocumentRow,
  { paidModification }: Switches,
): string | undefined {
  if (!previous || next.status === 'VOIDED') return undefined;
  const isPaid = hasMoney(previous) || previous.status === 'PAID';
  if (!isPaid || !isChangedBeyondPayment(previous, next)) return undefined;
  return previous.status === 'PAID' && paidModification === 'status'
    ? 'Invoice not of valid status for modification'
    : 'This document cannot be edited as it has a payment or credit note allocated to it.';
}

function sentObstacle(previous: DocumentRow | undefined, { kind, isSent, status }: DocumentRow): string | undefined {
  if (isSent === (previous?.isSent ?? false)) return undefined;
  if (kind === 'PurchaseOrders')
    return status === 'AUTHORISED' || status === 'BILLED'
      ? undefined
      : 'Only AUTHORISED and BILLED purchase orders may have SentToContact updated.';
  return status === 'AUTHORISED' || status === 'PAID' ? undefined : 'Only approved documents may have SentToContact updated.';
}

function approvalObstacles(
  { book, platform, at }: Writing,
  previous: DocumentRow | undefined,
  next: DocumentRow,
): (string | undefined)[] {
  if (next.status !== 'AUTHORISED') return [];
  const isBelow = next.total.isNegative() && !next.total.isZero();
  return [
    next.kind === 'Invoices' && next.dueDate === undefined ? 'The due date is mandatory for an approved invoice.' : undefined,
    isBelow && platform.switches.negativeTotal === 'refused'
      ? 'The total of an approved document must not be negative.'
      : undefined,
    previous?.status !== 'AUTHORISED' && mayApprove(book, next, at) === false
      ? 'You have reached the limit of invoices you can approve'
      : undefined,
  ];
}

/** Small plans approve so many invoices and bills a month (xero.md 5.3). */
export function mayApprove(book: Book, { kind, type }: Pick<DocumentRow, 'kind' | 'type'>, at: number): boolean {
  const { approvals } = book.organisation;
  if (!approvals || kind !== 'Invoices') return true;
  const month = new Date(at).toISOString().slice(0, 7);
  let approved = 0;
  for (const row of book.documents('Invoices').walk({})) {
    const isCounted = row.type === type && (row.status === 'AUTHORISED' || row.status === 'PAID');
    if (isCounted && new Date(row.updatedAt).toISOString().startsWith(month)) approved += 1;
  }
  return approved < (isSales(type) ? approvals.sales : approvals.bills);
}
