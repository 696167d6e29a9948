import { isAppError, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient, HttpResponse } from '@psa-bridge/http-client';
import type { z } from 'zod';
import type { XeroContact } from '../domain/contacts/choose-contact.ts';
import type { NewContact } from '../domain/contacts/new-contact.ts';
import type { Account, Chart } from '../domain/document/accounts.ts';
import { isMarkedFor, markOf } from '../domain/document/number.ts';
import type { XeroDocument } from '../domain/document/xero-document.ts';
import type { SourceCompany } from '../domain/invoice.ts';
import { isOrderMarkedFor, orderMarkOf, type PurchaseDocument, type TriedPurchase } from '../domain/purchase/prepare-purchase.ts';
import type { DocumentInXero } from '../domain/simulation/compare-documents.ts';
import { errorOf, jsonOf } from './answers.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { purchaseToWire } from './purchase.wire.ts';
import { wholeDocuments } from './document.wire.ts';
import { CurrenciesAnswer, OrganisationAnswer, type OrganisationFacts } from './organisation.wire.ts';
import { contactToWire, createdOf, type CreatedContact } from './contact.wire.ts';
import { Answers, foundOf, isAnswerTo, KINDS, toWire, writtenOf, type FoundDocument, type Kind, type Written } from './wire.ts';

export interface Addressed {
  document: XeroDocument;
  contactId: string;
}

/** What a document in Xero is to say from now on. */
export interface Replacement extends Addressed {
  documentId: string;
  /** As it was found. */
  status: string;
}

export type Standing = Pick<FoundDocument, 'documentId' | 'status'>;

export interface FoundPage {
  documents: readonly FoundDocument[];
  isLast: boolean;
}

/** What the sync asks of Xero. What is of the connection is thrown as an AppError; what is of one document is answered. */
export interface XeroClient {
  /** At most 50 of one kind, answered by position. @param key the same for the same batch: it guards six minutes (xero.md 6) */
  create(kind: Kind, batch: readonly Addressed[], key: string): Promise<readonly Written[]>;
  /** At most 50 of one kind, answered by position; lines that are there and not given again are gone. */
  update(kind: Kind, batch: readonly Replacement[], key: string): Promise<readonly Written[]>;
  /** Takes back at most 50 documents of one kind, answered by position: a draft is deleted, an approved one voided (xero.md 7.1). @param key as above */
  withdraw(kind: Kind, documents: readonly Standing[], key: string): Promise<readonly Written[]>;
  /** Documents that carry the mark of one of the invoices, in whatever state. */
  findMarked(kind: Kind, ownIds: readonly string[]): Promise<readonly FoundDocument[]>;
  /** Documents of ours and of others that were changed since, in whatever state; each page is a call, made when it is taken. */
  changedSince(kind: 'invoice' | 'credit-note', since: Date): AsyncIterable<FoundPage>;
  /** Those that are there, in whatever state. */
  findDocuments(kind: Kind, documentIds: readonly string[]): Promise<readonly FoundDocument[]>;
  /** At most 50 documents with their lines. */
  readDocuments(kind: Kind, documentIds: readonly string[]): Promise<readonly DocumentInXero[]>;
  /** Documents that have one of the numbers, in whatever state. */
  findNumbered(kind: Kind, numbers: readonly string[]): Promise<readonly FoundDocument[]>;
  /** @param key as above */
  createPurchase(document: PurchaseDocument, contactId: string, key: string): Promise<Written>;
  /** What carries the mark of an order, in whatever state: one that was sent, and whose answer was lost. */
  findPurchases(tried: TriedPurchase, ownId: string): Promise<readonly FoundDocument[]>;
  /** All that may be the company, archived ones too: one call for a new customer. */
  findContacts(company: SourceCompany): Promise<readonly XeroContact[]>;
  /** Undefined where there is none. */
  readContact(contactId: string): Promise<XeroContact | undefined>;
  /** At most 50, answered by position. */
  createContacts(batch: readonly NewContact[], key: string): Promise<readonly CreatedContact[]>;
  chart(): Promise<Chart>;
  /** Those that have a code, archived ones too. */
  accounts(): Promise<readonly Account[]>;
  organisation(): Promise<OrganisationFacts>;
}

export interface XeroClientOptions {
  connectionId: string;
  /** Ends in /api.xro/2.0 */
  apiUrl: string;
  /** Which organisation is meant (xero.md 2.1); a custom connection has only one. */
  organisationId?: string;
  tokens: Pick<TokenKeeper, 'access' | 'after'>;
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
}

interface Call {
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  body?: unknown;
  key?: string;
  /** Only what was changed since. */
  since?: Date | undefined;
}

/** Documents that are sent, in the order in which they are answered. */
interface Writing extends Pick<Call, 'method' | 'key'> {
  sent: readonly Readonly<Record<string, unknown>>[];
  query?: string;
}

/** A batch is judged element by element; the parameter's own default is not to be relied on (xero.md 7.5). */
const BY_ELEMENT = 'summarizeErrors=false';
const UNIT_DECIMALS = '&unitdp=4';
const PAGE = 100;
const NOT_MODIFIED = 304;
const NOT_FOUND = 404;

export function createXeroClient(options: XeroClientOptions): XeroClient {
  const { connectionId, apiUrl, organisationId, tokens, http, clock } = options;

  async function send({ method, path, body, key, since }: Call): Promise<HttpResponse> {
    const request = async (token: string): Promise<HttpResponse> =>
      http.request({
        ...{ method, url: `${apiUrl}/${path}`, group: connectionId, retryable: false },
        headers: {
          ...{ authorization: `Bearer ${token}`, accept: 'application/json' },
          ...(organisationId === undefined ? {} : { 'xero-tenant-id': organisationId }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(since === undefined ? {} : { 'if-modified-since': since.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length) }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const token = await tokens.access();
    const answer = await request(token.reveal());
    // A token that ended on the way costs the document nothing (CNX-2).
    return answer.status === 401 ? request((await tokens.after(token)).reveal()) : answer;
  }

  async function call<Shape>(asked: Call, shape: z.ZodType<Shape>): Promise<Shape> {
    const answer = await send(asked).catch((error: unknown) => {
      throw inWordsOf(error);
    });
    if (answer.status !== 200) throw errorOf(answer, clock.now());
    const read = shape.safeParse(jsonOf(answer.body));
    if (read.success) return read.data;
    const details = { exchange: answer.exchange, maybeSent: asked.method !== 'GET' };
    throw unavailable('xero_unreadable', 'Error connecting to Xero', { details });
  }

  async function* pages(kind: Kind, query: Readonly<Record<string, string>>, since?: Date): AsyncGenerator<FoundPage> {
    for (let page = 1, isLast = false; !isLast; page += 1) {
      const asked = new URLSearchParams({ ...query, page: String(page), pageSize: String(PAGE) }).toString();
      const elements = await call({ method: 'GET', path: `${KINDS[kind].path}?${asked}`, since }, Answers.documents(kind)).catch(
        // Where nothing was changed Xero may say so, or show an empty list (xero.md 4).
        noneOf(NOT_MODIFIED),
      );
      isLast = elements.length < PAGE;
      yield { documents: elements.map((element) => foundOf(element, kind)), isLast };
    }
  }

  /** Lists are read to their end: one batch of ids can name more documents than a page holds. */
  const listed = async (kind: Kind, query: Readonly<Record<string, string>>): Promise<FoundDocument[]> =>
    (await Array.fromAsync(pages(kind, query))).flatMap(({ documents }) => documents);

  const found = async (kind: Kind, tests: readonly string[]): Promise<FoundDocument[]> =>
    tests.length === 0 ? [] : listed(kind, { where: tests.join(' OR ') });

  async function write(kind: Kind, { sent, query = UNIT_DECIMALS, ...asked }: Writing): Promise<readonly Written[]> {
    const { path } = KINDS[kind];
    const answer = Answers.documents(kind).refine((elements) => isAnswerTo(elements, sent, kind));
    const elements = await call({ ...asked, path: `${path}?${BY_ELEMENT}${query}`, body: { [path]: sent } }, answer);
    return elements.map((element) => writtenOf(element, kind));
  }

  const organisation = (): Promise<OrganisationFacts> => call({ method: 'GET', path: 'Organisation' }, OrganisationAnswer);

  return {
    create(kind, batch, key) {
      const sent = batch.map(({ document, contactId }) => toWire(document, contactId));
      return write(kind, { method: 'PUT', sent, key });
    },
    update: (kind, batch, key) => write(kind, { method: 'POST', sent: batch.map(toReplacement), key }),
    withdraw(kind, documents, key) {
      const sent = documents.map(({ documentId, status }) => ({ [KINDS[kind].id]: documentId, Status: withdrawnStatus(status) }));
      return write(kind, { method: 'POST', sent, key });
    },
    async findMarked(kind, ownIds) {
      const documents = await found(
        kind,
        ownIds.map((id) => `Reference.EndsWith("${markOf(id)}")`),
      );
      return documents.filter(({ reference }) => ownIds.some((id) => isMarkedFor(reference, id)));
    },
    changedSince: (kind, since) => pages(kind, { where: `Type=="${KINDS[kind].type}"` }, since),
    findDocuments: (kind, documentIds) =>
      found(
        kind,
        documentIds.map((id) => `${KINDS[kind].id}==guid("${id}")`),
      ),
    async readDocuments(kind, documentIds) {
      if (documentIds.length === 0) return [];
      const where = documentIds.map((id) => `${KINDS[kind].id}==guid("${id}")`).join(' OR ');
      // Only pages have their lines (xero.md 4).
      const query = new URLSearchParams({ where, page: '1', pageSize: String(PAGE), unitdp: '4' });
      return call({ method: 'GET', path: `${KINDS[kind].path}?${query.toString()}` }, wholeDocuments(kind));
    },
    findNumbered: (kind, numbers) =>
      found(
        kind,
        numbers.map((number) => `${KINDS[kind].number}==${quoted(number)}`),
      ),
    async createPurchase(document, contactId, key) {
      const sent = [purchaseToWire(document, contactId)];
      // Purchase orders have four decimals anyway, and take no unitdp (xero.md 7.3).
      const query = document.kind === 'bill' ? UNIT_DECIMALS : '';
      const [written] = await write(document.kind, { method: 'PUT', sent, key, query });
      return written ?? writtenOf(undefined, document.kind);
    },
    async findPurchases({ kind, date }, ownId) {
      const isMarked = ({ number, reference }: FoundDocument) => isOrderMarkedFor(kind === 'bill' ? number : reference, ownId);
      if (kind === 'bill') {
        const mark = `Type=="ACCPAY" AND InvoiceNumber.EndsWith(${quoted(orderMarkOf(ownId))})`;
        return (await found(kind, [mark])).filter(isMarked);
      }
      // Lists of orders know neither where nor references (xero.md 12): those of the day are looked through.
      return (await listed(kind, { DateFrom: date, DateTo: date })).filter(isMarked);
    },
    findContacts({ externalId, accountNumber, name }) {
      const tests = [
        `ContactNumber==${quoted(externalId)}`,
        ...(accountNumber ? [`AccountNumber==${quoted(accountNumber)}`] : []),
        `Name==${quoted(name)}`,
      ];
      const query = new URLSearchParams({ where: tests.join(' OR '), includeArchived: 'true', page: '1' });
      return call({ method: 'GET', path: `Contacts?${query.toString()}` }, Answers.contacts);
    },
    async readContact(contactId) {
      const path = `Contacts/${encodeURIComponent(contactId)}`;
      const [contact] = await call({ method: 'GET', path }, Answers.contacts).catch(noneOf(NOT_FOUND));
      return contact;
    },
    async createContacts(batch, key) {
      const body = { Contacts: batch.map(contactToWire) };
      const answer = Answers.createdContacts.refine(({ length }) => length === batch.length);
      const elements = await call({ method: 'PUT', path: `Contacts?${BY_ELEMENT}`, body, key }, answer);
      return elements.map(createdOf);
    },
    organisation,
    async accounts() {
      const all = await call({ method: 'GET', path: 'Accounts' }, Answers.accounts);
      return all.flatMap(({ Code: code, Name: name, Type: type, Status }) =>
        code ? [{ code, name, type, isActive: Status === 'ACTIVE' }] : [],
      );
    },
    async chart() {
      const active = (await call({ method: 'GET', path: 'Accounts' }, Answers.accounts)).filter(
        ({ Status }) => Status === 'ACTIVE',
      );
      const roundingCode = active.find(({ SystemAccount }) => SystemAccount === 'ROUNDING')?.Code;
      const { lockedUntil, baseCurrency } = await organisation();
      const further = await call({ method: 'GET', path: 'Currencies' }, CurrenciesAnswer);
      return {
        activeCodes: new Set(active.flatMap(({ Code }) => Code ?? [])),
        ...(roundingCode ? { roundingCode } : {}),
        ...(lockedUntil ? { lockedUntil } : {}),
        currencies: new Set([baseCurrency, ...further].filter((code) => code !== '')),
      };
    },
  };
}

/** xero.md 7.4: what was never approved is deleted; Xero says itself where an approved one cannot be voided. */
export function withdrawnStatus(status: string): 'DELETED' | 'VOIDED' {
  return status === 'DRAFT' || status === 'SUBMITTED' ? 'DELETED' : 'VOIDED';
}

/** The status stands as it is, except that a draft may be approved (xero.md 7.4). */
export function toReplacement({ documentId, status, document, contactId }: Replacement): Readonly<Record<string, unknown>> {
  const { Status, SentToContact, ...rest } = toWire(document, contactId);
  const isApproval = status === 'DRAFT' && Status === 'AUTHORISED';
  const approval = { Status, ...(SentToContact === undefined ? {} : { SentToContact }) };
  return { [KINDS[document.kind].id]: documentId, ...rest, ...(isApproval ? approval : {}) };
}

/** No elements where Xero answers with that status; any other failure stays one. */
function noneOf(status: number): (error: unknown) => [] {
  return (error) => {
    if (isAppError(error) && error.details['status'] === status) return [];
    throw error;
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** XI-44: the words for a Xero that gives no answer; whether it may have acted stays known. */
function inWordsOf(error: unknown): unknown {
  if (!isAppError(error) || error.kind !== 'unavailable') return error;
  const { retryAt, details } = error;
  return unavailable('xero_unreachable', 'Error connecting to Xero', { cause: error, details, ...(retryAt ? { retryAt } : {}) });
}
