import { today } from '../day.ts';
import { sum, type Amount } from '../money.ts';
import { dueOf, type DocumentKind, type DocumentRow } from '../store/rows.ts';
import type { Writing } from './writing.ts';

/** Counts again what was paid and allocated, and stores the document with it. */
export function settle(writing: Writing, kind: DocumentKind, id: number): DocumentRow | undefined {
  const { book, at } = writing;
  const row = book.documents(kind).get(id);
  if (!row) return undefined;
  const { paid, credited, lastDay } = moneyOf(writing, row);
  return book.putDocument(withStatus(writing, { ...row, paid, credited, updatedAt: at }, lastDay));
}

/** PAID is set by Xero alone, when nothing is due any more (xero.md 7.4); `lastDay` is that of the last payment. */
export function withStatus({ book, platform }: Writing, row: DocumentRow, lastDay = row.fullyPaidOn): DocumentRow {
  if (!isOpen(row)) return { ...row, fullyPaidOn: undefined };
  const isSettled = dueOf(row).isZero() && (platform.switches.zeroTotalIsPaid || !row.total.isZero());
  if (!isSettled) return { ...row, status: 'AUTHORISED', fullyPaidOn: undefined };
  return { ...row, status: 'PAID', fullyPaidOn: lastDay ?? today(platform.clock.now(), book.organisation.zone) };
}

function isOpen({ kind, status }: DocumentRow): boolean {
  return kind !== 'PurchaseOrders' && (status === 'AUTHORISED' || status === 'PAID');
}

function moneyOf({ book }: Writing, { kind, id }: DocumentRow): { paid: Amount; credited: Amount; lastDay: string | undefined } {
  const payments = [...book.payments.walk({})].filter(
    (one) => one.documentKind === kind && one.documentId === id && one.status === 'AUTHORISED',
  );
  const allocations = [...book.allocations.walk({})].filter(
    (one) => (kind === 'Invoices' ? one.invoiceId : one.creditNoteId) === id,
  );
  const days = [...payments, ...allocations].map(({ date }) => date).toSorted();
  return {
    paid: sum(payments.map(({ amount }) => amount)),
    credited: sum(allocations.map(({ amount }) => amount)),
    lastDay: days.at(-1),
  };
}
