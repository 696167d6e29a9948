import { describe, expect, it } from '@jest/globals';
import { choiceIn, choiceOut } from './mapped-choice.ts';

const maps = { inward: { '1': 'open', '2': 'won' }, outward: { open: '1', hot: '1', won: '2' } };

describe('a choice that is mapped in both directions', () => {
  it('comes in as it is mapped, and as it is where it is not', () => {
    expect(choiceIn('2', maps)).toBe('won');
    expect(choiceIn('7', maps)).toBe('7');
  });

  it('stays what it last was while the PSA has what that one goes to, however many go there', () => {
    expect(choiceIn('1', maps, 'hot')).toBe('hot');
    expect(choiceIn('2', maps, 'hot')).toBe('won');
  });

  it("goes out as it is mapped; the PSA's own go as they are, and what was added here goes nowhere without a map", () => {
    expect(choiceOut('hot', maps)).toBe('1');
    expect(choiceOut('7', maps)).toBe('7');
    expect(choiceOut('added', maps)).toBeUndefined();
  });
});
