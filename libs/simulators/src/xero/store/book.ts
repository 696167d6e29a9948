import { createIdTable, type IdTable } from '../../store/id-table.ts';
import { createJournal, type Journal } from '../../store/journal.ts';
import { guidOf, idOf, type GuidKind } from './guid.ts';
import {
  DOCUMENT_KINDS,
  RECORD_KINDS,
  type AllocationRow,
  type DocumentKind,
  type DocumentRow,
  type PaymentRow,
  type RecordKind,
  type RecordRow,
  type Values,
} from './rows.ts';

export interface Organisation {
  readonly guid: string;
  /** As `GET /Organisation` shows it. */
  readonly values: Values;
  /** IANA name of its time zone. */
  readonly zone: string;
  /** Approved invoices and bills a month on small plans; undefined without a limit. */
  readonly approvals: { readonly sales: number; readonly bills: number } | undefined;
}

/** The books of one organisation. */
export interface Book {
  readonly index: number;
  organisation: Organisation;
  records(kind: RecordKind): IdTable<RecordRow>;
  recordByGuid(kind: RecordKind, guid: string): RecordRow | undefined;
  /** The first for which the test holds. */
  findRecord(kind: RecordKind, test: (row: RecordRow) => boolean): RecordRow | undefined;
  putRecord(kind: RecordKind, row: { id?: number | undefined; values: Values; updatedAt: number }): RecordRow;
  documents(kind: DocumentKind): IdTable<DocumentRow>;
  documentByGuid(kind: DocumentKind, guid: string): DocumentRow | undefined;
  /** By the number that is unique among them: never a bill. */
  documentByNumber(kind: DocumentKind, number: string): DocumentRow | undefined;
  /** Inserts where there is no id. */
  putDocument(row: Omit<DocumentRow, 'id' | 'guid'> & { id?: number }): DocumentRow;
  nextNumber(kind: DocumentKind): string;
  readonly payments: IdTable<PaymentRow>;
  readonly allocations: IdTable<AllocationRow>;
  guid(kind: GuidKind, id: number): string;
  idOf(kind: GuidKind, guid: string): number | undefined;
  /** A guid for a line or a tracking option. */
  freshGuid(kind: 'LineItems' | 'TrackingOptions'): string;
  attempt: Journal['attempt'];
}

const PREFIX: Readonly<Record<DocumentKind, string>> = { Invoices: 'INV', CreditNotes: 'CN', PurchaseOrders: 'PO' };

export function createBook(index: number, organisation: Omit<Organisation, 'guid'>): Book {
  const journal = createJournal();
  const table = <Row extends { readonly id: number }>(): IdTable<Row> => journal.watch(createIdTable<Row>(1));
  const records = new Map(RECORD_KINDS.map((kind) => [kind, table<RecordRow>()]));
  const documents = new Map(DOCUMENT_KINDS.map((kind) => [kind, table<DocumentRow>()]));
  /** Who had a number last; it counts only while that one still has it. */
  const numbers = new Map<string, number>();
  const lastNumber: Record<DocumentKind, number> = { Invoices: 0, CreditNotes: 0, PurchaseOrders: 0 };
  let lastFresh = 0;

  const guid = (kind: GuidKind, id: number): string => guidOf(kind, index, id);
  const find = (kind: GuidKind, text: string): number => idOf(kind, index, text) ?? NaN;
  const recordsOf = (kind: RecordKind) => required(records.get(kind), kind);
  const documentsOf = (kind: DocumentKind) => required(documents.get(kind), kind);

  function documentByNumber(kind: DocumentKind, number: string): DocumentRow | undefined {
    const key = numberKey(kind, number);
    const row = documentsOf(kind).get(numbers.get(key) ?? NaN);
    return row && numberKey(kind, row.number) === key ? row : undefined;
  }

  return {
    index,
    organisation: { guid: guid('Organisation', 1), ...organisation },
    records: recordsOf,
    recordByGuid: (kind, text) => recordsOf(kind).get(find(kind, text)),
    findRecord(kind, test) {
      for (const row of recordsOf(kind).walk({})) if (test(row)) return row;
      return undefined;
    },
    putRecord: (kind, { id, ...row }) => store(recordsOf(kind), id, (given) => ({ ...row, id: given, guid: guid(kind, given) })),
    documents: documentsOf,
    documentByGuid: (kind, text) => documentsOf(kind).get(find(kind, text)),
    documentByNumber,
    putDocument({ id, ...row }) {
      const stored = store(documentsOf(row.kind), id, (given) => ({ ...row, id: given, guid: guid(row.kind, given) }));
      if (row.type !== 'ACCPAY' && row.type !== 'ACCPAYCREDIT') numbers.set(numberKey(row.kind, row.number), stored.id);
      return stored;
    },
    nextNumber(kind) {
      for (;;) {
        lastNumber[kind] += 1;
        const number = `${PREFIX[kind]}-${String(lastNumber[kind]).padStart(4, '0')}`;
        if (!documentByNumber(kind, number)) return number;
      }
    },
    payments: table<PaymentRow>(),
    allocations: table<AllocationRow>(),
    guid,
    idOf: (kind, text) => idOf(kind, index, text),
    freshGuid(kind) {
      lastFresh += 1;
      return guid(kind, lastFresh);
    },
    attempt: journal.attempt,
  };
}

function store<Row extends { readonly id: number }>(rows: IdTable<Row>, id: number | undefined, make: (id: number) => Row): Row {
  if (id === undefined) return rows.insert(make);
  const row = make(id);
  rows.replace(row);
  return row;
}

function numberKey(kind: DocumentKind, number: string): string {
  return `${kind} ${number.toLowerCase()}`;
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`no table for ${name}`);
  return value;
}
