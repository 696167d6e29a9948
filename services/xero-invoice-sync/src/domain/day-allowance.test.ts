import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterReading, endOf, isKeptForDocuments, type DayAllowance } from './day-allowance.ts';

const MORNING = new Date('2026-11-02T06:00:00Z');
const hoursOn = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);

/** What is known after the day's readings: hours since the morning, and what was left. */
function known(...readings: readonly (readonly [hours: number, left: number])[]): DayAllowance | undefined {
  return readings.reduce<DayAllowance | undefined>(
    (day, [hours, left]) => afterReading(day, { left, at: hoursOn(hours) }) ?? day,
    undefined,
  );
}

describe("what is left of Xero's day (xero.md 5.1)", () => {
  it.each([
    [4_999, 501, false],
    [4_999, 499, true],
    [999, 100, false],
    [999, 99, true],
    [999, 0, true],
    [0, 0, true],
  ])('of a day that began with %s calls, %s left are kept for documents: %s', (first, left, isKept) => {
    expect(isKeptForDocuments(known([0, first], [1, left]), hoursOn(1))).toBe(isKept);
  });

  it('is unknown before Xero has said anything, and then nothing is held back', () => {
    expect(isKeptForDocuments(undefined, MORNING)).toBe(false);
    expect(afterReading(undefined, undefined)).toBeUndefined();
  });

  it('begins anew where more is left than ever in this day, whichever plan it is of', () => {
    const day = known([0, 999], [20, 12], [22, 4_999]);

    expect(day).toEqual({ left: 4_999, most: 4_999, since: hoursOn(22), readAt: hoursOn(22) });
    expect(isKeptForDocuments(day, hoursOn(22))).toBe(false);
  });

  it('says nothing any more 24 hours after that day was first seen, though nobody has asked Xero since', () => {
    const day = known([0, 999], [20, 12]);

    expect(isKeptForDocuments(day, hoursOn(23.9))).toBe(true);
    expect(isKeptForDocuments(day, hoursOn(24))).toBe(false);
    expect(known([0, 999], [20, 12], [24, 700])).toMatchObject({ most: 700, since: hoursOn(24) });
  });

  it('is not changed by an answer that is older than the last', () => {
    expect(known([0, 999], [2, 90], [1, 500])).toMatchObject({ left: 90, readAt: hoursOn(2) });
  });

  it('is never more than the most of its day, and its day never older than 24 hours, whatever Xero says', () => {
    const readings = fc.array(fc.tuple(fc.double({ min: 0, max: 200, noNaN: true }), fc.nat(5_000)), { minLength: 1 });
    fc.assert(
      fc.property(readings, (told) => {
        const day = known(...told);

        expect(day).toBeDefined();
        if (day === undefined) return;
        expect(day.left).toBeLessThanOrEqual(day.most);
        expect(day.readAt < endOf(day)).toBe(true);
      }),
    );
  });
});
