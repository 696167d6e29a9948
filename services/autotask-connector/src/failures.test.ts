import { describe, expect, it } from '@jest/globals';
import { AppError } from '@psa-bridge/core';
import { classifyAutotaskError } from './failures.ts';

const refused = (psaText: string): AppError =>
  new AppError('refused', { code: 'psa_refused', kind: 'rejected', details: { psaText } });
const push = (
  entityType: 'quote' | 'opportunity' | 'product' | 'company',
): { entityType: typeof entityType; operation: 'push' } => ({ entityType, operation: 'push' });

describe('what an Autotask error means to a person', () => {
  it('AT-05: bad credentials read to the letter and concern the integration', () => {
    const failure = classifyAutotaskError(
      new AppError('401', { code: 'psa_credentials', kind: 'unauthenticated' }),
      push('company'),
    );

    expect(failure).toMatchObject({
      message: 'Autotask authentication error: please verify your credentials',
      scope: 'integration',
      kind: 'unauthenticated',
    });
  });

  it.each([
    'Reference value on field: productBillingCodeID of type: BillingCode does not exist or is invalid.',
    'BillingCode does not exist or is invalid',
    'The given allocation code is not an active general allocation code',
  ])('AT-14: %s', (text) => {
    expect(classifyAutotaskError(refused(text), push('product'))).toMatchObject({
      message: 'BillingCode does not exist or is invalid',
      psaText: text,
    });
  });

  it('AT-60: a linked opportunity that is gone', () => {
    const text =
      'No message. No matching records found. The logged in Resource may not have the required permissions to update the data.';

    expect(classifyAutotaskError(refused(text), push('opportunity'))?.message).toBe('Opportunity was not found in Autotask');
    expect(
      classifyAutotaskError(new AppError('gone', { code: 'opportunity_not_found', kind: 'rejected' }), push('opportunity'))
        ?.message,
    ).toBe('Opportunity was not found in Autotask');
  });

  it('AT-61 and AT-62: what was never synced is named to the letter', () => {
    const company = new AppError('x', { code: 'company_has_no_external_identifier', kind: 'rejected' });
    const contact = new AppError('x', { code: 'contact_has_no_external_identifier', kind: 'rejected' });

    expect(classifyAutotaskError(company, push('quote'))?.message).toBe('Company has no external identifier');
    expect(classifyAutotaskError(contact, push('quote'))?.message).toBe('Contact has no external identifier');
  });

  it.each(['companyID is not associated with contactID', 'Value does not reference an existing entity for contactID.'])(
    'AT-63: %s',
    (text) => {
      expect(classifyAutotaskError(refused(text), push('opportunity'))?.message).toBe(
        'companyID is not associated with contactID',
      );
    },
  );

  it('AT-64: a known id that answers nothing', () => {
    expect(classifyAutotaskError(refused('No matching records found'), push('company'))?.message).toBe(
      'No matching records found',
    );
  });

  it('IS-10: a payment term that was removed', () => {
    expect(classifyAutotaskError(refused('Picklist value [7] does not exist for paymentTerm'), push('quote'))?.message).toBe(
      'Payment term/type is deleted',
    );
  });

  it("IS-14: everything else keeps Autotask's own words", () => {
    const text = 'Value does not exist for the required field companyName';

    expect(classifyAutotaskError(refused(text), push('company'))).toMatchObject({ message: text, psaText: text });
  });

  it('a missing permission names the security level as the cure', () => {
    const error = new AppError('x', {
      code: 'psa_forbidden',
      kind: 'forbidden',
      details: { psaText: 'The logged in Resource does not have the adequate permissions to update this entity type.' },
    });

    expect(classifyAutotaskError(error, push('company'))).toMatchObject({
      code: 'autotask_permission',
      remedy: expect.stringContaining('security level'),
    });
  });
});
