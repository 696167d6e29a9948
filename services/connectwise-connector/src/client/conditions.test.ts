import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { where } from './conditions.ts';

describe('conditions (connectwise.md section 5)', () => {
  it('write each kind of literal as ConnectWise reads it', () => {
    expect(where.eq('status/name', 'Open')).toBe('status/name = "Open"');
    expect(where.eq('inactiveFlag', false)).toBe('inactiveFlag = False');
    expect(where.not('closedDate', null)).toBe('closedDate != null');
    expect(where.atLeast('lastUpdated', new Date('2025-06-01T00:00:00.789Z'))).toBe('lastUpdated >= [2025-06-01T00:00:00Z]');
    expect(where.oneOf('board/id', [1, 2])).toBe('board/id in (1,2)');
    expect(where.all(where.above('id', 5), where.any(where.eq('a', 1), where.eq('b', 2)))).toBe(
      '(id > 5) AND ((a = 1) OR (b = 2))',
    );
  });

  it('take the quotes that the text does not hold, and a wildcard for those where it holds both', () => {
    expect(where.eq('name', `O'Demo`)).toBe(`name = "O'Demo"`);
    expect(where.eq('name', 'The "Demo"')).toBe(`name = 'The "Demo"'`);
    expect(where.eq('name', `O'Demo "North"`)).toBe(`name like "O'Demo *North*"`);
    expect(where.eq('name', 'Demo [old]')).toBe('name = "Demo [[]old]"');
  });

  it('let no text out of its literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [, quote, inner] = /^name (?:=|like) (["'])(.*)\1$/su.exec(where.eq('name', text)) ?? [];

        expect(inner?.includes(quote ?? '')).toBe(false);
      }),
    );
  });
});
