import { describe, expect, it } from '@jest/globals';
import type { TakeOverItem } from '../../api/handovers.ts';
import { kindsOf, sumsOf, toneOf } from './handover-kinds.ts';

const item = (from: string, outcome: TakeOverItem['outcome'], more: Partial<TakeOverItem> = {}): TakeOverItem => ({
  ...{ setting: 'types', title: 'Types', page: 'Companies', from, outcome },
  ...more,
});
const orderOf = (items: readonly TakeOverItem[]) => kindsOf(items).map((kind) => kind.items.map(({ from }) => from));

describe('what becomes of mappings that are handed over', () => {
  it('is shown by kind, each with its page', () => {
    const owner = { setting: 'owner', title: 'Owner' };
    const { page: _none, ...unknown } = item('Alex', 'unknown_setting', owner);
    const kinds = kindsOf([item('A', 'carried'), unknown, item('B', 'carried')]);
    expect(kinds.map(({ title, page, items }) => [title, page, items.length])).toEqual([
      ['Types', 'Companies', 2],
      ['Owner', undefined, 1],
    ]);
  });

  it('begins with what asks for somebody, and else stays in its order', () => {
    const items = [item('A', 'kept'), item('B', 'carried'), item('C', 'missing'), item('D', 'refused'), item('E', 'ambiguous')];
    expect(orderOf(items)).toEqual([['C', 'D', 'E', 'B', 'A']]);
  });

  it('says once what it would say of all', () => {
    const message = 'No such thing.';
    const [kind] = kindsOf([item('A', 'missing', { message }), item('B', 'missing', { message })]);
    expect([kind?.message, kind?.items.map((one) => one.message)]).toEqual([message, [undefined, undefined]]);
  });

  it.each([
    ['not hold for all', [item('B', 'carried')]],
    ['hold for it alone', []],
  ])('says of an entry what does %s', (_, others) => {
    const message = 'No such thing.';
    const [kind] = kindsOf([item('A', 'missing', { message }), ...others]);
    expect([kind?.message, kind?.items[0]?.message]).toEqual([undefined, message]);
  });

  it('is summed up by what is left to do', () => {
    const outcomes = ['missing', 'ambiguous', 'refused', 'carried', 'unknown_setting'] as const;
    expect(sumsOf(outcomes.map((outcome) => item('A', outcome)))).toEqual([
      ['carried', 1],
      ['byHand', 3],
      ['absent', 1],
    ]);
  });

  it.each([
    ['carried', 'good'],
    ['kept', 'calm'],
    ['missing', 'warn'],
    ['unknown_setting', 'calm'],
  ] as const)('%s looks %s', (outcome, tone) => {
    expect(toneOf({ outcome })).toBe(tone);
  });
});
