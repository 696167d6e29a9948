import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heldUntil, nextTryAt, TRIED_FOR_MS } from './retry-rules.ts';

const begun = new Date('2026-01-05T08:00:00Z');
const giveUpAt = new Date(begun.getTime() + TRIED_FOR_MS);

/** All tries of an event that never gets through, each taking so long. */
function triesOf(durations: readonly number[]): Date[] {
  const tries = [begun];
  for (;;) {
    const at = tries.at(-1) ?? begun;
    const next = nextTryAt(
      tries.length,
      { at, durationMs: durations[tries.length % durations.length] ?? 0, status: 500 },
      giveUpAt,
    );
    if (!next) return tries;
    tries.push(next);
  }
}

describe('the tries of an event that never gets through', () => {
  it('begin after 2 seconds, come ever more seldom, and end with one after 24 hours (PA-42)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 20 }), (durations) => {
        const tries = triesOf(durations).map((at) => at.getTime() - begun.getTime());

        expect(tries[1]).toBe((durations[1 % durations.length] ?? 0) + 2_000);
        expect(tries).toEqual(tries.toSorted((a, b) => a - b));
        expect(tries.at(-1)).toBeGreaterThanOrEqual(TRIED_FOR_MS);
        expect(tries.at(-1)).toBeLessThanOrEqual(TRIED_FOR_MS + 30_000);
        expect(tries.length).toBeLessThan(30);
      }),
    );
  });

  it('are never before the time that the endpoint asked for, nor does the endpoint hear of anything else before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: TRIED_FOR_MS }), (tries, wait) => {
        const retryAt = new Date(begun.getTime() + wait);
        const attempt = { at: begun, durationMs: 0, status: 429, retryAt };

        expect(nextTryAt(tries, attempt, giveUpAt)?.getTime()).toBeGreaterThanOrEqual(retryAt.getTime());
        expect(heldUntil(tries, attempt)?.getTime()).toBeGreaterThanOrEqual(retryAt.getTime());
      }),
    );
  });
});
