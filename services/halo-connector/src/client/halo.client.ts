import { pointingAt, type PsaCall, type PsaRequest } from '@psa-bridge/connector-kit';
import { AppError, isAppError, rejected } from '@psa-bridge/core';
import { z } from 'zod';
import type { AccessToken } from './access-token.ts';
import { listOf, type Listed } from './list.ts';

/**
 * Rows of a page that is asked for. Some lists end at 100 whatever is asked for, and do not say so (halopsa.md section 5): what
 * came is what counts.
 */
export const PAGE_ROWS = 100;

/** A row as it is sent: members of the entity alone. */
export type HaloWrite = Readonly<Record<string, unknown>>;
export type Query = Readonly<Record<string, string | number | boolean>>;

export interface HaloClient {
  /** One page, from 1 on. */
  page<Row>(entity: string, pageNo: number, query: Query, shape: z.ZodType<Row>): Promise<Listed<Row>>;
  /** All rows of a small list. */
  list<Row extends { id: number | string }>(entity: string, query: Query, shape: z.ZodType<Row>): Promise<readonly Row[]>;
  /** How many rows a list has. */
  count(entity: string, query: Query): Promise<number | undefined>;
  /** The whole row, or undefined where HaloPSA has none. */
  detail<Row>(entity: string, id: number | string, shape: z.ZodType<Row>): Promise<Row | undefined>;
  /** What is no list of rows, such as `Agent/me`. */
  get<Answer>(path: string, shape: z.ZodType<Answer>): Promise<Answer>;
  /** Creates it without an `id`, else changes the members that are sent; answers the row. */
  save<Row>(entity: string, row: HaloWrite, shape: z.ZodType<Row>): Promise<Row>;
  remove(entity: string, id: number | string): Promise<void>;
}

export interface ClientOptions {
  call: PsaCall;
  /** `https://acme.halopsa.com/api`, without a slash at its end. */
  apiUrl: string;
  token(): Promise<AccessToken>;
  /** The token was answered with 401. */
  reject(token: AccessToken): void;
}

interface ApiRequest {
  method: PsaRequest['method'];
  /** Below `/api/`, such as `Client/12`. */
  path: string;
  query?: Query;
  body?: unknown;
}

/** The HaloPSA REST API as typed calls (halopsa.md sections 4 and 5). */
export function createHaloClient(options: ClientOptions): HaloClient {
  async function call<Shape>(request: ApiRequest, shape: z.ZodType<Shape>): Promise<Shape> {
    const token = await options.token();
    try {
      return parse(shape, await send(request, token, options), request);
    } catch (error) {
      // Tokens end early where somebody ends them there; once more with another one tells that from wrong credentials.
      if (!isAppError(error) || error.code !== 'psa_credentials') throw error;
      options.reject(token);
      return parse(shape, await send(request, await options.token(), options), request);
    }
  }

  const page: HaloClient['page'] = (entity, pageNo, query, shape) => {
    const paging = { pageinate: true, page_no: pageNo, page_size: PAGE_ROWS };
    return call({ method: 'GET', path: entity, query: { ...paging, ...query } }, listOf(entity, shape));
  };

  return {
    page,
    async list<Row extends { id: number | string }>(entity: string, query: Query, shape: z.ZodType<Row>) {
      const all = new Map<number | string, Row>();
      for (let pageNo = 1, isMore = true; isMore; pageNo += 1) {
        const { rows, total } = await page(entity, pageNo, query, shape);
        const before = all.size;
        for (const row of rows) all.set(row.id, row);
        // A list that is not paged at all answers the same rows again.
        isMore = all.size > before && (total === undefined ? rows.length === PAGE_ROWS : all.size < total);
      }
      return [...all.values()];
    },
    async count(entity, query) {
      const counting = { pageinate: true, page_no: 1, page_size: 1, ...query };
      const answer = await call({ method: 'GET', path: entity, query: counting }, listOf(entity, z.unknown()));
      return answer.total;
    },
    async detail(entity, id, shape) {
      try {
        return await call({ method: 'GET', path: `${entity}/${id}`, query: { includedetails: true } }, shape);
      } catch (error) {
        if (isAppError(error) && error.code === 'psa_not_found') return undefined;
        throw error;
      }
    },
    get: (path, shape) => call({ method: 'GET', path }, shape),
    async save(entity, row, shape) {
      // One element for one call, so that each record succeeds or fails by itself; it is answered with or without its array.
      const saved = z.union([shape, z.tuple([shape]).transform(([one]) => one)]);
      try {
        return await call({ method: 'POST', path: entity, body: [row] }, saved);
      } catch (error) {
        throw isGone(row, error) ? gone(entity, row) : pointedAt(error, row);
      }
    },
    async remove(entity, id) {
      await call({ method: 'DELETE', path: `${entity}/${id}` }, z.unknown());
    },
  };
}

/** `Invalid client_id` names the member that leads nowhere, not what was sent in it. */
function pointedAt(error: unknown, row: HaloWrite): unknown {
  const text = isAppError(error) && error.code === 'psa_refused' ? error.details['psaText'] : undefined;
  const member = typeof text === 'string' ? /^Invalid (\w+)$/.exec(text)?.[1] : undefined;
  if (!isAppError(error) || member === undefined) return error;
  return pointingAt(error, { fields: [member], reference: `${member} ${String(row[member])}` });
}

/** What is not there cannot be changed, nor what the agent may not see. */
function isGone(row: HaloWrite, error: unknown): boolean {
  return row['id'] !== undefined && isAppError(error) && error.code === 'psa_not_found';
}

function gone(entity: string, { id }: HaloWrite): AppError {
  return rejected('entity_gone', `${entity} ${String(id)} was not found in HaloPSA.`, { details: { externalId: String(id) } });
}

async function send({ method, path, query, body }: ApiRequest, token: AccessToken, options: ClientOptions): Promise<unknown> {
  const target = new URL(`${options.apiUrl}/${path}`);
  for (const [name, value] of Object.entries(query ?? {})) target.searchParams.set(name, String(value));
  const answer = await options.call({
    ...{ method, url: target.href, group: groupOf(path) },
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json; charset=utf-8' } }),
    secretHeaders: { authorization: token.bearer },
  });
  return answer.body;
}

/** The entity without an id: `Client/12` is `Client`. */
function groupOf(path: string): string {
  const [entity = path, second] = path.split('/');
  return second === undefined || /^\d+$/.test(second) || /^[\da-f-]{36}$/i.test(second) ? entity : path;
}

function parse<Shape>(shape: z.ZodType<Shape>, value: unknown, { path }: ApiRequest): Shape {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new AppError(
    `HaloPSA's answer to ${path} does not have the documented shape: ${first?.path.join('.')}: ${first?.message}`,
    { code: 'halo_unexpected_shape', kind: 'rejected' },
  );
}
