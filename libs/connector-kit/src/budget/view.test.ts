import { describe, expect, it } from '@jest/globals';
import type { Limits } from '../definition/limits.ts';
import { blocked, grant, withUsage, type BudgetState } from './grant.ts';
import { viewBudget } from './view.ts';

const limits: Limits = {
  window: { calls: 600, ms: 60_000 },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 60,
  inFlightPerGroup: 2,
};
const EMPTY: BudgetState = { buckets: [] };

/** Calls at an even pace, one slice after the other. */
function paced(perSlice: number, slices: number): BudgetState {
  let state = EMPTY;
  for (let slice = 0; slice < slices; slice += 1)
    state = grant(state, { lane: 'interactive', want: perSlice }, limits, slice * 1_000).state;
  return state;
}

describe('the gauge of the allowance', () => {
  it('shows the limit, what each lane and others used, what remains and what is open to whom', () => {
    const bulk = grant(EMPTY, { lane: 'bulk', want: 200 }, limits, 0).state;
    const used = grant(bulk, { lane: 'interactive', want: 30 }, limits, 500).state;

    expect(viewBudget(withUsage(used, { used: 480, limit: 600 }, limits, 1_000), limits, 1_000)).toMatchObject({
      ...{ limit: 600, windowMs: 60_000, usedByOthers: 250, remaining: 120 },
      usedByLane: { interactive: 30, webhook: 0, scheduled: 0, bulk: 200 },
      openTo: { interactive: 90, webhook: 30, scheduled: 0, bulk: 0 },
    });
  });

  it('foretells when the allowance is used up, by what comes at the present pace and what leaves the window', () => {
    const now = 20_000;
    const exhaustedAt = viewBudget(paced(20, 20), limits, now).exhaustedAt;

    expect(exhaustedAt?.getTime()).toBeGreaterThan(now);
    expect(exhaustedAt?.getTime()).toBeLessThanOrEqual(now + 15_000);
  });

  it('foretells nothing at a pace that the window bears for ever, and nothing where no calls are made', () => {
    expect(viewBudget(paced(9, 60), limits, 60_000).exhaustedAt).toBeUndefined();
    expect(viewBudget(EMPTY, limits, 0).exhaustedAt).toBeUndefined();
  });

  it('counts the pace of others, as two readings show it', () => {
    const before = withUsage(EMPTY, { used: 100 }, limits, 0);
    const after = withUsage(before, { used: 300 }, limits, 10_000);

    expect(viewBudget(after, limits, 10_000).exhaustedAt).toEqual(new Date(25_000));
  });

  it('says which lanes stand still and when they go on', () => {
    const { state } = grant(EMPTY, { lane: 'bulk', want: 450 }, limits, 0);
    const { standing } = viewBudget(state, limits, 2_000);
    const refused = viewBudget(blocked(state, 90_000), limits, 2_000);

    expect(standing).toEqual([{ lane: 'bulk', resumesAt: new Date(61_000) }]);
    expect(grant(state, { lane: 'bulk', want: 1 }, limits, 60_999).granted).toBe(0);
    expect(grant(state, { lane: 'bulk', want: 1 }, limits, 61_000).granted).toBe(1);
    expect(refused.openTo).toEqual({ interactive: 0, webhook: 0, scheduled: 0, bulk: 0 });
    expect(refused.standing.map(({ resumesAt }) => resumesAt)).toEqual(Array.from({ length: 4 }, () => new Date(90_000)));
  });
});
