import { describe, expect, it } from '@jest/globals';
import { chosenAmong, toggled } from './chosen.ts';

describe('issues that somebody chooses one by one', () => {
  it('are chosen and let go by the same deed', () => {
    const one = toggled(new Set(), 'i1');

    expect([[...one], [...toggled(one, 'i1')]]).toEqual([['i1'], []]);
  });

  it('are chosen no more once they have cleared', () => {
    expect([...chosenAmong([{ id: 'i2' }, { id: 'i3' }], new Set(['i1', 'i2']))]).toEqual(['i2']);
  });
});
