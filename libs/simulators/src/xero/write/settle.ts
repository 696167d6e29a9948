import { today } from '../day.ts';
import { sum } from '../money.ts';
import { dueOf, type DocumentKind, type DocumentRow } from '../store/rows.ts';
import type { Writing } from './writing.ts';

/** What was paid and allocated, and the status that follows from it (xero.md 7.4): PAID is set by Xero alone. */
export function settle(writing: Writing, kind: DocumentKind, id: number): DocumentRow | undefined {
  const { book, platform } = writing;
  const row = book.documents(kind).get(id);
  if (!row) return undefined;
  const payments = [...book.payments.walk({})].filter(
    (one) => one.documentKind === kind && one.documentId === id && one.status === 'AUTHORISED',
  );
  const allocations = [...book.allocations.walk({})].filter(
    (one) => (kind === 'Invoices' ? one.invoiceId : kind === 'CreditNotes' ? one.creditNoteId : NaN) === id,
  );
  const paid = sum(payments.map(({ amount }) => amount));
  const credited = sum(allocations.map(({ amount }) => amount));
  const isSettled =
    dueOf({ total: row.total, paid, credited }).isZero() && (platform.switches.zeroTotalIsPaid || !row.total.isZero());
  const days = [...payments, ...allocations].map(({ date }) => date).toSorted();
  return book.putDocument({
    ...row,
    paid,
    credited,
    ...statusOf(row, isSettled),
    fullyPaidOn: isSettled && isOpen(row) ? (days.at(-1) ?? today(platform.clock.now(), book.organisation.zone)) : undefined,
    updatedAt: writing.at,
  });
}

function isOpen({ kind, status }: DocumentRow): boolean {
  return kind !== 'PurchaseOrders' && (status === 'AUTHORISED' || status === 'PAID');
}

function statusOf(row: DocumentRow, isSettled: boolean): Pick<DocumentRow, 'status'> {
  if (!isOpen(row)) return { status: row.status };
  return { status: isSettled ? 'PAID' : 'AUTHORISED' };
}
