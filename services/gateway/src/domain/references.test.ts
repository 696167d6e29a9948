import { describe, expect, it } from '@jest/globals';
import { referencesIn } from './references.ts';

const references = [
  { path: 'companyId', type: 'company' },
  { path: 'items.productId', type: 'product' },
] as const;

describe('referencesIn', () => {
  it('finds ids at the top and inside lists, each with its place', () => {
    const data = { companyId: 'c1', items: [{ productId: 'p1' }, { name: 'text only' }, { productId: 'p2' }] };

    expect(referencesIn(data, references)).toEqual([
      { field: 'companyId', type: 'company', id: 'c1' },
      { field: 'items.0.productId', type: 'product', id: 'p1' },
      { field: 'items.2.productId', type: 'product', id: 'p2' },
    ]);
  });

  it('finds nothing in data that names no record', () => {
    expect(referencesIn({ name: 'x', items: [] }, references)).toEqual([]);
  });
});
