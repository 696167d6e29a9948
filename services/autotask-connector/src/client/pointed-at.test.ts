import { describe, expect, it } from '@jest/globals';
import { AppError, isAppError, rejected } from '@psa-bridge/core';
import fc from 'fast-check';
import { pointedAt } from './pointed-at.ts';

const refusal = (...sentences: string[]) => rejected('psa_refused', 'Refused.', { details: { psaText: sentences.join(' | ') } });
const detailsOf = (error: unknown) => (isAppError(error) ? error.details : {});

describe('what a refusal of Autotask is about', () => {
  it.each([
    [
      'Reference value on field: productBillingCodeID of type: BillingCode does not exist or is invalid.',
      'productBillingCodeID 17',
    ],
    ['contactID: Value 5 does not exist or is invalid', 'contactID 5'],
    ['Picklist value [9] does not exist for paymentTerm', 'paymentTerm 9'],
    ['companyID is not associated with contactID', 'contactID 5'],
  ])('AT-14, AT-63: is the value that was sent in the field which its words name: %s', (sentence, reference) => {
    const row = { productBillingCodeID: 17, contactID: 5, paymentTerm: 9 };

    expect(detailsOf(pointedAt(refusal(sentence), row))).toMatchObject({ reference, fields: [reference.split(' ')[0]] });
  });

  it('is the field alone where the value is the own one of the row', () => {
    const { fields, reference } = detailsOf(
      pointedAt(refusal('name must be less than or equal to 100 characters'), { name: 'x' }),
    );

    expect([fields, reference]).toEqual([['name'], undefined]);
  });

  it('is no guess where a sentence names nothing, and leaves other errors as they are', () => {
    const other = new AppError('Down.', { code: 'psa_unavailable', kind: 'unavailable' });

    expect(pointedAt(other, {})).toBe(other);
    expect(
      detailsOf(pointedAt(refusal('Reference value on field: contactID', 'Something else'), { contactID: 5 })),
    ).toMatchObject({
      fields: ['contactID'],
    });
  });

  it('keeps code, kind and words of whatever Autotask says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.jsonValue()), (psaText, row) => {
        const error = refusal(psaText);
        expect(pointedAt(error, row)).toMatchObject({ code: error.code, kind: error.kind, details: { psaText } });
      }),
    );
  });
});
