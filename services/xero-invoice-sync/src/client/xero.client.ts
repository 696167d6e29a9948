import { isAppError, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient, HttpResponse } from '@psa-bridge/http-client';
import type { z } from 'zod';
import type { XeroContact } from '../domain/contacts/choose-contact.ts';
import type { Chart } from '../domain/document/accounts.ts';
import { isMarkedFor, markOf } from '../domain/document/number.ts';
import type { XeroDocument } from '../domain/document/xero-document.ts';
import type { SourceCompany } from '../domain/invoice.ts';
import { errorOf, jsonOf } from './answers.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { Answers, foundOf, KINDS, toWire, writtenOf, type FoundDocument, type Kind, type Written } from './wire.ts';

export interface Addressed {
  document: XeroDocument;
  contactId: string;
}

/** What the sync asks of Xero. What is of the connection is thrown as an AppError; what is of one document is answered. */
export interface XeroClient {
  /** At most 50 of one kind, answered by position. @param key the same for the same batch: it guards six minutes (xero.md 6) */
  create(kind: Kind, batch: readonly Addressed[], key: string): Promise<readonly Written[]>;
  /** Documents that carry the mark of an invoice, in whatever state. */
  findMarked(kind: Kind, externalId: string): Promise<readonly FoundDocument[]>;
  /** All that may be the company, archived ones too: one call for a new customer. */
  findContacts(company: SourceCompany): Promise<readonly XeroContact[]>;
  chart(): Promise<Chart>;
}

export interface XeroClientOptions {
  connectionId: string;
  /** Ends in /api.xro/2.0 */
  apiUrl: string;
  tokens: TokenKeeper;
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
}

interface Call {
  method: 'GET' | 'PUT';
  path: string;
  body?: unknown;
  key?: string;
}

export function createXeroClient({ connectionId, apiUrl, tokens, http, clock }: XeroClientOptions): XeroClient {
  async function send({ method, path, body, key }: Call): Promise<HttpResponse> {
    const request = async (token: string): Promise<HttpResponse> =>
      http.request({
        ...{ method, url: `${apiUrl}/${path}`, group: connectionId, retryable: false },
        headers: {
          ...{ authorization: `Bearer ${token}`, accept: 'application/json' },
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
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

  return {
    async create(kind, batch, key) {
      const { path } = KINDS[kind];
      const body = { [path]: batch.map(({ document, contactId }) => toWire(document, contactId)) };
      const asked = { method: 'PUT', path: `${path}?summarizeErrors=false&unitdp=4`, body, key } as const;
      const elements = await call(asked, Answers.documents(kind));
      return batch.map((_, position) => writtenOf(elements[position], kind));
    },
    async findMarked(kind, externalId) {
      const query = new URLSearchParams({ where: `Reference.Contains("${markOf(externalId)}")`, page: '1' });
      const elements = await call({ method: 'GET', path: `${KINDS[kind].path}?${query.toString()}` }, Answers.documents(kind));
      return elements.map((element) => foundOf(element, kind)).filter(({ reference }) => isMarkedFor(reference, externalId));
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
    async chart() {
      const active = (await call({ method: 'GET', path: 'Accounts' }, Answers.accounts)).filter(
        ({ Status }) => Status === 'ACTIVE',
      );
      const roundingCode = active.find(({ SystemAccount }) => SystemAccount === 'ROUNDING')?.Code;
      const activeCodes = new Set(active.flatMap(({ Code }) => Code ?? []));
      return { activeCodes, ...(roundingCode ? { roundingCode } : {}) };
    },
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
