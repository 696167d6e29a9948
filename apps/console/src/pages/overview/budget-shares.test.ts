import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sharesOf } from './budget-shares.ts';

const lanes = (interactive: number, bulk: number) => ({ interactive, webhook: 0, scheduled: 0, bulk });

describe('the gauge of the allowance', () => {
  it('tells what is used, by us and by others', () => {
    expect(sharesOf({ limit: 10_000, usedByLane: lanes(500, 1_500), usedByOthers: 1_000 })).toEqual({
      used: 3_000,
      own: 20,
      others: 10,
    });
  });

  it('is never fuller than full, whatever was spent beyond the limit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (limit, ours, usedByOthers) => {
        const { own, others } = sharesOf({ limit, usedByLane: lanes(ours, 0), usedByOthers });

        expect(own + others).toBeLessThanOrEqual(100);
        expect(Math.min(own, others)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
