import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { believedSilenceMs, rhythmAfter } from './rhythm.ts';

const MINUTE = 60_000;
const SHORTEST = 15 * MINUTE;
const intervals = fc.array(fc.integer({ min: 0, max: 30 * 24 * 60 * MINUTE }), { minLength: 1 });
const rhythmOf = (all: readonly number[]): number | undefined => all.reduce<number | undefined>(rhythmAfter, undefined);

describe('the rhythm of a webhook', () => {
  it('lies between the shortest and the longest interval', () => {
    fc.assert(
      fc.property(intervals, (all) => {
        const rhythm = rhythmOf(all) ?? -1;

        expect(rhythm).toBeGreaterThanOrEqual(Math.min(...all) - 1e-6);
        expect(rhythm).toBeLessThanOrEqual(Math.max(...all) + 1e-6);
      }),
    );
  });

  it('grows with every interval, and comes near a steady one within a dozen, whatever was before', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 600 * MINUTE }), (before, steady) => {
        const old = rhythmOf(before) ?? 0;
        const next = rhythmOf([...before, ...Array<number>(12).fill(steady)]) ?? 0;

        expect(Math.abs(next - steady)).toBeLessThanOrEqual(Math.abs(old - steady) * 0.02 + 1e-6);
        expect(rhythmAfter(old, steady + 1)).toBeGreaterThan(rhythmAfter(old, steady));
      }),
    );
  });

  it('makes a silence suspicious never before the shortest and never after the longest time, sooner for whoever speaks more often', () => {
    fc.assert(
      fc.property(intervals, intervals, (one, other) => {
        const [slow, fast] = [rhythmOf(one) ?? 0, rhythmOf(other) ?? 0].sort((a, b) => b - a);

        expect(believedSilenceMs(fast, SHORTEST)).toBeLessThanOrEqual(believedSilenceMs(slow, SHORTEST));
        expect(believedSilenceMs(fast, SHORTEST)).toBeGreaterThanOrEqual(SHORTEST);
        expect(believedSilenceMs(slow, SHORTEST)).toBeLessThanOrEqual(16 * SHORTEST);
      }),
    );
    expect(believedSilenceMs(undefined, SHORTEST)).toBe(16 * SHORTEST);
    expect(believedSilenceMs(10 * MINUTE, SHORTEST)).toBe(60 * MINUTE);
  });
});
