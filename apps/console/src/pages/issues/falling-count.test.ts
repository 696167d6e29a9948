import { describe, expect, it } from '@jest/globals';
import { doneWith, gone, keyOf, risen } from './falling-count.ts';

const group = (id: string, open: number) => ({ cause: { id, message: `Cause ${id}` }, open });

describe('the falling count of a cause', () => {
  it('is held against the most that were open since somebody came', () => {
    const peaks = [[group('a', 3)], [group('a', 5)], [group('a', 2)]].reduce(risen, new Map() as ReturnType<typeof risen>);
    const peak = peaks.get(keyOf(group('a', 0)))?.open ?? 0;

    expect([peak, doneWith(2, peak)]).toEqual([5, 0.6]);
  });

  it('changes nothing while it falls', () => {
    const peaks = risen(new Map(), [group('a', 3)]);

    expect(risen(peaks, [group('a', 1)])).toBe(peaks);
  });

  it('ends with what is gone, which is told apart from what is left', () => {
    const peaks = risen(new Map(), [group('a', 3), group('b', 1)]);

    expect(gone(peaks, [group('b', 1)])).toEqual([{ key: keyOf(group('a', 0)), message: 'Cause a', open: 3 }]);
  });
});
