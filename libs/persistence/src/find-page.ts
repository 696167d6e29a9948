import { behindCursor, cursorBehind, invalidSearch, type PagedList, type PageOrder } from './page-cursor.ts';
import type { Stored, TenantCollection } from './port.ts';

/** A page by the number of its first document, or by the `next` of the page before. */
export interface PageRequest {
  from: number;
  size: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: readonly Item[];
  /** Of all pages. */
  total: number;
  /** The cursor of the next page; none after the last one. */
  next?: string;
}

/**
 * One page of a list.
 *
 * @throws AppError `invalid_search` for a cursor of another list, what is no cursor, and a cursor together with a number.
 */
export async function findPage<Doc extends Stored>(
  own: Pick<TenantCollection<Doc>, 'find' | 'count'>,
  list: PagedList,
  { from, size, cursor }: PageRequest,
): Promise<Page<Doc>> {
  if (cursor !== undefined && from > 0) throw invalidSearch('from', 'cannot go with a cursor, which is a place already');
  const { filter, order, fields } = list;
  const rest = cursor === undefined ? filter : { $and: [filter, behindCursor(list, cursor)] };
  const [total, found] = await Promise.all([
    own.count(filter),
    own.find(rest, { sort: sortOf(order), skip: from, limit: size + 1, ...(fields && { fields: withOrder(fields, order) }) }),
  ]);
  const items = found.slice(0, size);
  const last = found.length > size ? items.at(-1) : undefined;
  return { items, total, ...(last && { next: cursorBehind(list, last) }) };
}

/** A page's end is where its last document stands in the order. */
function withOrder(fields: readonly string[], order: PageOrder): readonly string[] {
  return [...new Set([...fields, ...order.map(([path]) => path)])];
}

/** In the end by id, so that no two documents stand at the same place. */
function sortOf(order: PageOrder): Readonly<Record<string, 1 | -1>> {
  const isById = order.some(([path]) => path === '_id');
  return Object.fromEntries(isById ? order : [...order, ['_id', 1]]);
}
