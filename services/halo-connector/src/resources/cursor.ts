import type { Listed } from '../client/list.ts';

/** Where a walk through a list stands, as text in its run's checkpoint. */
export interface Place {
  pageNo: number;
  /** Rows of a page as the list gives them, whatever was asked for; unknown before the first. */
  size?: number;
  /** Rows of the whole list when the page before was read. */
  total?: number;
}

export function readCursor(cursor: string | undefined): Place {
  const [pageNo = 1, size, total] = (cursor ?? '1').split(':').map(Number);
  return { pageNo, ...(size === undefined ? {} : { size }), ...(total === undefined ? {} : { total }) };
}

/**
 * Where the next page begins; undefined after the last one. Lists end below the size that was asked for without a word, so
 * what counts are the rows that came (halopsa.md section 5). Rows that went meanwhile move those behind them to earlier places:
 * the walk goes back to where the first of them may stand by now.
 */
export function afterPage({ pageNo, size = 0, total: before }: Place, { rows, total }: Listed<unknown>): string | undefined {
  const perPage = Math.max(size, rows.length);
  if (perPage === 0) return undefined;
  if (total === undefined) return rows.length < perPage ? undefined : `${pageNo + 1}:${perPage}`;
  const gone = (before ?? total) - total;
  const firstUnseen = Math.max(0, (pageNo - 1) * perPage - gone);
  const next = gone > 0 && pageNo > 1 ? Math.floor(firstUnseen / perPage) + 1 : pageNo + 1;
  return (next - 1) * perPage < total ? `${next}:${perPage}:${total}` : undefined;
}
