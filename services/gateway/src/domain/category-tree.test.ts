import { describe, expect, it } from '@jest/globals';
import { treeOf } from './category-tree.ts';

const category = (_id: string, parentId?: string) => ({
  _id,
  data: { name: _id, holds: 'both' as const, ...(parentId === undefined ? {} : { parentId }) },
});

describe('the tree of categories', () => {
  it('has every category once, those whose parents are gone or go round in a circle at the top', () => {
    const tree = treeOf([category('b', 'a'), category('a'), category('x', 'y'), category('y', 'x'), category('z', 'gone')]);

    expect(tree).toEqual([
      { id: 'a', name: 'a', children: [{ id: 'b', name: 'b', children: [] }] },
      { id: 'x', name: 'x', children: [] },
      { id: 'y', name: 'y', children: [] },
      { id: 'z', name: 'z', children: [] },
    ]);
  });
});
