import { describe, expect, it } from '@jest/globals';
import { listOf } from './invoice-parts.ts';

describe('what an invoice refers to', () => {
  it('is asked for by at most 500 ids at once, and not at all by none (autotask.md section 2.2)', async () => {
    const ids = Array.from({ length: 1_001 }, (_, id) => id);
    const asked: number[] = [];
    const read = (some: readonly number[]): Promise<readonly number[]> => {
      asked.push(some.length);
      return Promise.resolve(some);
    };

    expect(await listOf(ids, read)).toEqual(ids);
    expect(await listOf([], read)).toEqual([]);
    expect(asked).toEqual([500, 500, 1]);
  });
});
