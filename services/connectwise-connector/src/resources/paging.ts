import { compact, latest, type Page, type PageRequest } from '@psa-bridge/connector-kit';
import type { Incoming, RecordType } from '@psa-bridge/records';
import type { z } from 'zod';
import { where, type Condition } from '../client/conditions.ts';
import type { ConnectWiseSession } from '../session.ts';

interface Row {
  id: number;
  _info?: { lastUpdated?: string | null | undefined } | null | undefined;
}

export interface PagedRows<R extends Row> {
  /** Below `apis/3.0/`, such as `company/companies`. */
  path: string;
  shape: z.ZodType<R>;
  /** What belongs to it at all; everything where left out. */
  conditions?: Condition | undefined;
  fields?: readonly string[];
  /** As many as a page takes; a full one where left out. */
  rows?: number;
}

export interface Mapped<Type extends RecordType> {
  items: readonly Incoming<Type>[];
  refused?: NonNullable<Page<Type>['refused']>;
  notImported?: ReadonlySet<string>;
  passedOver?: readonly string[];
  companions?: NonNullable<Page<Type>['companions']>;
}

/** As many of our own records as one page looks at. */
export const OWN_AT_ONCE = 500;
/** As many ids as an address takes that stays below 2,000 characters (connectwise.md section 4). */
export const IDS_PER_CALL = 100;

/** One page of a walk by ascending id; the cursor is the last id seen. What changed is told by `lastUpdated` (section 5). */
export async function readPage<Type extends RecordType, R extends Row>(
  session: ConnectWiseSession,
  { cursor, since }: PageRequest,
  {
    path,
    shape,
    conditions,
    fields,
    rows: most,
    map,
  }: PagedRows<R> & { map: (rows: readonly R[], seenAt: Date) => Promise<Mapped<Type>> },
): Promise<Page<Type>> {
  const seenAt = session.clock.now();
  const search = both(conditions, changedSince(since));
  const after = cursor === undefined ? 0 : Number(cursor);
  const { rows, next } = await session.client.walk(path, { after, ...search, ...compact({ fields, rows: most }) }, shape);
  const watermark = latest(rows.map(({ _info }) => _info?.lastUpdated));
  return {
    ...(await map(rows, seenAt)),
    ...(next === undefined ? {} : { next: String(next) }),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

/** What changed at or after a time: every row can be asked so (section 5). */
export function changedSince(since: Date | undefined): Condition | undefined {
  return since && where.atLeast('lastUpdated', since);
}

/** Rows by id, of those that meet the conditions. */
export async function readRows<R extends Row>(
  { client }: ConnectWiseSession,
  { path, shape, fields, conditions: further }: PagedRows<R>,
  externalIds: readonly string[],
): Promise<readonly R[]> {
  const ids = externalIds.map(Number).filter(Number.isInteger);
  const rows: R[] = [];
  for (let from = 0; from < ids.length; from += IDS_PER_CALL) {
    const own = both(where.oneOf('id', ids.slice(from, from + IDS_PER_CALL)), further);
    rows.push(...(await client.list(path, { ...own, ...(fields ? { fields } : {}) }, shape)));
  }
  return rows;
}

function both(first: Condition | undefined, second: Condition | undefined): { conditions?: Condition } {
  const parts = [first, second].filter((part) => part !== undefined);
  if (parts.length === 0) return {};
  return { conditions: parts.length === 1 && parts[0] !== undefined ? parts[0] : where.all(...parts) };
}
