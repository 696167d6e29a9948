import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LANES, type Lane } from '../definition/lanes.ts';
import type { Limits } from '../definition/limits.ts';
import { blocked, grant, permitTtlMs, usedByOthers, usedByUs, withUsage, type BudgetState } from './grant.ts';

const limits: Limits = {
  window: { calls: 200, ms: 60_000 },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 20,
  inFlightPerGroup: 2,
};
const EMPTY: BudgetState = { buckets: [] };

interface Ask {
  afterMs: number;
  lane: Lane;
  want: number;
  /** How long after the grant each call goes out, up to what a permit lives. */
  lateMs: number;
}

const asks = (lanes: readonly Lane[] = LANES): fc.Arbitrary<Ask> =>
  fc.record({
    afterMs: fc.integer({ min: 0, max: 4_000 }),
    lane: fc.constantFrom(...lanes),
    want: fc.integer({ min: 1, max: 16 }),
    lateMs: fc.integer({ min: 0, max: permitTtlMs(limits) }),
  });

interface Call {
  at: number;
  lane: Lane;
}

function play(story: readonly Ask[], start = EMPTY): { calls: Call[]; state: BudgetState; now: number } {
  const calls: Call[] = [];
  let state = start;
  let now = 0;
  for (const { afterMs, lane, want, lateMs } of story) {
    now += afterMs;
    const answer = grant(state, { lane, want }, limits, now);
    state = answer.state;
    for (let index = 0; index < answer.granted; index += 1) calls.push({ at: now + lateMs, lane });
  }
  return { calls, state, now };
}

/** By brute force over every window that ends with a call. */
function mostInAnyWindow(calls: readonly Call[]): number {
  return Math.max(
    0,
    ...calls.map(({ at }) => calls.filter((other) => other.at <= at && other.at > at - limits.window.ms).length),
  );
}

describe('the rate budget', () => {
  it('never lets more calls out in any rolling window than the allowance, however late permits are used', () => {
    fc.assert(
      fc.property(fc.array(asks(), { maxLength: 120, size: 'max' }), (story) => {
        expect(mostInAnyWindow(play(story).calls)).toBeLessThanOrEqual(limits.window.calls * limits.ceilings.interactive);
      }),
    );
  });

  it('always leaves the reserve to interactive work, whatever the others asked for', () => {
    fc.assert(
      fc.property(fc.array(asks(['webhook', 'scheduled', 'bulk']), { maxLength: 120, size: 'max' }), (story) => {
        const { state, now } = play(story);

        expect(grant(state, { lane: 'interactive', want: limits.reserve }, limits, now).granted).toBe(limits.reserve);
      }),
    );
  });

  it('stops each lane at its ceiling', () => {
    const take = (lane: Lane) =>
      play(Array.from({ length: 100 }, () => ({ afterMs: 0, lane, want: 16, lateMs: 0 }))).calls.length;

    expect(LANES.map(take)).toEqual([190, 170, 150, 140]);
  });

  it('says when asking again makes sense, and then something is granted', () => {
    fc.assert(
      fc.property(fc.array(asks(), { maxLength: 120, size: 'max' }), (story) => {
        const { state, now } = play(story);
        const refused = grant(state, { lane: 'bulk', want: 1 }, limits, now);
        fc.pre(refused.granted === 0 && refused.retryAt !== undefined);
        let time = now;
        let answer = refused;
        for (let turn = 0; answer.granted === 0 && turn < 200; turn += 1) {
          expect(answer.retryAt).toBeGreaterThan(time);
          time = answer.retryAt ?? time;
          answer = grant(answer.state, { lane: 'bulk', want: 1 }, limits, time);
        }

        expect(answer.granted).toBe(1);
        expect(time - now).toBeLessThanOrEqual(2 * limits.window.ms);
      }),
    );
  });

  it('counts what others use, by the PSA own count less ours, until that is out of date', () => {
    const { state } = play([{ afterMs: 0, lane: 'bulk', want: 16, lateMs: 0 }]);
    const told = withUsage(state, { used: 160 }, limits, 1_000);

    expect(usedByOthers(told, limits, 2_000)).toBe(144);
    expect(grant(told, { lane: 'bulk', want: 5 }, limits, 2_000).granted).toBe(0);
    expect(grant(told, { lane: 'interactive', want: 50 }, limits, 2_000).granted).toBe(30);
    expect(usedByOthers(told, limits, 61_001)).toBe(0);
  });

  it('never takes calls of ours off the PSA own count that are gone from it already', () => {
    const burst = play([{ afterMs: 0, lane: 'bulk', want: 100, lateMs: 0 }]).state;
    // The burst left the PSA's window, and is counted here for the rest of its slice: all that the PSA counts are others.
    const told = withUsage(burst, { used: 120 }, limits, 60_500);

    expect(usedByOthers(told, limits, 60_500)).toBe(120);
    expect(grant(told, { lane: 'bulk', want: 16 }, limits, 63_000).granted).toBe(16);
    expect(grant(told, { lane: 'bulk', want: 100 }, limits, 63_000).granted).toBe(20);
  });

  it('lets the PSA own count be read while others fill the window, and not while the PSA refuses calls', () => {
    const full = withUsage(EMPTY, { used: 199 }, limits, 0);
    const reading = { lane: 'interactive', want: 1, isReading: true } as const;

    expect(grant(full, { lane: 'interactive', want: 1 }, limits, 1_000)).toMatchObject({ granted: 0, retryAt: 61_000 });
    expect(grant(full, reading, limits, 1_000).granted).toBe(1);
    expect(grant(blocked(full, 30_000), reading, limits, 1_000)).toMatchObject({ granted: 0, retryAt: 30_000 });
  });

  it('asks again after the next reading where others use the window too, however long our own calls stay', () => {
    const { state } = play([{ afterMs: 0, lane: 'bulk', want: 100, lateMs: 0 }]);
    const told = withUsage(state, { used: 150 }, { ...limits, usageEveryMs: 5_000 }, 1_000);

    expect(grant(told, { lane: 'bulk', want: 1 }, { ...limits, usageEveryMs: 5_000 }, 2_000).retryAt).toBe(7_000);
  });

  it('takes unused permits back', () => {
    const first = grant(EMPTY, { lane: 'bulk', want: 16 }, limits, 0);
    const second = grant(first.state, { lane: 'bulk', want: 1, giveBack: { at: 0, count: 10 } }, limits, 500);

    expect(usedByUs(second.state)).toBe(7);
  });

  it('grants nothing to anybody before the time that the PSA named', () => {
    const state = blocked(EMPTY, 30_000);

    expect(grant(state, { lane: 'interactive', want: 1 }, limits, 29_999)).toMatchObject({ granted: 0, retryAt: 30_000 });
    expect(grant(state, { lane: 'interactive', want: 1 }, limits, 30_000).granted).toBe(1);
  });
});
