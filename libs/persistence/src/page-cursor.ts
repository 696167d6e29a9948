import { createHash } from 'node:crypto';
import { canonicalJson, invalidInput, type AppError } from '@psa-bridge/core';
import type { Filter, Stored } from './port.ts';

/** By what a list is sorted: paths of the document with their directions. `_id` comes after them all, unless it is among them. */
export type PageOrder = readonly (readonly [path: string, direction: 1 | -1])[];

/** One list, whichever of its pages. */
export interface PagedList {
  /** Tells the list from all others: its tenant, and what is listed. */
  of: readonly unknown[];
  filter: Filter;
  order: PageOrder;
  /** What of each document is read, where that is not all of it. */
  fields?: readonly string[];
}

type Plain = string | number | boolean | Date | null;
/** As text that JSON keeps apart from other text. */
type Kept = string | number | boolean | null | { time: string };

/** Behind which document a page begins, in which list. */
interface Place {
  list: string;
  after: readonly Kept[];
  id: string;
}

/** The place behind a document, to go on from there: what is added or taken away meanwhile moves no page. */
export function cursorBehind(list: PagedList, last: Stored): string {
  const place: Place = { list: fingerprint(list), after: list.order.map(([path]) => kept(valueAt(last, path))), id: last._id };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** What stands behind a cursor's place. @throws AppError `invalid_search` for what is no cursor, or that of another list */
export function behindCursor(list: PagedList, cursor: string): Filter {
  const { list: name, after, id } = placeOf(cursor);
  if (name !== fingerprint(list) || after.length !== list.order.length) {
    throw invalidSearch('cursor', 'belongs to another search; keep query, filters and sort as they were, or leave it out');
  }
  const values = after.map(plain);
  const equal = list.order.map(([path], at): Filter => ({ [path]: values[at] }));
  const branches = list.order.map(([path, direction], at) => {
    const later = laterThan(path, direction, values[at] ?? null);
    return later && { $and: [...equal.slice(0, at), later] };
  });
  return { $or: [...branches.filter((branch) => branch !== undefined), { $and: [...equal, { _id: { $gt: id } }] }] };
}

/** `invalid_search`, naming the part of the search that cannot be. */
export function invalidSearch(field: string, message: string): AppError {
  return invalidInput('invalid_search', `${field}: ${message}.`, { details: { problems: [{ field, message }] }, expected: true });
}

function placeOf(cursor: string): Place {
  try {
    const { list, after, id } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Record<string, unknown>;
    if (typeof list === 'string' && typeof id === 'string' && id !== '' && Array.isArray(after) && after.every(isKept))
      return { list, after, id };
  } catch {
    // Whatever it is, it is none.
  }
  throw noCursor();
}

function isKept(value: unknown): value is Kept {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && 'time' in value && typeof value.time === 'string';
}

/** Whatever a document lacks comes first in ascending order, and last in descending order. */
function laterThan(path: string, direction: 1 | -1, value: Plain): Filter | undefined {
  if (direction === 1) return { [path]: value === null ? { $ne: null } : { $gt: value } };
  return value === null ? undefined : { $or: [{ [path]: { $lt: value } }, { [path]: null }] };
}

/** Not of the size of the pages, which may differ. */
function fingerprint({ of, filter, order }: PagedList): string {
  return createHash('sha256')
    .update(canonicalJson([of, filter, order]))
    .digest('base64url')
    .slice(0, 22);
}

function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((holder, name) => (holder as Readonly<Record<string, unknown>> | null)?.[name], document);
}

function kept(value: unknown): Kept {
  return value instanceof Date ? { time: value.toISOString() } : ((value ?? null) as Kept);
}

function plain(value: Kept): Plain {
  if (value === null || typeof value !== 'object') return value;
  const time = new Date(value.time);
  if (Number.isNaN(time.getTime())) throw noCursor();
  return time;
}

function noCursor() {
  return invalidSearch('cursor', 'is none that a search has answered as next; leave it out to begin anew');
}
