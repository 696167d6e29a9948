import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalOf, warningOf } from './read-refusal.ts';

describe('what Xero says of a document', () => {
  it.each([
    ['Email address must be valid.', 'CONTACT_EMAIL_INVALID', 'strike'],
    ['Invoice # must be unique.', 'NUMBER_TAKEN', 'fault'],
    ['Invoice not of valid status for modification', 'NUMBER_TAKEN_OR_LOCKED', 'fault'],
    ['Invoice not of valid status for creation', 'BAD_STATUS', 'fault'],
    ['Invoice not of valid type for creation', 'BAD_STATUS', 'fault'],
    ['This document cannot be edited as it has a payment or credit note allocated to it.', 'PAID_OR_CREDITED', 'fault'],
    [
      'The document cannot be edited as it is currently dated before the period lock date, currently set at 31/03/2026',
      ...(['PERIOD_LOCKED', 'fault'] as const),
    ],
    ['The document date cannot be before the end of year lock date, currently set at 31/03/2026', 'PERIOD_LOCKED', 'fault'],
    ['Organisation is not subscribed to currency USD', 'CURRENCY_NOT_ENABLED', 'fault'],
    ["The current organisation is not subscribed to currency 'USD'.", 'CURRENCY_NOT_ENABLED', 'fault'],
    ["Account code '999' is not a valid code for this document.", 'ACCOUNT_INVALID', 'strike'],
    ['Account must be valid.', 'ACCOUNT_INVALID', 'strike'],
    [
      "Account code '999' has been archived, or has been deleted. Each line item must reference a valid account.",
      ...(['ACCOUNT_ARCHIVED', 'strike'] as const),
    ],
    ['Tax rate must be valid.', 'TAX_INVALID', 'strike'],
    ['Tax Rate must be active', 'TAX_INACTIVE', 'strike'],
    ["The TaxType code 'OUTPUT2' cannot be used with account code '200'.", 'TAX_ACCOUNT_CLASH', 'strike'],
    ["The TaxType code 'X' does not exist or cannot be used for this type of transaction.", 'TAX_INVALID', 'strike'],
    [
      'The contact name Demo is already assigned to another contact. The contact name must be unique across all active contacts.',
      ...(['CONTACT_NAME_TAKEN', 'strike'] as const),
    ],
    ['Another contact has this contact number. Please enter a different contact number.', 'CONTACT_NUMBER_TAKEN', 'strike'],
    ['The Account Number already exists. Please enter a different Account Number', 'ACCOUNT_NUMBER_TAKEN', 'strike'],
    [
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
      ...(['CONTACT_ARCHIVED', 'strike'] as const),
    ],
    ['You can only have a maximum of 5 contact persons.', 'CONTACT_PERSONS', 'strike'],
    ['Additional people cannot be added when the primary person has no email address set.', 'CONTACT_PERSONS', 'strike'],
    ["The quantity value '-1.0000' is invalid. Quantity must not be less than zero.", 'NEGATIVE_QTY', 'fault'],
    ['The line total 10.00 does not match the expected line total of 10.01', 'LINE_TOTAL', 'fault'],
    ["Item code 'X' is not valid.", 'ITEM_UNKNOWN', 'strike'],
    ["Price List Item with Code 'X' already exists", 'ITEM_EXISTS', 'strike'],
    ['The description field is mandatory for each line item', 'DESCRIPTION_MISSING', 'fault'],
    [
      'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
      ...(['CANNOT_VOID', 'fault'] as const),
    ],
    ['Payment amount exceeds the amount outstanding on this document', 'PAYMENT_TOO_BIG', 'fault'],
    ['Payments can only be made against Authorised documents', 'PAYMENT_STATUS', 'fault'],
    ['This payment has been reconciled and cannot be deleted', 'PAYMENT_RECONCILED', 'fault'],
    ['Order number must be unique', 'PO_NUMBER_TAKEN', 'fault'],
    ['The document with the supplied id was not found for this endpoint.', 'NOT_FOUND', 'strike'],
    [
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
      ...(['REPORT_THIS', 'fault'] as const),
    ],
    ['Idempotency Key: 01f2 is used with a different request.', 'REPORT_THIS', 'fault'],
    ['The UnitAmount value "0.0000" is invalid.', 'UNIT_AMOUNT', 'fault'],
    ['You have reached the limit of invoices you can approve', 'PLAN_LIMIT', 'fault'],
  ] as const)('"%s" is %s and weighs a %s', (text, code, weight) => {
    expect(refusalOf([text.toUpperCase()])).toMatchObject({ code, weight });
    expect(refusalOf([text])).toMatchObject({ code, weight, details: [text] });
  });

  it.each([
    ['invoice not of valid status for modification.', 'Invoice not of valid status for modification'],
    [
      'this document cannot be edited as it has a payment or credit note allocated to it',
      'This document cannot be edited as it has a payment or credit note allocated to it.',
    ],
    ["The current organisation is not subscribed to currency 'USD'.", 'Organisation is not subscribed to currency'],
    ['Email address must be valid.', "Invalid email address can't sync invoice"],
  ])('XI-33, XI-43, XI-44: "%s" is told to the letter', (text, message) => {
    expect(refusalOf([text]).message).toBe(message);
  });

  it('XI-43: what a person has to mend decides over what may pass by itself', () => {
    expect(refusalOf(['Tax Rate must be active', 'Invoice # must be unique.'])).toMatchObject({
      ...{ code: 'NUMBER_TAKEN', weight: 'fault', details: ['Tax Rate must be active', 'Invoice # must be unique.'] },
    });
  });

  it.each(['recognised', 'active'])(
    'XI-24: an account that was dropped as not %s is a warning in the words of the log',
    (word) => {
      const text = `Account code '999' has been removed as it does not match ${word === 'active' ? 'an' : 'a'} ${word} account`;

      expect(warningOf(text)).toMatchObject({
        ...{ code: 'ACCOUNT_DROPPED' },
        message: "Xero warning: Account code '999' has been removed as it does not match an active account.",
      });
      expect(warningOf('Something new').message).toBe('Xero warning: Something new');
    },
  );

  it('passes an unknown text through, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), (messages) => {
        const refusal = refusalOf(messages);

        expect(refusal.details).toBe(messages);
        expect(refusal.cure).not.toBe('');
      }),
    );
    expect(refusalOf(['Something new'])).toMatchObject({ code: 'XERO_VALIDATION', message: 'Something new', weight: 'strike' });
  });
});
