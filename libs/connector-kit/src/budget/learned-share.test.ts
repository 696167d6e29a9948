import { describe, expect, it } from '@jest/globals';
import type { Limits } from '../definition/limits.ts';
import { blocked, grant, usedByOthers, withRefusal, type BudgetState } from './grant.ts';

const limits: Limits = {
  window: { calls: 60, ms: 300_000 },
  ceilings: { interactive: 0.98, webhook: 0.97, scheduled: 0.96, bulk: 0.95 },
  reserve: 2,
  inFlightPerGroup: 4,
};
const STEP_MS = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Hours {
  /** From when to when, in milliseconds, and others' calls in each window meanwhile. */
  until: number;
  others: number;
}

interface Played {
  /** When calls of ours were refused. */
  refusedAt: readonly number[];
  /** How many of our calls went through from some time on. */
  madeSince(from: number): number;
}

/** A PSA that counts whatever came in its rolling window. */
function countingPsa() {
  const came: number[] = [];
  return {
    /** Whether it took the call. */
    call(now: number): boolean {
      while ((came[0] ?? now) <= now - limits.window.ms) came.shift();
      if (came.length >= limits.window.calls) return false;
      came.push(now);
      return true;
    },
  };
}

/** We make calls without end, others as many as they like. */
function play(...story: readonly Hours[]): Played {
  const psa = countingPsa();
  const [refusedAt, made]: [number[], number[]] = [[], []];
  let state: BudgetState = { buckets: [] };
  let owed = 0;
  let now = 0;

  function takeOne(): boolean {
    const answer = grant(state, { lane: 'bulk', want: 1 }, limits, now);
    state = answer.state;
    if (answer.granted === 0) return false;
    const isTaken = psa.call(now);
    (isTaken ? made : refusedAt).push(now);
    if (!isTaken) state = blocked(withRefusal(state, limits.window.calls, limits, now), now + 30_000);
    return isTaken;
  }

  for (const { until, others } of story) {
    for (; now < until; now += STEP_MS) {
      for (owed += (others / limits.window.ms) * STEP_MS; owed >= 1; owed -= 1) psa.call(now);
      for (let want = 4; want > 0 && takeOne(); want -= 1);
    }
  }
  return { refusedAt, madeSince: (from) => made.filter((at) => at >= from).length };
}

describe('an allowance that others use too, and of which the PSA tells nothing but refusals', () => {
  it('is shared with a steady consumer: fewer refusals each hour, then one a day, with nearly all that is left', () => {
    const days = 2;
    const { refusedAt, madeSince } = play({ until: days * DAY_MS, others: 20 });
    const lastDay = refusedAt.filter((at) => at >= (days - 1) * DAY_MS);

    expect(refusedAt.filter((at) => at < HOUR_MS).length).toBeLessThanOrEqual(3);
    expect(lastDay.length).toBeLessThanOrEqual(1);
    expect(madeSince((days - 1) * DAY_MS)).toBeGreaterThan(0.9 * (0.94 * 60 - 20) * 288);
  });

  it('is ours again soon after a burst of others that does not come back', () => {
    const { refusedAt, madeSince } = play({ until: 900_000, others: 40 }, { until: 3 * HOUR_MS, others: 0 });

    expect(refusedAt.filter((at) => at > 1_200_000)).toEqual([]);
    expect(madeSince(2 * HOUR_MS)).toBeGreaterThan(0.9 * 0.94 * 60 * 12);
  });

  it('always leaves something to us, whatever others take', () => {
    const { madeSince } = play({ until: 6 * HOUR_MS, others: 58 });

    expect(madeSince(5 * HOUR_MS)).toBeGreaterThan(0);
  });

  it('counts calls that were refused together as one refusal', () => {
    const once = withRefusal({ buckets: [] }, 60, limits, 0);
    const twice = withRefusal(once, 60, limits, 50);

    expect(twice.share).toEqual({ ...once.share, at: 50 });
  });

  it('keeps what a lowering showed to be right, and doubles the time to the next where it was wrong', () => {
    const full = grant({ buckets: [] }, { lane: 'bulk', want: 40 }, limits, 0).state;
    const learned = withRefusal(full, 60, limits, 1_000);
    const lowered = 1_000 + 2 * limits.window.ms;

    expect(usedByOthers(learned, limits, lowered - 1)).toBe(22);
    expect(usedByOthers(learned, limits, lowered)).toBe(11);
    expect(usedByOthers(learned, limits, lowered + 2 * limits.window.ms)).toBe(5);
    expect(withRefusal(learned, 60, limits, lowered).share).toMatchObject({ holdMs: 4 * limits.window.ms, isTry: false });
  });
});
