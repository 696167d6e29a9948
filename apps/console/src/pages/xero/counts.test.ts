import { describe, expect, it } from '@jest/globals';
import { periodsOf, rangeOf, seriesOf, stacked, totalsOf } from './counts.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const none = { pending: 0, processing: 0, complete: 0, fault: 0, skipped: 0, held: 0 };

describe('invoices over time', () => {
  it('XI-07: are counted by day for a month, and by month for a year', () => {
    expect(rangeOf('month', NOW)).toEqual({ dateFrom: '2026-02-01', dateTo: '2026-03-02', by: 'day' });
    expect(rangeOf('year', NOW)).toEqual({ dateFrom: '2025-03-03', dateTo: '2026-03-02', by: 'month' });
  });

  it('have every day, so that one without invoices is seen as such', () => {
    const periods = periodsOf({ dateFrom: '2026-02-27', dateTo: '2026-03-01', by: 'day' });
    const counts = [{ period: '2026-02-28', counts: { ...none, complete: 3 } }];

    expect(periods).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(seriesOf(counts, periods, 'complete')).toEqual([0, 3, 0]);
  });

  it('have each month once', () => {
    expect(periodsOf(rangeOf('year', NOW))).toHaveLength(13);
  });

  it('are summed up by where they stand', () => {
    const counts = [
      { period: '2026-02-28', counts: { ...none, complete: 3, fault: 1 } },
      { period: '2026-03-01', counts: { ...none, complete: 2 } },
    ];

    expect(totalsOf(counts)).toEqual({ ...none, complete: 5, fault: 1 });
  });

  it('stand on each other in the chart', () => {
    expect(
      stacked([
        [1, 0, 2],
        [3, 4, 0],
      ]),
    ).toEqual([
      [1, 0, 2],
      [4, 4, 2],
    ]);
  });
});
