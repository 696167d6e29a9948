import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterPage, readCursor } from './cursor.ts';

/** Walks a list that gives at most `cap` rows a page and loses rows between two pages; answers the ids that were seen. */
function walk(rows: readonly number[], { cap, losses }: { cap: number; losses: readonly (readonly number[])[] }) {
  let there = rows;
  const seen = new Set<number>();
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { pageNo } = readCursor(cursor);
    const page = there.slice((pageNo - 1) * cap, pageNo * cap);
    for (const id of page) seen.add(id);
    cursor = afterPage(readCursor(cursor), { rows: page, total: there.length });
    const gone = losses[pages] ?? [];
    there = there.filter((id) => !gone.includes(id));
    pages += 1;
  } while (cursor !== undefined && pages < 1_000);
  return { seen, there, pages };
}

describe('a walk through a list, page after page', () => {
  it('sees every row however short its pages are, in as few as there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, cap) => {
        const rows = Array.from({ length: count }, (_, index) => index);

        const { seen, pages } = walk(rows, { cap, losses: [] });

        expect([seen.size, pages]).toEqual([count, Math.max(1, Math.ceil(count / cap))]);
      }),
    );
  });

  it('sees every row that is still there, whatever goes away meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 49 }), { maxLength: 8 }), { maxLength: 6 }),
        (cap, losses) => {
          const rows = Array.from({ length: 50 }, (_, index) => index);

          const { seen, there } = walk(rows, { cap, losses });

          expect(there.filter((id) => !seen.has(id))).toEqual([]);
        },
      ),
    );
  });
});
