import { describe, expect, it } from '@jest/globals';
import { isAppError, rejected } from '@psa-bridge/core';
import fc from 'fast-check';
import { pointedAt } from './pointed-at.ts';

const refusal = (body: unknown) => rejected('psa_refused', 'Refused.', { details: { body } });
const detailsOf = (error: unknown) => (isAppError(error) ? error.details : {});

describe('what a refusal of ConnectWise is about', () => {
  it('is the reference that was sent in the field which its entry names', () => {
    const errors = [{ code: 'InvalidReference', message: 'Contact 5 not found', resource: 'opportunity', field: 'contact/id' }];

    expect(detailsOf(pointedAt(refusal({ errors }), { contact: { id: 5 }, name: 'Deal' }))).toMatchObject({
      ...{ fields: ['contact'], reference: 'contact 5' },
    });
  });

  it('is the field alone where that refers to nothing', () => {
    const errors = [{ code: 'MaxLengthField', message: 'Too long.', resource: 'opportunity', field: 'name' }];
    const { fields, reference } = detailsOf(pointedAt(refusal({ errors }), { name: 'Deal' }));

    expect([fields, reference]).toEqual([['name'], undefined]);
  });

  it('keeps code and kind of whatever ConnectWise says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (body, row) => {
        expect(pointedAt(refusal(body), row)).toMatchObject({ code: 'psa_refused', kind: 'rejected' });
      }),
    );
  });
});
