import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSequence } from './webhook-state.ts';

const NOW = new Date('2026-01-05T08:00:00Z');

function after(numbers: readonly number[]) {
  return numbers.reduce<ReturnType<typeof afterSequence>>((state, number) => afterSequence(state, number, NOW), { gaps: [] });
}

describe('the numbers of a webhook', () => {
  it('leave a gap where one is passed over, and close it when it comes late', () => {
    expect(after([1, 2, 5]).gaps).toMatchObject([{ from: 3, to: 4 }]);
    expect(after([1, 2, 5, 4]).gaps).toMatchObject([{ from: 3, to: 3 }]);
    expect(after([1, 2, 5, 4, 3]).gaps).toEqual([]);
  });

  it('show as gaps exactly those that never came, in whatever order the others came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (numbers) => {
        const [first = 0] = numbers;
        const missing = after(numbers).gaps.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        );
        const highest = Math.max(...numbers);
        const never = Array.from({ length: highest - first }, (_, index) => first + 1 + index).filter(
          (number) => !numbers.includes(number),
        );

        expect(missing.sort((a, b) => a - b)).toEqual(never);
      }),
    );
  });
});
