import { badQuery } from '../refusal.ts';
import type { Values } from '../store/rows.ts';
import { isObject } from '../write/input.ts';
import type { Depth } from '../show/records.ts';
import type { ListRequest } from './list-request.ts';

/** One row of a resource, and how it is shown when somebody asks. */
export interface Entry {
  guid: string;
  updatedAt: number;
  /** Made by this app. */
  isOwn: boolean;
  show(depth: Depth): Values;
}

export interface ListResult {
  rows: readonly Values[];
  pagination: { page: number; pageSize: number; pageCount: number; itemCount: number } | undefined;
}

const MOST_ROWS = 100_000;

/** What a list answers: filtered, in order, cut to its page (xero.md 4). @throws AppError a 400 for too many rows */
export function runList(
  entries: Iterable<Entry>,
  request: ListRequest,
  { since, searched, numberName }: { since: number | undefined; searched: readonly string[]; numberName: string | undefined },
): ListResult {
  const fits = testOf(request, searched, numberName);
  const found: { entry: Entry; shown: Values }[] = [];
  for (const entry of entries) {
    if (since !== undefined && entry.updatedAt < since) continue;
    if (request.isOwnOnly && !entry.isOwn) continue;
    const shown = entry.show('summary');
    if (fits(shown, entry)) found.push({ entry, shown });
  }
  if (found.length > MOST_ROWS && !request.page) throw badQuery(`A query may not return more than ${MOST_ROWS} rows`);
  const { order, page } = request;
  const ordered = order ? found.toSorted((left, right) => order(left.shown, right.shown)) : found;
  if (!page) return { rows: ordered.map(({ shown }) => shown), pagination: undefined };
  const depth = request.isSummary ? 'summary' : 'full';
  const cut = ordered.slice((page.number - 1) * page.size, page.number * page.size);
  return {
    rows: cut.map(({ entry }) => entry.show(depth)),
    pagination: {
      page: page.number,
      pageSize: page.size,
      pageCount: Math.ceil(found.length / page.size),
      itemCount: found.length,
    },
  };
}

function testOf(
  { ids, numbers, contactIds, statuses, searchTerm, includesArchived, dateFrom, dateTo, where }: ListRequest,
  searched: readonly string[],
  numberName: string | undefined,
): (shown: Values, entry: Entry) => boolean {
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  const tests: ((shown: Values, entry: Entry) => boolean)[] = [];
  if (ids) tests.push((_shown, { guid }) => ids.includes(guid));
  if (numbers && numberName !== undefined) tests.push((shown) => numbers.includes(textOf(shown[numberName]).toLowerCase()));
  if (contactIds) tests.push(({ Contact: contact }) => isObject(contact) && contactIds.includes(textOf(contact['ContactID'])));
  if (statuses) tests.push(({ Status: status }) => statuses.includes(textOf(status)));
  if (dateFrom !== undefined) tests.push(({ DateString: date }) => textOf(date).slice(0, 10) >= dateFrom);
  if (dateTo !== undefined) tests.push(({ DateString: date }) => textOf(date).slice(0, 10) <= dateTo);
  if (!includesArchived) tests.push(({ ContactStatus: status = 'ACTIVE' }) => status === 'ACTIVE');
  if (searchTerm !== '') tests.push((shown) => searched.some((name) => textOf(shown[name]).toLowerCase().includes(searchTerm)));
  if (where) tests.push(where);
  return (shown, entry) => tests.every((test) => test(shown, entry));
}
