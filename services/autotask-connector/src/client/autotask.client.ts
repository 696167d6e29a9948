import type { PsaCall, PsaRequest } from '@psa-bridge/connector-kit';
import { AppError, isAppError, type Secret } from '@psa-bridge/core';
import { z } from 'zod';
import { pointedAt } from './pointed-at.ts';
import { PAGE_ROWS, queryBody, where, type Query, type QueryFilter } from './query.ts';
import { EntityInfo, FieldInfo, UdfInfo, type AutotaskWrite } from './types.ts';
import type { ZoneDoubt } from './zone.ts';

/** Where a child entity is written: `Companies/{id}/Contacts` (autotask.md section 2.8). */
export interface ParentPath {
  parent: string;
  parentId: number;
  child: string;
}

export interface IdWalkPage<Row> {
  rows: readonly Row[];
  /** Where the next page starts; undefined after the last one. */
  next: number | undefined;
}

export interface Usage {
  limit: number;
  used: number;
  windowMinutes: number;
}

export interface AutotaskClient {
  /** The row, or undefined where Autotask has none or hides it. */
  get<Row>(entity: string, id: number, shape: z.ZodType<Row>): Promise<Row | undefined>;
  /** At most one page (500 rows), ascending by id. */
  query<Row>(entity: string, query: Query, shape: z.ZodType<Row>): Promise<readonly Row[]>;
  /** All rows of a small list, page after page. */
  list<Row>(entity: string, query: Query, shape: z.ZodType<Row>): Promise<readonly Row[]>;
  /** One page of the walk by ascending id, from `after` on: safe against changes while paging (section 2.5). */
  walk<Row extends { id: number }>(
    entity: string,
    walk: { after: number; filter?: readonly QueryFilter[]; fields?: readonly string[] },
    shape: z.ZodType<Row>,
  ): Promise<IdWalkPage<Row>>;
  count(entity: string, filter: readonly QueryFilter[]): Promise<number>;
  /** The new row's id. */
  create(target: string | ParentPath, row: AutotaskWrite): Promise<number>;
  /** Changes only the given fields. */
  patch(target: string | ParentPath, row: AutotaskWrite & { id: number }): Promise<void>;
  remove(target: string | ParentPath, id: number): Promise<void>;
  entityInfo(entity: string): Promise<EntityInfo>;
  fields(entity: string): Promise<readonly FieldInfo[]>;
  /** Empty for an entity that has none. */
  userDefinedFields(entity: string): Promise<readonly UdfInfo[]>;
  usage(): Promise<Usage>;
}

const Items = z.object({ items: z.array(z.unknown()) });
const Item = z.object({ item: z.unknown().nullish() });
const Created = z.object({ itemId: z.number().int() });
const Fields = z.object({ fields: z.array(FieldInfo) });
const UdfFields = z.object({
  fields: z
    .array(UdfInfo)
    .nullish()
    .transform((fields) => fields ?? []),
});
const Threshold = z.object({
  externalRequestThreshold: z.number(),
  requestThresholdTimeframe: z.number(),
  currentTimeframeRequestCount: z.number(),
});

/** What one API call needs besides its path. */
export interface ClientOptions {
  call: PsaCall;
  /** The tenant's zone base URL, ending in `/`. */
  zoneUrl(): Promise<string>;
  /** True when the tenant no longer lives at the zone that gave a doubtful answer, so that trying once more makes sense. */
  hasMoved(from: string, doubt: ZoneDoubt): Promise<boolean>;
  /** `ApiIntegrationCode`, `UserName` and `Secret` (autotask.md section 1.2). */
  credentials: Readonly<Record<string, Secret>>;
}

interface ApiRequest {
  method: PsaRequest['method'];
  /** Below `{zone}v1.0/`, such as `Companies/query`. */
  path: string;
  body?: unknown;
  /** The entity whose thread limit applies (autotask.md section 3). */
  group: string;
  /** True for reads, query POSTs included. */
  isRead: boolean;
}

/** The Autotask REST API v1.0 as typed calls. */
export function createAutotaskClient({ call: psaCall, zoneUrl, hasMoved, credentials }: ClientOptions): AutotaskClient {
  async function send({ method, path, body, group, isRead }: ApiRequest, zone: string): Promise<unknown> {
    const answer = await psaCall({
      method,
      url: `${zone}v1.0/${path}`,
      secretHeaders: credentials,
      group,
      writes: !isRead,
      ...(body === undefined ? {} : { body }),
    });
    return answer.body;
  }

  async function call<Shape>(request: ApiRequest, shape: z.ZodType<Shape>): Promise<Shape> {
    const zone = await zoneUrl();
    // The zone that a tenant has left answers 401 or an empty success (section 1.5); the same zone is never asked twice.
    let body: unknown;
    try {
      body = await send(request, zone);
    } catch (error) {
      if (!isAppError(error) || error.code !== 'psa_credentials' || !(await hasMoved(zone, 'refused'))) throw error;
      return parse(shape, await send(request, await zoneUrl()), request);
    }
    if (isEmpty(body) && (await hasMoved(zone, 'empty'))) body = await send(request, await zoneUrl());
    return parse(shape, body, request);
  }

  async function write<Shape>(request: ApiRequest & { body: AutotaskWrite }, shape: z.ZodType<Shape>): Promise<Shape> {
    try {
      return await call(request, shape);
    } catch (error) {
      throw pointedAt(error, request.body);
    }
  }

  async function query<Row>(entity: string, wanted: Query, shape: z.ZodType<Row>): Promise<readonly Row[]> {
    const request = { method: 'POST', path: `${entity}/query`, body: queryBody(wanted), group: entity, isRead: true } as const;
    const { items } = await call(request, Items);
    return items.map((item) => parse(shape, item, request));
  }

  async function walk<Row extends { id: number }>(
    entity: string,
    { after, filter = [], fields }: { after: number; filter?: readonly QueryFilter[]; fields?: readonly string[] },
    shape: z.ZodType<Row>,
  ): Promise<IdWalkPage<Row>> {
    const rows = await query(entity, { filter: [where.gt('id', after), ...filter], ...(fields ? { fields } : {}) }, shape);
    return { rows, next: rows.length < PAGE_ROWS ? undefined : rows.at(-1)?.id };
  }

  return {
    query,
    walk,
    async get(entity, id, shape) {
      const request = { method: 'GET', path: `${entity}/${id}`, group: entity, isRead: true } as const;
      try {
        const { item } = await call(request, Item);
        return item === null || item === undefined ? undefined : parse(shape, item, request);
      } catch (error) {
        if (isAppError(error) && error.code === 'psa_not_found') return undefined;
        throw error;
      }
    },
    async list<Row>(entity: string, wanted: Query, shape: z.ZodType<Row>) {
      const all: Row[] = [];
      const numbered = z
        .object({ id: z.number() })
        .loose()
        .transform((raw) => ({ id: raw.id, row: shape.parse(raw) }));
      for (let after: number | undefined = -1; after !== undefined;) {
        const page: IdWalkPage<{ id: number; row: Row }> = await walk(entity, { after, ...wanted }, numbered);
        all.push(...page.rows.map(({ row }) => row));
        after = page.next;
      }
      return all;
    },
    async count(entity, filter) {
      const request = {
        method: 'POST',
        path: `${entity}/query/count`,
        body: { Filter: filter },
        group: entity,
        isRead: true,
      } as const;
      return (await call(request, z.object({ queryCount: z.number() }))).queryCount;
    },
    async create(target, row) {
      return (await write({ method: 'POST', ...address(target), body: row, isRead: false }, Created)).itemId;
    },
    async patch(target, row) {
      await write({ method: 'PATCH', ...address(target), body: row, isRead: false }, z.unknown());
    },
    async remove(target, id) {
      const { path, group } = address(target);
      await call({ method: 'DELETE', path: `${path}/${id}`, group, isRead: false }, z.unknown());
    },
    async entityInfo(entity) {
      return (
        await call(
          { method: 'GET', path: `${entity}/entityInformation`, group: entity, isRead: true },
          z.object({ info: EntityInfo }),
        )
      ).info;
    },
    async fields(entity) {
      return (await call({ method: 'GET', path: `${entity}/entityInformation/fields`, group: entity, isRead: true }, Fields))
        .fields;
    },
    async userDefinedFields(entity) {
      try {
        return (
          await call(
            { method: 'GET', path: `${entity}/entityInformation/userDefinedFields`, group: entity, isRead: true },
            UdfFields,
          )
        ).fields;
      } catch (error) {
        if (isAppError(error) && error.code === 'psa_not_found') return [];
        throw error;
      }
    },
    async usage() {
      const answer = await call(
        { method: 'GET', path: 'ThresholdInformation', group: 'ThresholdInformation', isRead: true },
        Threshold,
      );
      return {
        limit: answer.externalRequestThreshold,
        used: answer.currentTimeframeRequestCount,
        windowMinutes: answer.requestThresholdTimeframe,
      };
    },
  };
}

/** A success without content: no rows, no row, or nothing at all. */
function isEmpty(body: unknown): boolean {
  if (body === undefined || body === null) return true;
  const { items, item } = body as { items?: unknown; item?: unknown };
  return Array.isArray(items) ? items.length === 0 : item === null;
}

function address(target: string | ParentPath): { path: string; group: string } {
  if (typeof target === 'string') return { path: target, group: target };
  return {
    path: `${target.parent}/${target.parentId}/${target.child}`,
    // `Quotes/{id}/Items` are QuoteItems, the same object as when they are queried.
    group: target.child === 'Items' ? `${target.parent.replace(/s$/, '')}Items` : target.child,
  };
}

function parse<Shape>(shape: z.ZodType<Shape>, value: unknown, request: ApiRequest): Shape {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new AppError(
    `Autotask's answer to ${request.path} does not have the documented shape: ${first?.path.join('.')}: ${first?.message}`,
    {
      code: 'autotask_unexpected_shape',
      kind: 'rejected',
    },
  );
}
