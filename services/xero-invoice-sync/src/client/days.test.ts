import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from './days.ts';

describe('a day as Xero writes it', () => {
  it('is read from both of its ways', () => {
    expect(dayOf('/Date(1518685950940+0000)/')).toBe('2018-02-15');
    expect(dayOf('/Date(1518685950940)/')).toBe('2018-02-15');
    expect(dayOf('2018-02-15T00:00:00')).toBe('2018-02-15');
    expect(dayOf('/Date(soon)/')).toBeUndefined();
  });

  it('is a day or nothing, whatever is read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.bigInt().map((ms) => `/Date(${ms})/`),
        ),
        (text) => {
          const day = dayOf(text);

          expect(day === undefined || /^[+-]?\d{4,6}-\d{2}/.test(day)).toBe(true);
        },
      ),
    );
  });
});
