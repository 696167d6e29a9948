import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastDay } from './terms.ts';

describe('how long an agreement runs', () => {
  it.each([
    ['2026-01-01', 12, '2026-12-31'],
    ['2026-03-15', 1, '2026-04-14'],
    ['2026-01-31', 1, '2026-02-27'],
    ['2028-01-31', 1, '2028-02-28'],
    ['2026-12-01', 3, '2027-02-28'],
  ])('from %s for %s months ends on %s', (start, months, end) => {
    expect(lastDay(start, months)).toBe(end);
  });

  it('never ends before it begins, and longer is never shorter', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 119 }), (date, months) => {
        const start = date.toISOString().slice(0, 10);
        expect(lastDay(start, months) >= start).toBe(true);
        expect(lastDay(start, months + 1) > lastDay(start, months)).toBe(true);
      }),
    );
  });
});
