import type { PsaCall, PsaRequest } from '@psa-bridge/connector-kit';
import { AppError, isAppError, type Secret } from '@psa-bridge/core';
import { z } from 'zod';
import type { Condition } from './conditions.ts';
import type { ConnectWiseWrite, PatchOperation } from './patch.ts';
import { pointedAt } from './pointed-at.ts';

/** Rows that one page holds at most (connectwise.md section 6). */
export const PAGE_ROWS = 1_000;
/** The version that the shapes of `types.ts` were taken from; an older version than the server's stays for a year. */
const API_VERSION = '2025.8';

export interface Search {
  conditions?: Condition;
  /** On the elements of lists within a row, such as a contact's e-mail addresses. */
  childConditions?: Condition;
  /** Which fields are answered; all where left out. */
  fields?: readonly string[];
}

export interface Walk extends Search {
  /** The last id seen; 0 for the first page. */
  after: number;
  /** As many rows as wanted at most; a full page where left out. */
  rows?: number;
}

export interface WalkPage<Row> {
  rows: readonly Row[];
  /** The last id seen, where the next page starts; undefined after the last one. */
  next: number | undefined;
}

export interface ConnectWiseClient {
  /** The row, or undefined where ConnectWise has none. */
  get<Row>(path: string, shape: z.ZodType<Row>): Promise<Row | undefined>;
  /** One page by ascending id from `after` on, which neither inserts nor changes disturb (section 6). */
  walk<Row extends { id: number }>(path: string, search: Walk, shape: z.ZodType<Row>): Promise<WalkPage<Row>>;
  /** All rows of a small list. */
  list<Row extends { id: number }>(path: string, search: Search, shape: z.ZodType<Row>): Promise<readonly Row[]>;
  /** All rows of a list that has no ids to walk by, page after page. */
  pages<Row>(path: string, shape: z.ZodType<Row>): Promise<readonly Row[]>;
  count(path: string, conditions?: Condition): Promise<number>;
  /** The new row as it stands there. */
  create<Row>(path: string, row: ConnectWiseWrite, shape: z.ZodType<Row>): Promise<Row>;
  patch(path: string, operations: readonly PatchOperation[]): Promise<void>;
  remove(path: string): Promise<void>;
  /** The key that callbacks are signed with; some regions want the keys shown, others do not look at them (section 10). */
  signingKey(url: string): Promise<string>;
}

export interface ClientOptions {
  call: PsaCall;
  siteUrl(): Promise<string>;
  /** True when the API stands elsewhere by now, so that trying once more makes sense. */
  hasMoved(from: string): Promise<boolean>;
  /** `Authorization` and `clientId`. */
  credentials: Readonly<Record<string, Secret>>;
}

interface ApiRequest {
  method: PsaRequest['method'];
  /** Below `apis/3.0/`, such as `company/companies/12`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** The ConnectWise PSA REST API as typed calls. */
export function createConnectWiseClient(options: ClientOptions): ConnectWiseClient {
  async function call<Shape>(request: ApiRequest, shape: z.ZodType<Shape>): Promise<Shape> {
    const url = await options.siteUrl();
    try {
      return parse(shape, await send(request, url, options), request);
    } catch (error) {
      // A pinned codebase answers 404 after an upgrade (section 2); a row that is gone is answered with a code of its own.
      const isLost = isAppError(error) && error.code === 'psa_not_found' && !isRowMissing(error);
      if (!isLost || !(await options.hasMoved(url))) throw error;
      return parse(shape, await send(request, await options.siteUrl(), options), request);
    }
  }

  async function walk<Row extends { id: number }>(
    path: string,
    { after, rows: most = PAGE_ROWS, ...search }: Walk,
    shape: z.ZodType<Row>,
  ): Promise<WalkPage<Row>> {
    const query = { ...searchQuery(search), pageSize: String(most), pageId: String(after) };
    const request = { method: 'GET', path, query, headers: { 'pagination-type': 'forward-only' } } as const;
    const rows = await call(request, z.array(shape));
    return { rows, next: rows.length < most ? undefined : rows.at(-1)?.id };
  }

  return {
    walk,
    async get(path, shape) {
      try {
        return await call({ method: 'GET', path }, shape);
      } catch (error) {
        if (isAppError(error) && error.code === 'psa_not_found') return undefined;
        throw error;
      }
    },
    async list<Row extends { id: number }>(path: string, search: Search, shape: z.ZodType<Row>) {
      const all: Row[] = [];
      for (let after: number | undefined = 0; after !== undefined;) {
        const page: WalkPage<Row> = await walk(path, { ...search, after }, shape);
        all.push(...page.rows);
        after = page.next;
      }
      return all;
    },
    async pages<Row>(path: string, shape: z.ZodType<Row>) {
      const all: Row[] = [];
      for (let page = 1, isMore = true; isMore; page += 1) {
        const query = { page: String(page), pageSize: String(PAGE_ROWS) };
        const rows = await call({ method: 'GET', path, query }, z.array(shape));
        all.push(...rows);
        // Some lists send no Link header (section 6): a full page means to ask for the next.
        isMore = rows.length === PAGE_ROWS;
      }
      return all;
    },
    async count(path, conditions) {
      const query = searchQuery(conditions === undefined ? {} : { conditions });
      return (await call({ method: 'GET', path: `${path}/count`, query }, z.object({ count: z.number() }))).count;
    },
    create: (path, row, shape) => pointing(row, () => call({ method: 'POST', path, body: row }, shape)),
    async patch(path, operations) {
      const row = Object.fromEntries(operations.map(({ path: field, value }) => [field, value]));
      await pointing(row, () => call({ method: 'PATCH', path, body: operations }, z.unknown()));
    },
    async remove(path) {
      await call({ method: 'DELETE', path }, z.unknown());
    },
    async signingKey(url) {
      const answer = await options.call({ method: 'GET', url, secretHeaders: options.credentials, group: 'callbackkey' });
      return parse(z.object({ signing_key: z.string().min(1) }), answer.body, { method: 'GET', path: 'callbackkey' }).signing_key;
    },
  };
}

async function pointing<Result>(row: ConnectWiseWrite, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw pointedAt(error, row);
  }
}

async function send({ method, path, query, headers, body }: ApiRequest, url: string, options: ClientOptions): Promise<unknown> {
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query ?? {})) target.searchParams.set(name, value);
  const answer = await options.call({
    method,
    url: target.href,
    headers: {
      accept: `application/vnd.connectwise.com+json; version=${API_VERSION}`,
      // Without the charset accented letters are mangled (section 3).
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...headers,
    },
    secretHeaders: options.credentials,
    group: groupOf(path),
    ...(body === undefined ? {} : { body }),
  });
  return answer.body;
}

function searchQuery({ conditions, childConditions, fields }: Search): Record<string, string> {
  return {
    ...(conditions === undefined ? {} : { conditions }),
    ...(childConditions === undefined ? {} : { childConditions }),
    ...(fields === undefined ? {} : { fields: fields.join(',') }),
  };
}

/** The resource without its ids: `company/companies/12/typeAssociations` is `company/companies/typeAssociations`. */
function groupOf(path: string): string {
  return path
    .split('/')
    .filter((part) => !/^\d+$/.test(part) && part !== 'count')
    .join('/');
}

function isRowMissing(error: AppError): boolean {
  const { body } = error.details;
  return (body as { code?: unknown } | null | undefined)?.code === 'NotFound';
}

function parse<Shape>(shape: z.ZodType<Shape>, value: unknown, { path }: ApiRequest): Shape {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new AppError(
    `ConnectWise's answer to ${path} does not have the documented shape: ${first?.path.join('.')}: ${first?.message}`,
    { code: 'connectwise_unexpected_shape', kind: 'rejected' },
  );
}
