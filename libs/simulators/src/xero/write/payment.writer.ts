import { today } from '../day.ts';
import { dueOf, type DocumentKind, type DocumentRow, type PaymentRow, type RecordRow, type Values } from '../store/rows.ts';
import { lockText } from './document-checks.ts';
import { tell } from './document.writer.ts';
import { readAmount, readDate, readObject, readText } from './input.ts';
import { settle } from './settle.ts';
import { refuse, type Writing } from './writing.ts';

/** A new payment, or one that is taken back by `Status: DELETED` (xero.md 12). @throws AppError for one that is not valid */
export function writePayment(writing: Writing, sent: Values): PaymentRow {
  const guid = readText(sent, 'PaymentID') ?? '';
  const row = guid === '' ? makePayment(writing, sent) : removePayment(writing, sent, guid);
  writing.changes.push({ entity: 'Payments', action: guid === '' ? 'create' : 'delete', guid: row.guid });
  const document = settle(writing, row.documentKind, row.documentId);
  const isTold = writing.platform.switches.paymentTellsInvoice || row.documentKind === 'CreditNotes';
  if (document && isTold) tell(writing, document, false);
  return row;
}

function makePayment(writing: Writing, sent: Values): PaymentRow {
  const { book, platform, at } = writing;
  const document = payableOf(writing, sent);
  const account = accountOf(writing, readObject(sent, 'Account') ?? {});
  const amount = readAmount(sent, 'Amount');
  const date = readDate(sent, 'Date') ?? today(platform.clock.now(), book.organisation.zone);
  if (!document) throw refuse('The document with the supplied id was not found for this endpoint.');
  if (document.status !== 'AUTHORISED') throw refuse('Payments can only be made against Authorised documents');
  if (!account) throw refuse('The account must be a bank account, or enabled for payments.');
  if (!amount?.gt(0)) throw refuse('The payment amount must be more than nought.');
  if (amount.gt(dueOf(document))) throw refuse('Payment amount exceeds the amount outstanding on this document');
  const locked = lockText(book, date);
  if (locked !== undefined) throw refuse(`The document date cannot be before the ${locked}`);
  return book.payments.insert((id) => ({
    id,
    guid: book.guid('Payments', id),
    updatedAt: at,
    documentKind: document.kind,
    documentId: document.id,
    accountId: account.id,
    date,
    amount,
    reference: readText(sent, 'Reference') ?? '',
    status: 'AUTHORISED',
    isReconciled: false,
  }));
}

function removePayment({ book, at }: Writing, sent: Values, guid: string): PaymentRow {
  const before = book.payments.get(book.idOf('Payments', guid) ?? NaN);
  if (!before) throw refuse('The document with the supplied id was not found for this endpoint.');
  if (readText(sent, 'Status') !== 'DELETED') throw refuse('A payment cannot be changed; it can be deleted.');
  if (before.isReconciled) throw refuse('This payment has been reconciled and cannot be deleted');
  if (before.status === 'DELETED') throw refuse('The payment is deleted already.');
  const row: PaymentRow = { ...before, status: 'DELETED', updatedAt: at };
  book.payments.replace(row);
  return row;
}

/** The invoice, or the credit note whose rest is paid out. */
function payableOf({ book }: Writing, sent: Values): DocumentRow | undefined {
  const kinds: readonly [DocumentKind, string, string, string][] = [
    ['Invoices', 'Invoice', 'InvoiceID', 'InvoiceNumber'],
    ['CreditNotes', 'CreditNote', 'CreditNoteID', 'CreditNoteNumber'],
  ];
  for (const [kind, member, idName, numberName] of kinds) {
    const named = readObject(sent, member);
    if (!named) continue;
    const guid = readText(named, idName) ?? '';
    return guid === '' ? book.documentByNumber(kind, readText(named, numberName) ?? '') : book.documentByGuid(kind, guid);
  }
  return undefined;
}

function accountOf({ book }: Writing, named: Values): RecordRow | undefined {
  const guid = readText(named, 'AccountID') ?? '';
  const code = readText(named, 'Code') ?? '';
  const row =
    guid === ''
      ? book.findRecord('Accounts', ({ values }) => code !== '' && values['Code'] === code)
      : book.recordByGuid('Accounts', guid);
  const isFit = row?.values['Type'] === 'BANK' || row?.values['EnablePaymentsToAccount'] === true;
  return isFit && row.values['Status'] === 'ACTIVE' ? row : undefined;
}
