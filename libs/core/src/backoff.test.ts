import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it('doubles from the first wait up to the cap', () => {
    const policy = { firstMs: 5_000, maxMs: 60_000, factor: 2, jitter: 0 };

    expect([1, 2, 3, 4, 5].map((retry) => backoffMs(policy, retry))).toEqual([5_000, 10_000, 20_000, 40_000, 60_000]);
  });
});
