import type { ScopeGroup } from '../auth/scopes.ts';
import type { Entry } from '../query/run-list.ts';
import { showDocument, showPayment } from '../show/documents.ts';
import { RECORD_ID, showRecord } from '../show/records.ts';
import type { Book } from '../store/book.ts';
import type { DocumentKind, DocumentRow, PaymentRow, RecordKind, RecordRow, Values } from '../store/rows.ts';
import { findContact, writeContact } from '../write/contact.writer.ts';
import { NUMBER_MEMBER } from '../write/document-head.ts';
import { ID_MEMBER, writeDocument, type Mode } from '../write/document.writer.ts';
import { readText } from '../write/input.ts';
import { writeItem } from '../write/item.writer.ts';
import { writePayment } from '../write/payment.writer.ts';
import { refuse, type Writing } from '../write/writing.ts';

/** Whose eyes a resource is seen with. */
export interface Reader {
  book: Book;
  clientId: string | undefined;
  unitPlaces: 2 | 4;
}

export interface Written {
  entry: Entry;
  warnings: readonly string[];
}

/** What a path below the API's base leads to. */
export interface Resource {
  /** Of the path, of the array in answers, and of faults and counters. */
  name: string;
  group: ScopeGroup;
  idMember: string | undefined;
  /** The member that is as good as an id: a number or a code. */
  keyMember: string | undefined;
  /** Members that `searchTerm` looks into. */
  searched: readonly string[];
  /** Knows If-Modified-Since. */
  hasChanges: boolean;
  entries(reader: Reader): Iterable<Entry>;
  find(reader: Reader, key: string): Entry | undefined;
  /** Saves one element; undefined where the API only reads. @throws AppError for one that is not valid */
  write?: (writing: Writing, sent: Values, mode: Mode) => Written;
}

function* mapped<Row>(rows: Iterable<Row>, toEntry: (row: Row) => Entry): Iterable<Entry> {
  for (const row of rows) yield toEntry(row);
}

function readerOf({ book, madeBy, unitPlaces }: Writing): Reader {
  return { book, clientId: madeBy, unitPlaces };
}

function documentEntry({ book, clientId, unitPlaces }: Reader, row: DocumentRow): Entry {
  return {
    guid: row.guid,
    updatedAt: row.updatedAt,
    isOwn: row.madeBy !== undefined && row.madeBy === clientId,
    show: (depth) => showDocument(book, row, { depth, unitPlaces }),
  };
}

function documents(kind: DocumentKind): Resource {
  const keyMember = NUMBER_MEMBER[kind];
  return {
    name: kind,
    group: 'invoices',
    idMember: ID_MEMBER[kind],
    keyMember,
    searched: [keyMember, 'Reference'],
    hasChanges: true,
    entries: (reader) => mapped(reader.book.documents(kind).walk({}), (row) => documentEntry(reader, row)),
    find(reader, key) {
      const row = reader.book.documentByGuid(kind, key) ?? reader.book.documentByNumber(kind, key);
      return row && documentEntry(reader, row);
    },
    write(writing, sent, mode) {
      const { row, warnings } = writeDocument(writing, { kind, sent, mode });
      // Orders have four decimals by nature (xero.md 7.3).
      return { entry: documentEntry(readerOf(writing), row), warnings };
    },
  };
}

function recordEntry(kind: RecordKind, { unitPlaces }: Pick<Reader, 'unitPlaces'>, row: RecordRow): Entry {
  return {
    guid: row.guid,
    updatedAt: row.updatedAt,
    isOwn: false,
    show: (depth) => showRecord(kind, row, { depth, unitPlaces }),
  };
}

function records(kind: RecordKind, own: Partial<Resource> = {}): Resource {
  const keyMember = own.keyMember;
  return {
    name: kind,
    group: 'settings',
    idMember: RECORD_ID[kind],
    keyMember,
    searched: [],
    hasChanges: false,
    entries: (reader) => mapped(reader.book.records(kind).walk({}), (row) => recordEntry(kind, reader, row)),
    find(reader, key) {
      const byKey = (): RecordRow | undefined =>
        keyMember === undefined ? undefined : reader.book.findRecord(kind, ({ values }) => values[keyMember] === key);
      const row = reader.book.recordByGuid(kind, key) ?? byKey();
      return row && recordEntry(kind, reader, row);
    },
    ...own,
  };
}

function saveContact(writing: Writing, sent: Values, mode: Mode): Written {
  const isNamed = (readText(sent, 'ContactID') ?? '') !== '';
  const previous = mode === 'upsert' ? findContact(writing, sent) : undefined;
  if (mode === 'upsert' && isNamed && !previous)
    throw refuse('The document with the supplied id was not found for this endpoint.');
  return { entry: recordEntry('Contacts', writing, writeContact(writing, sent, previous)), warnings: [] };
}

function paymentEntry({ book }: Pick<Reader, 'book'>, row: PaymentRow): Entry {
  return { guid: row.guid, updatedAt: row.updatedAt, isOwn: false, show: () => showPayment(book, row) };
}

const payments: Resource = {
  name: 'Payments',
  group: 'payments',
  idMember: 'PaymentID',
  keyMember: undefined,
  searched: ['Reference'],
  hasChanges: true,
  entries: (reader) => mapped(reader.book.payments.walk({}), (row) => paymentEntry(reader, row)),
  find(reader, key) {
    const row = reader.book.payments.get(reader.book.idOf('Payments', key) ?? NaN);
    return row && paymentEntry(reader, row);
  },
  write: (writing, sent) => ({ entry: paymentEntry(writing, writePayment(writing, sent)), warnings: [] }),
};

const ALL: readonly Resource[] = [
  documents('Invoices'),
  documents('CreditNotes'),
  documents('PurchaseOrders'),
  payments,
  records('Contacts', {
    group: 'contacts',
    keyMember: 'ContactNumber',
    searched: ['Name', 'FirstName', 'LastName', 'ContactNumber', 'EmailAddress'],
    hasChanges: true,
    write: saveContact,
  }),
  records('Items', {
    group: 'items',
    keyMember: 'Code',
    searched: ['Name', 'Code', 'Description'],
    hasChanges: true,
    write: (writing, sent, mode) => ({ entry: recordEntry('Items', writing, writeItem(writing, sent, mode)), warnings: [] }),
  }),
  records('Accounts', { hasChanges: true }),
  records('TaxRates'),
  records('TrackingCategories'),
  records('Currencies'),
  records('BrandingThemes'),
];

const BY_NAME = new Map(ALL.map((resource) => [resource.name.toLowerCase(), resource]));

export function findResource(name: string): Resource | undefined {
  return BY_NAME.get(name.toLowerCase());
}
