import type { Json } from '../../http/json-text.ts';
import { wireDate, wireDay } from '../day.ts';
import { onWire } from '../money.ts';
import type { Book } from '../store/book.ts';
import { dueOf, type AllocationRow, type DocumentRow, type Line, type PaymentRow, type Values } from '../store/rows.ts';
import { NUMBER_MEMBER } from '../write/document-head.ts';
import { ID_MEMBER } from '../write/document.writer.ts';
import { isObject } from '../write/input.ts';
import type { Depth } from './records.ts';

export interface Shown {
  depth: Depth;
  unitPlaces: 2 | 4;
}

/** A document as it goes out (xero.md 7.2); a list that is not paged leaves the lines out. */
export function showDocument(book: Book, row: DocumentRow, { depth, unitPlaces }: Shown): Values {
  return {
    ...(row.kind === 'PurchaseOrders' ? {} : { Type: row.type }),
    [ID_MEMBER[row.kind]]: row.guid,
    [NUMBER_MEMBER[row.kind]]: row.number,
    ...(row.reference === '' ? {} : { Reference: row.reference }),
    ...(row.kind === 'Invoices' ? paidOf(book, row) : row.kind === 'CreditNotes' ? creditOf(book, row) : {}),
    CurrencyRate: onWire(row.rate, 6),
    CurrencyCode: row.currency,
    HasAttachments: false,
    HasErrors: false,
    Contact: contactOf(book, row),
    ...datesOf(row),
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    LineItems: depth === 'full' ? row.lines.map((line) => showLine(book, line, unitPlaces)) : [],
    SubTotal: onWire(row.subTotal),
    TotalTax: onWire(row.totalTax),
    Total: onWire(row.total),
    SentToContact: row.isSent,
    ...extrasOf(row),
    UpdatedDateUTC: wireDate(row.updatedAt),
    ...(row.kind === 'PurchaseOrders' ? {} : { UpdatedDateUTCString: new Date(row.updatedAt).toISOString().slice(0, 19) }),
  };
}

function contactOf(book: Book, { contactId }: DocumentRow): Values {
  const contact = book.records('Contacts').get(contactId);
  const number = contact?.values['ContactNumber'] ?? '';
  return {
    ContactID: contact?.guid ?? '',
    ...(number === '' ? {} : { ContactNumber: number }),
    Name: contact?.values['Name'] ?? '',
  };
}

function datesOf({ date, dueDate, fullyPaidOn }: DocumentRow): Values {
  return {
    DateString: `${date}T00:00:00`,
    Date: wireDay(date),
    ...(dueDate === undefined ? {} : { DueDateString: `${dueDate}T00:00:00`, DueDate: wireDay(dueDate) }),
    ...(fullyPaidOn === undefined ? {} : { FullyPaidOnDate: wireDay(fullyPaidOn) }),
  };
}

function extrasOf({ extras }: DocumentRow): Values {
  const shown = Object.entries(extras).map(([name, value]): [string, Json] => [
    name,
    name.endsWith('Date') && typeof value === 'string' ? wireDay(value) : value,
  ]);
  return Object.fromEntries(shown);
}

function paidOf(book: Book, row: DocumentRow): Values {
  return {
    Payments: paymentsOf(book, row).map(({ guid, date, amount, reference }) => ({
      PaymentID: guid,
      Date: wireDay(date),
      Amount: onWire(amount),
      Reference: reference,
    })),
    CreditNotes: allocationsOf(book, row).map(({ creditNoteId, date, amount }) => ({
      CreditNoteID: book.guid('CreditNotes', creditNoteId),
      CreditNoteNumber: book.documents('CreditNotes').get(creditNoteId)?.number ?? '',
      Date: wireDay(date),
      AppliedAmount: onWire(amount),
    })),
    AmountDue: row.status === 'VOIDED' || row.status === 'DELETED' ? 0 : onWire(dueOf(row)),
    AmountPaid: onWire(row.paid),
    AmountCredited: onWire(row.credited),
  };
}

function creditOf(book: Book, row: DocumentRow): Values {
  return {
    RemainingCredit: onWire(dueOf(row)),
    Allocations: allocationsOf(book, row).map(({ guid, invoiceId, date, amount }) => ({
      AllocationID: guid,
      Invoice: { InvoiceID: book.guid('Invoices', invoiceId) },
      Date: wireDay(date),
      Amount: onWire(amount),
    })),
  };
}

function allocationsOf(book: Book, { kind, id, credited }: DocumentRow): AllocationRow[] {
  if (credited.isZero()) return [];
  return [...book.allocations.walk({})].filter((one) => (kind === 'Invoices' ? one.invoiceId : one.creditNoteId) === id);
}

function paymentsOf(book: Book, { kind, id, paid }: DocumentRow): PaymentRow[] {
  if (paid.isZero()) return [];
  const isOf = (one: PaymentRow): boolean => one.documentKind === kind && one.documentId === id && one.status === 'AUTHORISED';
  return [...book.payments.walk({})].filter(isOf);
}

function showLine(book: Book, line: Line, unitPlaces: 2 | 4): Values {
  const account = line.accountId === undefined ? undefined : book.records('Accounts').get(line.accountId);
  return {
    LineItemID: line.guid,
    Description: line.description,
    ...(line.quantity ? { Quantity: onWire(line.quantity, 4) } : {}),
    ...(line.unitAmount ? { UnitAmount: onWire(line.unitAmount, unitPlaces) } : {}),
    LineAmount: onWire(line.lineAmount),
    TaxType: line.taxType,
    TaxAmount: onWire(line.taxAmount),
    ...(line.itemCode === undefined ? {} : { ItemCode: line.itemCode }),
    ...(account ? { AccountID: account.guid, AccountCode: account.values['Code'] ?? '' } : {}),
    ...(line.discountRate ? { DiscountRate: onWire(line.discountRate, 4) } : {}),
    ...(line.discountAmount ? { DiscountAmount: onWire(line.discountAmount, 4) } : {}),
    Tracking: line.tracking.map((one) => showTracking(book, one)),
  };
}

function showTracking(book: Book, { category, option }: Line['tracking'][number]): Values {
  const row = book.recordByGuid('TrackingCategories', category);
  const options = ((row?.values['Options'] ?? []) as readonly Json[]).filter(isObject);
  return {
    TrackingCategoryID: category,
    TrackingOptionID: option,
    Name: row?.values['Name'] ?? '',
    Option: options.find((one) => one['TrackingOptionID'] === option)?.['Name'] ?? '',
  };
}

export function showPayment(book: Book, row: PaymentRow): Values {
  const document = book.documents(row.documentKind).get(row.documentId);
  const account = book.records('Accounts').get(row.accountId);
  const { Code: code = '' } = account?.values ?? {};
  return {
    PaymentID: row.guid,
    Date: wireDay(row.date),
    Amount: onWire(row.amount),
    BankAmount: onWire(row.amount),
    Reference: row.reference,
    Status: row.status,
    IsReconciled: row.isReconciled,
    Account: { AccountID: account?.guid ?? '', Code: code },
    ...(document ? payableOf(book, document) : {}),
    UpdatedDateUTC: wireDate(row.updatedAt),
    UpdatedDateUTCString: new Date(row.updatedAt).toISOString().slice(0, 19),
  };
}

/** What a payment says of the document that it pays. */
function payableOf(book: Book, document: DocumentRow): Values {
  const { kind, guid, number, type, rate } = document;
  const named = { [ID_MEMBER[kind]]: guid, [NUMBER_MEMBER[kind]]: number, Type: type, Contact: contactOf(book, document) };
  return {
    CurrencyRate: onWire(rate, 6),
    PaymentType: `${type}PAYMENT`,
    [kind === 'Invoices' ? 'Invoice' : 'CreditNote']: named,
  };
}
