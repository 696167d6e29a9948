import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { presentUnits } from './agreement.mapping.ts';

/** The forms in which Autotask writes one and the same time (autotask.md section 2.9). */
const FORMS = ['2026-11-27T00:00:00', '2026-11-27T00:00:00.000', '2026-11-27T00:00:00Z', '2026-11-27T00:00:00.000Z'];
const row = (id: number, startDate: string, units: number) => ({ id, contractServiceID: 900, startDate, units });

describe('the present units of a service on a contract', () => {
  it('are those of the last change of a day, in whatever forms Autotask writes its times', () => {
    const form = fc.constantFrom(...FORMS);

    fc.assert(
      fc.property(fc.array(form, { minLength: 1, maxLength: 5 }), fc.boolean(), (forms, isReversed) => {
        const rows = forms.map((startDate, index) => row(index + 1, startDate, index + 10));

        expect(presentUnits(isReversed ? rows.toReversed() : rows).get(900)).toBe(forms.length + 9);
      }),
    );
  });

  it('are those of the period that began last, though it was entered first', () => {
    expect(presentUnits([row(1, '2026-11-27T00:00:00', 12), row(2, '2026-11-01T00:00:00.000Z', 8)]).get(900)).toBe(12);
  });
});
