import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCOUNT_POLICY, countAttempt, forgiveAttempt, MAIL_POLICY } from './attempts.ts';

const START = new Date('2026-01-05T08:00:00.000Z');
const later = (ms: number, from: Date = START) => new Date(from.getTime() + ms);

/** The state after so many attempts, each at the first moment at which it is looked at. */
function after(attempts: number) {
  let state = countAttempt(undefined, ACCOUNT_POLICY, START);
  for (let count = 1; count < attempts; count += 1) state = countAttempt(state, ACCOUNT_POLICY, state?.blockedUntil ?? START);
  if (!state) throw new Error('the attempt was refused');
  return state;
}

describe('countAttempt', () => {
  it('looks at the first attempts at once', () => {
    expect(countAttempt(after(ACCOUNT_POLICY.free - 1), ACCOUNT_POLICY, START)).toBeDefined();
  });

  it('makes each further wait twice as long, up to a quarter of an hour', () => {
    const waits = [5, 6, 7, 8, 13, 20].map((count) => {
      const { blockedUntil, lastAt } = after(count);
      return (blockedUntil.getTime() - lastAt.getTime()) / 1_000;
    });

    expect(waits).toEqual([5, 10, 20, 40, 900, 900]);
  });

  it('refuses an attempt within the wait, without making the wait longer', () => {
    const state = after(5);

    expect(countAttempt(state, ACCOUNT_POLICY, later(4_999))).toBeUndefined();
    expect(countAttempt(state, ACCOUNT_POLICY, later(5_000))).toMatchObject({ count: 6 });
  });

  it('looks at a free attempt also where one at the same moment, later by another clock, was counted before it', () => {
    const other = countAttempt(undefined, MAIL_POLICY, later(1));

    expect(countAttempt(other, MAIL_POLICY, START)).toMatchObject({ count: 2 });
  });

  it('begins anew after an hour without an attempt', () => {
    const state = after(10);

    expect(countAttempt(state, ACCOUNT_POLICY, later(3_600_001, state.lastAt))).toMatchObject({ count: 1 });
  });

  it('however attempts are timed, no more than the free ones and one per wait are looked at', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 50, maxLength: 200 });

    fc.assert(
      fc.property(gaps, (times) => {
        let now = START;
        let state = countAttempt(undefined, ACCOUNT_POLICY, now);
        let lookedAt = 1;
        for (const gap of times) {
          now = later(gap, now);
          const next = countAttempt(state, ACCOUNT_POLICY, now);
          if (next) lookedAt += 1;
          state = next ?? state;
        }
        // Waits of 5, 10, 20 … s: so many fit into the time that went by.
        const seconds = (now.getTime() - START.getTime()) / 1_000;
        const waits = Math.floor(Math.log2(seconds / 5 + 1)) + Math.ceil(seconds / 900);

        expect(lookedAt).toBeLessThanOrEqual(ACCOUNT_POLICY.free + waits + 1);
      }),
    );
  });
});

describe('forgiveAttempt', () => {
  it('gives one attempt back and lifts the wait that it caused', () => {
    const state = forgiveAttempt(after(5));

    expect(state.count).toBe(4);
    expect(countAttempt(state, ACCOUNT_POLICY, state.lastAt)).toBeDefined();
  });
});
