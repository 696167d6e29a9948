import { ZERO } from '../money.ts';
import { notFound } from '../refusal.ts';
import { isSales, type DocumentKind, type DocumentRow, type RecordRow, type Values } from '../store/rows.ts';
import { obstaclesOf } from './document-checks.ts';
import { documentContact } from './document-contact.ts';
import { NUMBER_MEMBER, readHead, type Head } from './document-head.ts';
import { readObject, readObjects, readText } from './input.ts';
import { readLines, totalsOf } from './lines.ts';
import { withStatus } from './settle.ts';
import { isQuietChange, isTerminal, statusObstacle } from './status.rules.ts';
import { invalid, noFindings, refuse, type Findings, type Writing } from './writing.ts';

/** Whether an element makes a document, or changes the one that it names. */
export type Mode = 'create' | 'upsert';

export interface WrittenDocument {
  row: DocumentRow;
  warnings: readonly string[];
}

export const ID_MEMBER: Readonly<Record<DocumentKind, string>> = {
  Invoices: 'InvoiceID',
  CreditNotes: 'CreditNoteID',
  PurchaseOrders: 'PurchaseOrderID',
};

/** Saves one document of a request (xero.md 7.1). @throws AppError for one that is not valid */
export function writeDocument(
  writing: Writing,
  { kind, sent, mode }: { kind: DocumentKind; sent: Values; mode: Mode },
): WrittenDocument {
  const previous = mode === 'create' ? undefined : findPrevious(writing, kind, sent);
  if (previous && isTerminal(previous)) throw refuse(statusText(kind));
  const findings = noFindings();
  const proposal = propose(writing, { kind, sent, previous }, findings);
  if (!proposal || findings.errors.length > 0) throw invalid(findings.errors);
  const isQuiet = previous !== undefined && isQuietChange(previous, proposal);
  const updatedAt = isQuiet ? previous.updatedAt : writing.at;
  const row = writing.book.putDocument(withoutId(withStatus(writing, { ...proposal, updatedAt })));
  noteContact(writing, row);
  tell(writing, row, previous === undefined);
  return { row, warnings: findings.warnings };
}

function statusText(kind: DocumentKind): string {
  return `${kind === 'Invoices' ? 'Invoice' : kind === 'CreditNotes' ? 'Credit note' : 'Purchase order'} not of valid status for modification`;
}

/** A row of id 0 is to be inserted. */
function withoutId({ id, guid: _guid, ...row }: DocumentRow): Omit<DocumentRow, 'id' | 'guid'> & { id?: number } {
  return id === 0 ? row : { ...row, id };
}

/** By id, or else by the number where that is unique: so does a clashing number overwrite (xero.md 7.1). */
function findPrevious({ book }: Writing, kind: DocumentKind, sent: Values): DocumentRow | undefined {
  const guid = readText(sent, ID_MEMBER[kind]) ?? '';
  if (guid !== '') {
    const found = book.documentByGuid(kind, guid);
    if (!found) throw refuse('The document with the supplied id was not found for this endpoint.');
    return found;
  }
  const number = readText(sent, NUMBER_MEMBER[kind])?.trim() ?? '';
  const isBill = ['ACCPAY', 'ACCPAYCREDIT'].includes(readText(sent, 'Type') ?? '');
  return number === '' || isBill ? undefined : book.documentByNumber(kind, number);
}

interface Draft {
  kind: DocumentKind;
  sent: Values;
  previous: DocumentRow | undefined;
}

function propose(writing: Writing, draft: Draft, findings: Findings): DocumentRow | undefined {
  const { kind, sent, previous } = draft;
  const note = (message: string): void => void findings.errors.push({ message });
  const contact = contactOf(writing, draft, findings);
  const head = readHead(writing, sent, { kind, previous, contact, refuse: note });
  const status = readText(sent, 'Status') ?? previous?.status ?? 'DRAFT';
  const obstacle = statusObstacle(kind, { previous, next: status, switches: writing.platform.switches });
  if (obstacle !== undefined) note(obstacle);
  const next = withLines(writing, { ...draft, head, status: status as DocumentRow['status'], contact }, findings);
  if (!contact) return undefined;
  for (const text of obstaclesOf(writing, previous, next)) note(text);
  return next;
}

function contactOf(writing: Writing, { kind, sent, previous }: Draft, findings: Findings): RecordRow | undefined {
  const given = readObject(sent, 'Contact');
  if (given || !previous) return documentContact(writing, { kind, sent: given }, findings);
  return writing.book.records('Contacts').get(previous.contactId);
}

function withLines(
  writing: Writing,
  {
    kind,
    sent,
    previous,
    head,
    status,
    contact,
  }: Draft & { head: Head; status: DocumentRow['status']; contact: RecordRow | undefined },
  findings: Findings,
): DocumentRow {
  const given = readObjects(sent, 'LineItems');
  const isApproving = ['AUTHORISED', 'PAID', 'BILLED'].includes(status);
  const isGoing = status === 'VOIDED' || status === 'DELETED';
  const before = previous?.lines ?? [];
  const scope = { type: head.type, lineAmountTypes: head.lineAmountTypes, isApproving, before };
  // Lines that stay are held against the approval too.
  const all = given ?? before.map(({ guid }) => ({ LineItemID: guid }));
  if (all.length === 0) findings.errors.push({ message: 'At least one line item is required.' });
  const lines = isGoing && !given ? before : readLines(writing, scope, all, findings);
  return {
    paid: ZERO,
    credited: ZERO,
    fullyPaidOn: undefined,
    madeBy: writing.madeBy,
    id: 0,
    guid: '',
    ...previous,
    ...head,
    kind,
    contactId: contact?.id ?? 0,
    status,
    lines,
    ...totalsOf(lines, head.lineAmountTypes),
    updatedAt: writing.at,
  };
}

/** What a contact was to us moves nothing else of it (xero.md 4). */
function noteContact({ book }: Writing, { contactId, kind, type }: DocumentRow): void {
  const contact = book.records('Contacts').get(contactId);
  const flag = isSales(type) ? 'IsCustomer' : 'IsSupplier';
  if (!contact || kind === 'PurchaseOrders' || contact.values[flag] === true) return;
  book.putRecord('Contacts', { ...contact, values: { ...contact.values, [flag]: true } });
}

const CATEGORY = { Invoices: 'INVOICE', CreditNotes: 'CREDITNOTE', PurchaseOrders: undefined } as const;

/** Notes the change of a document. */
export function tell({ changes }: Writing, { kind, guid, type, status }: DocumentRow, isNew: boolean): void {
  const category = CATEGORY[kind];
  changes.push({
    entity: kind,
    action: isNew ? 'create' : 'update',
    guid,
    ...(category === undefined ? {} : { category }),
    ...(category === 'CREDITNOTE' ? { data: { Type: type, Status: status } } : {}),
  });
}

/** Sends the invoice to its contact: what marking it as sent does not (xero.md 7.1). */
export function emailInvoice(writing: Writing, guid: string): void {
  const { book, changes } = writing;
  const row = book.documentByGuid('Invoices', guid);
  if (!row) throw notFound();
  const isReady = row.type === 'ACCREC' && ['SUBMITTED', 'AUTHORISED', 'PAID'].includes(row.status);
  if (!isReady) throw refuse('Only submitted, approved or paid invoices to customers can be emailed.');
  const address = book.records('Contacts').get(row.contactId)?.values['EmailAddress'] ?? '';
  if (address === '') throw refuse('The contact has no email address.');
  book.putDocument({ ...row, isSent: true, updatedAt: writing.at });
  changes.push({ entity: 'Invoices', action: 'email', guid: row.guid });
}
