import type { Amount } from '../money.ts';
import { notFound } from '../refusal.ts';
import type { Book } from '../store/book.ts';
import { dueOf, type AllocationRow, type DocumentRow, type Values } from '../store/rows.ts';
import { tell } from './document.writer.ts';
import { readAmount, readDate, readObject, readText } from './input.ts';
import { settle } from './settle.ts';
import { refuse, type Writing } from './writing.ts';

/** Pays a part of an invoice with a credit note (xero.md 12). @throws AppError for one that is not valid, 404 without the note */
export function allocate(writing: Writing, creditNoteGuid: string, sent: Values): AllocationRow {
  const { book, at, changes } = writing;
  const note = book.documentByGuid('CreditNotes', creditNoteGuid);
  if (!note) throw notFound();
  const { invoice, amount, date } = readAllocation(book, sent);
  checkDocuments(note, invoice, amount);
  const row = book.allocations.insert((id) => ({
    id,
    guid: book.guid('Allocations', id),
    updatedAt: at,
    creditNoteId: note.id,
    invoiceId: invoice.id,
    date,
    amount,
  }));
  changes.push({ entity: 'CreditNotes', action: 'allocate', guid: note.guid });
  for (const settled of [settle(writing, 'CreditNotes', note.id), settle(writing, 'Invoices', invoice.id)]) {
    if (settled) tell(writing, settled, false);
  }
  return row;
}

/** All three are mandatory. */
function readAllocation(book: Book, sent: Values): { invoice: DocumentRow; amount: Amount; date: string } {
  const named = readObject(sent, 'Invoice') ?? {};
  const invoice = book.documentByGuid('Invoices', readText(named, 'InvoiceID') ?? '');
  const amount = readAmount(sent, 'Amount');
  const date = readDate(sent, 'Date');
  if (!invoice || !amount?.gt(0) || date === undefined) throw refuse('Amount, Date and Invoice.InvoiceID are mandatory.');
  return { invoice, amount, date };
}

function checkDocuments(note: DocumentRow, invoice: DocumentRow, amount: Amount): void {
  if (note.status !== 'AUTHORISED' || invoice.status !== 'AUTHORISED')
    throw refuse('Credit note and invoice must be approved before one is allocated to the other.');
  if (amount.gt(dueOf(note)) || amount.gt(dueOf(invoice)))
    throw refuse('The amount is more than what is left of the credit note, or due on the invoice.');
}
