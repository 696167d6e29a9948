import { z } from 'zod';
import { ok, type RouteResult } from './results.ts';

/** How many one page may hold, and how far a search by number may reach. */
const MOST_PER_PAGE = 200;
const FARTHEST = 100_000;
const LONGEST_CURSOR = 4_000;

/** The query parameters by which all lists are read page by page (PA-04). */
export function pagingQuery({ usual }: { usual: number }) {
  return {
    from: z.coerce.number().int().min(0).max(FARTHEST).default(0),
    size: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(usual),
    cursor: z.string().min(1).max(LONGEST_CURSOR).optional().describe('The `next` of the page before, in place of `from`.'),
  };
}

export const NextCursor = z.string().optional().describe('The cursor of the next page; none after the last one.');

/** What a list answers. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  const number = z.number().int();
  return z.object({ items: z.array(item), total: number, from: number, size: number, next: NextCursor });
}

interface Listed<Item> {
  items: readonly Item[];
  total: number;
  next?: string;
}

export function page<Item>(
  { items, ...facts }: Listed<Item>,
  { from, size }: { from: number; size: number },
  view: (item: Item) => unknown,
  headers?: Readonly<Record<string, string>>,
): RouteResult {
  return ok({ ...facts, items: items.map(view), from, size }, headers);
}
