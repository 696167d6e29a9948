import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import fc from 'fast-check';
import { identifierOf } from './company.mapping.ts';
import { countryCodes } from './countries.ts';

describe('the identifier of a new company (connectwise.md section 11)', () => {
  it('has at most 30 letters and digits, and is the same for every try', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.uuid(), (name, id) => {
        expect(identifierOf(name, id)).toMatch(/^[A-Za-z0-9]{1,30}$/);
        expect(identifierOf(name, id)).toBe(identifierOf(name, id));
      }),
    );
  });

  it('is another for each record, whatever they are called', () => {
    const made = Array.from({ length: 2_000 }, () => identifierOf('Demo Company', newId()));

    expect(new Set(made).size).toBe(made.length);
  });
});

describe('countries', () => {
  it('are found by their code, or by their English name', () => {
    const codes = countryCodes([
      { id: 1, name: 'United States', identifier: 'US' },
      { id: 2, name: 'germany', identifier: null },
      { id: 3, name: 'Nowhere in particular', identifier: 'NIP' },
    ]);

    expect([...codes]).toEqual([
      [1, 'US'],
      [2, 'DE'],
    ]);
  });
});
