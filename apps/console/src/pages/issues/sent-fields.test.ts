import { describe, expect, it } from '@jest/globals';
import { changesOf, fieldsOf, shownValue } from './sent-fields.ts';

const product = { id: 'p1', name: 'Server', price: '100.00', unit: null, weight: { kg: 1 } };

describe('what is sent and may be mended on the spot', () => {
  it('is changed where somebody typed something else, and nowhere besides', () => {
    const typed = new Map([
      ['name', 'Server '],
      ['price', '90.00'],
      ['unit', ''],
    ] as const);

    expect(changesOf(product, typed)).toEqual({ price: '90.00' });
  });

  it('is taken away where it is emptied, but for what a record cannot do without: the platform says so of that', () => {
    const typed = new Map([
      ['name', ''],
      ['price', ' '],
    ] as const);

    expect(changesOf(product, typed)).toEqual({ name: '', price: null });
  });

  it('is never the address of a contact (ID-50)', () => {
    expect(fieldsOf('contact')).not.toContain('email');
  });

  it('is nothing of what the console does not know', () => {
    expect(fieldsOf('integration')).toEqual([]);
    expect(shownValue(product, 'unit')).toBe('');
  });
});
