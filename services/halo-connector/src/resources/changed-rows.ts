import { instant, latest, type PageRequest } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import type { z } from 'zod';
import type { Listed } from '../client/list.ts';
import type { Query } from '../client/halo.client.ts';
import type { HaloSession } from '../session.ts';

interface Row {
  id: number;
}

export interface RowSource<R extends Row> {
  entity: string;
  query?: Query;
  shape: z.ZodType<R>;
  /** The member that says when a row changed; a list may leave it out. */
  changedAt: string;
  timeOf(row: R): string | null | undefined;
}

export interface RowPage<R> {
  rows: readonly R[];
  next?: string;
  watermark?: Date;
  total?: number;
}

/** The filter by time of change is declared as a flag and meant as a date: a tenant that takes it for a flag refuses dates. */
const UNFILTERED = 'unfiltered:';

/**
 * One page of a list; the cursor is the number of the page. With `since` what changed then and later, the latest first.
 *
 * Whether that filter and that order are heard is not documented (halopsa.md section 5): rows are looked at one by one, and the
 * reading ends early only where the rows themselves show the order.
 */
export async function changedRows<R extends Row>(
  session: HaloSession,
  { cursor, since }: PageRequest,
  source: RowSource<R>,
): Promise<RowPage<R>> {
  const isUnfiltered = cursor?.startsWith(UNFILTERED) ?? false;
  const pageNo = cursor === undefined ? 1 : Number(isUnfiltered ? cursor.slice(UNFILTERED.length) : cursor);
  if (since === undefined) return wholePage(await readPage(session, pageNo, { order: 'id' }, source), pageNo, source);
  const newestFirst = { order: source.changedAt, orderdesc: true };
  try {
    const filter = isUnfiltered ? {} : { lastupdatefromdate: since.toISOString() };
    const page = await readPage(session, pageNo, { ...filter, ...newestFirst }, source);
    return changedOf(page, { pageNo, since, prefix: isUnfiltered ? UNFILTERED : '' }, source);
  } catch (error) {
    if (isUnfiltered || !isRefusedFilter(error)) throw error;
    const page = await readPage(session, pageNo, newestFirst, source);
    return changedOf(page, { pageNo, since, prefix: UNFILTERED }, source);
  }
}

function isRefusedFilter(error: unknown): boolean {
  return isAppError(error) && error.code === 'psa_refused';
}

function readPage<R extends Row>(
  { client }: HaloSession,
  pageNo: number,
  order: Query,
  { entity, query = {}, shape }: RowSource<R>,
): Promise<Listed<R>> {
  return client.page(entity, pageNo, { ...query, ...order }, shape);
}

/** How many rows a page really holds is not what was asked for, so that only an empty one is the last. */
function wholePage<R extends Row>({ rows, total }: Listed<R>, pageNo: number, { timeOf }: RowSource<R>): RowPage<R> {
  const watermark = latest(rows.map(timeOf));
  return {
    rows,
    ...(isLast({ rows, total }, pageNo) ? {} : { next: String(pageNo + 1) }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(total === undefined ? {} : { total }),
  };
}

function isLast<R>({ rows, total }: Listed<R>, pageNo: number): boolean {
  return rows.length === 0 || (pageNo === 1 && total !== undefined && rows.length >= total);
}

function changedOf<R extends Row>(
  page: Listed<R>,
  { pageNo, since, prefix }: { pageNo: number; since: Date; prefix: string },
  { timeOf }: RowSource<R>,
): RowPage<R> {
  const isChanged = (row: R): boolean => (instant(timeOf(row)) ?? since) >= since;
  const rows = page.rows.filter(isChanged);
  const watermark = latest(rows.map(timeOf));
  const isDone = isLast(page, pageNo) || (rows.length < page.rows.length && areNewestFirst(page.rows, timeOf));
  return {
    rows,
    ...(isDone ? {} : { next: `${prefix}${pageNo + 1}` }),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

/** By id alone older rows come first: rows in falling order of time and rising order of id show nothing. */
function areNewestFirst<R extends Row>(rows: readonly R[], timeOf: RowSource<R>['timeOf']): boolean {
  const pairs = rows.slice(1).map((row, index) => [rows[index] ?? row, row] as const);
  const isFalling = pairs.every(([a, b]) => (instant(timeOf(a))?.getTime() ?? 0) >= (instant(timeOf(b))?.getTime() ?? 0));
  return isFalling && pairs.some(([a, b]) => a.id > b.id);
}
