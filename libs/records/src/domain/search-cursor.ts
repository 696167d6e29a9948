import { createHash } from 'node:crypto';
import { canonicalJson } from '@psa-bridge/core';
import type { Filter } from '@psa-bridge/persistence';
import { z } from 'zod';
import type { SearchRequest } from '../port.ts';
import { invalidSearch } from './invalid-search.ts';
import type { BusinessRecord } from './record.ts';

/** By what a search is sorted: paths of the document with their directions. `_id` comes after them all. */
export type SearchOrder = readonly (readonly [path: string, direction: 1 | -1])[];

/** One search of one tenant, whichever of its pages. */
export interface CursorSearch {
  tenantId: string;
  type: string;
  request: SearchRequest;
  order: SearchOrder;
}

type Plain = string | number | boolean | Date | null;

const Place = z.strictObject({
  /** Fingerprint of the search. */
  of: z.string(),
  /** What the last record of the page is sorted by. */
  after: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
  id: z.string().min(1),
});

/** The place behind a record, to go on from there: records that are added or taken away meanwhile move no page. */
export function cursorBehind(search: CursorSearch, last: BusinessRecord): string {
  const after = search.order.map(([path]) => sortedBy(last, path));
  return Buffer.from(JSON.stringify({ of: fingerprint(search), after, id: last._id })).toString('base64url');
}

/** The records behind a cursor's place. @throws AppError `invalid_search` for what is no cursor, or that of another search */
export function behindCursor(search: CursorSearch, cursor: string): Filter {
  const { of, after, id } = placeOf(cursor);
  if (of !== fingerprint(search) || after.length !== search.order.length) {
    throw invalidSearch('cursor', 'belongs to another search; keep query, filters and sort as they were, or leave it out');
  }
  const values = search.order.map(([path], at) => valueOf(path, after[at] ?? null));
  const equal = search.order.map(([path], at): Filter => ({ [path]: values[at] }));
  const branches = search.order.map(([path, direction], at) => {
    const later = laterThan(path, direction, values[at] ?? null);
    return later && { $and: [...equal.slice(0, at), later] };
  });
  return { $or: [...branches.filter((branch) => branch !== undefined), { $and: [...equal, { _id: { $gt: id } }] }] };
}

function placeOf(cursor: string): z.output<typeof Place> {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw noCursor();
  }
}

/** Whatever a record lacks comes first in ascending order, and last in descending order. */
function laterThan(path: string, direction: 1 | -1, value: Plain): Filter | undefined {
  if (direction === 1) return { [path]: value === null ? { $ne: null } : { $gt: value } };
  return value === null ? undefined : { $or: [{ [path]: { $lt: value } }, { [path]: null }] };
}

/** Tenant, type, words, filters and order; not the size of the pages. */
function fingerprint({ tenantId, type, request, order }: CursorSearch): string {
  const { query = '', filters = {}, excluded = {} } = request;
  const asked = [tenantId, type, query, filters, excluded, order];
  return createHash('sha256').update(canonicalJson(asked)).digest('base64url').slice(0, 22);
}

const DATA = 'data.';

function sortedBy(record: BusinessRecord, path: string): unknown {
  const holder = (path.startsWith(DATA) ? record.data : record) as Readonly<Record<string, unknown>>;
  return holder[path.startsWith(DATA) ? path.slice(DATA.length) : path] ?? null;
}

/** The data's own times are text; those of the record are not. */
function valueOf(path: string, value: string | number | boolean | null): Plain {
  if (path.startsWith(DATA) || typeof value !== 'string') return value;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) throw noCursor();
  return time;
}

function noCursor() {
  return invalidSearch('cursor', 'is none that a search has answered as next; leave it out to begin anew');
}
