import { latest, type Page, type PageRequest } from '@psa-bridge/connector-kit';
import type { Incoming, RecordType } from '@psa-bridge/records';
import { z } from 'zod';
import { PAGE_ROWS, where, type QueryFilter } from '../client/query.ts';
import type { AutotaskSession } from '../session.ts';

interface Row {
  id: number;
}

export interface PagedEntity<Type extends RecordType, R extends Row> {
  entity: string;
  shape: z.ZodType<R>;
  filter: readonly QueryFilter[];
  /** Which fields are answered; all where left out. */
  fields?: readonly string[];
  /** The change date of a row, where the entity has one. */
  changedAt?: (row: R) => string | null | undefined;
  map: (rows: readonly R[], seenAt: Date) => Promise<Mapped<Type>> | Mapped<Type>;
}

export interface Mapped<Type extends RecordType> {
  items: readonly Incoming<Type>[];
  refused?: NonNullable<Page<Type>['refused']>;
  notImported?: ReadonlySet<string>;
  companions?: NonNullable<Page<Type>['companions']>;
}

/** Company 0 is real, so a walk begins below it (autotask.md section 2.9). */
const BEFORE_FIRST = -1;

/** One page of a walk by ascending id; the cursor is the last id seen. */
export async function readPage<Type extends RecordType, R extends Row>(
  session: AutotaskSession,
  request: PageRequest,
  source: PagedEntity<Type, R>,
): Promise<Page<Type>> {
  const seenAt = session.clock.now();
  const after = request.cursor === undefined ? BEFORE_FIRST : Number(request.cursor);
  const { entity, filter, fields, shape } = source;
  const { rows, next } = await session.client.walk(entity, { after, filter, ...(fields ? { fields } : {}) }, shape);
  const mapped = await source.map(rows, seenAt);
  const watermark = source.changedAt ? latest(rows.map(source.changedAt)) : undefined;
  return {
    ...mapped,
    ...(next === undefined ? {} : { next: String(next) }),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

/** Rows by id, as many as one query takes. */
export async function readRows<R extends Row>(
  session: AutotaskSession,
  source: { entity: string; shape: z.ZodType<R>; fields?: readonly string[] },
  externalIds: readonly string[],
): Promise<readonly R[]> {
  const ids = externalIds.map(Number).filter(Number.isInteger);
  if (ids.length === 0) return [];
  const { entity, fields, shape } = source;
  return session.client.query(entity, { filter: [where.oneOf('id', ids)], ...(fields ? { fields } : {}) }, shape);
}

/** As many ids as one query takes, from a place in a list that does not change while it is read; the next place as a cursor. */
export function chunkOf(ids: readonly string[], from: number): { ids: readonly string[]; next: string | undefined } {
  const end = from + PAGE_ROWS;
  return { ids: ids.slice(from, end), next: end < ids.length ? String(end) : undefined };
}
