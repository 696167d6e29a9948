import { refusal, TEXT } from '../refusal.ts';
import type { Page, PageStart } from '../query/run-query.ts';

/** What a next or previous page URL carries; a GET query's own text too, because no body repeats it (autotask.md 2.5). */
export interface PagingToken {
  method: string;
  start: PageStart;
  search?: string;
}

export interface PageLinks {
  /** URL of the entity's pages. */
  pagesUrl: string;
  method: string;
  search: string | undefined;
  requestCount: number;
  /** Without ids in the rows the vendor's paging breaks off after the first page (autotask.md 2.3). */
  hasIds: boolean;
}

export function pageDetails({ rows, hasNext, hasPrevious }: Page, { pagesUrl, method, search, requestCount, hasIds }: PageLinks) {
  const link = (start: PageStart): string => {
    const token: PagingToken = { method, start, ...(search === undefined ? {} : { search }) };
    return `${pagesUrl}?paging=${encodeURIComponent(JSON.stringify(token))}`;
  };
  const first = rows[0];
  const last = rows.at(-1);
  return {
    count: rows.length,
    requestCount,
    prevPageUrl: hasIds && hasPrevious && first ? link({ before: first.id }) : null,
    nextPageUrl: hasIds && hasNext && last ? link({ after: last.id }) : null,
  };
}

/** @throws AppError a refusal */
export function readPagingToken(text: string | null): PagingToken {
  let token: unknown;
  try {
    token = JSON.parse(text ?? '');
  } catch {
    throw refusal(TEXT.parse((text ?? '').slice(0, 1) || ' ', 'paging'));
  }
  if (!isPagingToken(token)) throw refusal('Invalid paging information.');
  return token;
}

function isPagingToken(value: unknown): value is PagingToken {
  if (value === null || typeof value !== 'object' || !('method' in value) || !('start' in value)) return false;
  const { start } = value;
  if (start === null || typeof start !== 'object') return false;
  const id: unknown = 'after' in start ? start.after : 'before' in start ? start.before : undefined;
  const search = 'search' in value ? value.search : undefined;
  return typeof id === 'number' && (search === undefined || typeof search === 'string');
}
