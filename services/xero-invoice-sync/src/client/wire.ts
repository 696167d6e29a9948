import { z } from 'zod';
import type { XeroDocument, XeroLine } from '../domain/document/xero-document.ts';
import type { Failure } from '../domain/problem.ts';
import { refusalOf } from '../domain/xero/read-refusal.ts';
import { Contact, toContact } from './contact.wire.ts';
import { dayOf } from './days.ts';
import { Errors, isSaved, Text } from './elements.ts';

/** How each kind of document is called in Xero. */
export const KINDS = {
  invoice: { path: 'Invoices', id: 'InvoiceID', number: 'InvoiceNumber', type: 'ACCREC' },
  'credit-note': { path: 'CreditNotes', id: 'CreditNoteID', number: 'CreditNoteNumber', type: 'ACCRECCREDIT' },
  bill: { path: 'Invoices', id: 'InvoiceID', number: 'InvoiceNumber', type: 'ACCPAY' },
  'purchase-order': { path: 'PurchaseOrders', id: 'PurchaseOrderID', number: 'PurchaseOrderNumber', type: '' },
} as const;
export type Kind = keyof typeof KINDS;

/** What became of one document of a batch. */
export type Written =
  | {
      kind: 'written';
      documentId: string;
      number: string;
      total: string;
      /** What Xero says of it though it took it (xero.md 7.5). */
      warnings: readonly string[];
    }
  | { kind: 'refused'; failure: Failure };

export interface FoundDocument {
  kind: Kind;
  documentId: string;
  number: string;
  reference: string;
  status: string;
  total: string;
  /** The day on which nothing was left to pay, of one that is paid. */
  paidOn?: string;
}

/** A document as Xero takes it; the contact by its id alone, for anything more would edit it (xero.md 7.2). */
export function toWire(document: XeroDocument, contactId: string): Readonly<Record<string, unknown>> {
  const { type, number } = KINDS[document.kind];
  return {
    Type: type,
    Contact: { ContactID: contactId },
    ...(document.number === undefined ? {} : { [number]: document.number }),
    Reference: document.reference,
    Date: document.date,
    ...(document.kind === 'invoice' ? { DueDate: document.dueDate } : {}),
    CurrencyCode: document.currency,
    Status: document.status,
    ...(document.isSent ? { SentToContact: true } : {}),
    LineAmountTypes: document.lineAmountTypes,
    LineItems: document.lines.map(lineToWire),
  };
}

export function lineToWire(line: XeroLine): Readonly<Record<string, unknown>> {
  return {
    Description: line.description,
    Quantity: Number(line.quantity),
    ...(line.unitAmount === undefined ? {} : { UnitAmount: Number(line.unitAmount) }),
    LineAmount: Number(line.lineAmount),
    AccountCode: line.accountCode,
    ...(line.itemCode === undefined ? {} : { ItemCode: line.itemCode }),
    ...(line.taxType === undefined ? {} : { TaxType: line.taxType }),
    ...(line.taxAmount === undefined ? {} : { TaxAmount: Number(line.taxAmount) }),
  };
}

const Document = z.looseObject({
  Reference: Text,
  Status: Text,
  Total: z.number().nullish(),
  StatusAttributeString: Text,
  ValidationErrors: Errors,
  Warnings: Errors,
  LineItems: z.array(z.looseObject({ ValidationErrors: Errors })).nullish(),
});
type Document = z.output<typeof Document>;

const Account = z.object({ Code: z.string().nullish(), Name: Text, Type: Text, Status: Text, SystemAccount: Text });

export const Answers = {
  documents: (kind: Kind) => z.object({ [KINDS[kind].path]: z.array(Document) }).transform((body) => Object.values(body).flat()),
  contacts: z.object({ Contacts: z.array(Contact) }).transform(({ Contacts }) => Contacts.map(toContact)),
  createdContacts: z.object({ Contacts: z.array(Contact) }).transform(({ Contacts }) => Contacts),
  accounts: z.object({ Accounts: z.array(Account) }).transform(({ Accounts }) => Accounts),
};

/** A status of 200 is no success: each element says for itself (xero.md 7.5). */
export function writtenOf(element: Document | undefined, kind: Kind): Written {
  const errors = [element?.ValidationErrors ?? [], ...(element?.LineItems ?? []).map((line) => line.ValidationErrors)].flat();
  const documentId = textIn(element, KINDS[kind].id);
  if (!isSaved(documentId, element?.StatusAttributeString)) return { kind: 'refused', failure: refusalOf([...new Set(errors)]) };
  const number = textIn(element, KINDS[kind].number);
  return { kind: 'written', documentId, number, total: (element?.Total ?? 0).toFixed(2), warnings: element?.Warnings ?? [] };
}

/**
 * Whether the elements are of what was sent, one of each and in its order: by their position alone they are told apart, so that one
 * which is missing, or of another document, makes the others worthless too (xero.md 7.5).
 */
export function isAnswerTo(
  elements: readonly Document[],
  sent: readonly Readonly<Record<string, unknown>>[],
  kind: Kind,
): boolean {
  return elements.length === sent.length && elements.every((element, at) => isOf(element, sent[at], kind));
}

function isOf(element: Document, sent: Readonly<Record<string, unknown>> | undefined, kind: Kind): boolean {
  const { id } = KINDS[kind];
  const [wanted, given] = [textIn(sent, id), textIn(element, id)];
  if (wanted !== '') return given.toLowerCase() === wanted.toLowerCase() || !isSaved(given, element.StatusAttributeString);
  // Of the reference our mark alone is ours; what stands before it Xero may write otherwise.
  return element.Reference === '' || lastWord(element.Reference) === lastWord(textIn(sent, 'Reference'));
}

function lastWord(text: string): string {
  return text.trim().split(' ').at(-1) ?? '';
}

export function foundOf(element: Document, kind: Kind): FoundDocument {
  const { id, number } = KINDS[kind];
  return {
    kind,
    documentId: textIn(element, id),
    number: textIn(element, number),
    reference: element.Reference,
    status: element.Status,
    total: (element.Total ?? 0).toFixed(2),
    ...paidDay(element),
  };
}

function paidDay(element: Document): { paidOn?: string } {
  const day = element.Status === 'PAID' ? dayOf(textIn(element, 'FullyPaidOnDate')) : undefined;
  return day === undefined ? {} : { paidOn: day };
}

export function textIn(element: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const value = element?.[name];
  return typeof value === 'string' ? value : '';
}
