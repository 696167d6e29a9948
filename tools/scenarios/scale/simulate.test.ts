import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@psa-bridge/simulators';
import { jainIndex, percentile } from './measures.ts';
import { simulate } from './simulate.ts';

describe('the measures', () => {
  it('call it fair where all get the same, and less so the fewer get anything', () => {
    expect([jainIndex([3, 3, 3, 3]), jainIndex([1, 0, 0, 0]), jainIndex([])]).toEqual([1, 0.25, 1]);
    expect(jainIndex([4, 2])).toBeCloseTo(0.9);
  });

  it('answer the value that so many of a hundred do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);

    expect([percentile(values, 50), percentile(values, 99), percentile([], 50)]).toEqual([50, 99, 0]);
  });
});

describe('an hour of many tenants', () => {
  const small = (replicas: number, tenants = 100) => simulate({ tenants, replicas, random: createRandom(11).next });

  it('is the same each time', () => {
    expect(small(1)).toEqual(small(1));
  });

  it('leaves nobody late and no tenant behind another, though some change everything at once', () => {
    const { latePercent, fairnessOfPushes, fairnessOfBulk, pushSeconds } = small(2);

    expect(latePercent).toBe(0);
    expect(pushSeconds.p99).toBeLessThan(2);
    expect(Math.min(fairnessOfPushes, fairnessOfBulk)).toBeGreaterThan(0.95);
  });

  it('shows that a tenant whose allowance others use up is read late, and that its people do not wait for that', () => {
    const { limitedAgeSeconds, limitedPushSeconds } = small(2);

    expect(limitedAgeSeconds.p99).toBeGreaterThan(15 * 60);
    expect(limitedPushSeconds.p95).toBeLessThan(2);
  });

  it('shows when there are too few replicas', () => {
    expect(small(1, 1_000).latePercent).toBeGreaterThan(1);
  });
});
