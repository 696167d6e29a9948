import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { provenIdentity, type EmailTrust } from './proven-identity.ts';

const claims = { iss: 'https://issuer.example', sub: 'person-1', email: ' Person@Demo.example ' };

describe('provenIdentity', () => {
  it('ID-40: compares addresses without case and surrounding space', () => {
    expect(provenIdentity(claims, 'directory')).toEqual({
      ...{ issuer: 'https://issuer.example', subject: 'person-1', email: 'person@demo.example', isEmailConfirmed: true },
    });
  });

  it.each<[string, EmailTrust, object, boolean]>([
    ['the provider says so', 'claim', { email_verified: true }, true],
    ['the provider says so as text', 'claim', { email_verified: 'true' }, true],
    ['the provider denies it', 'claim', { email_verified: false }, false],
    ['the provider says nothing', 'claim', {}, false],
    ['it comes from the one directory that the operator named', 'directory', {}, true],
    ['Microsoft says that the directory owns the domain', 'microsoft', { xms_edov: '1' }, true],
    ['it is a personal account at Microsoft', 'microsoft', { tid: '9188040d-6c67-4c5b-b112-36a304b66dad' }, true],
    ['anybody’s directory at Microsoft says it', 'microsoft', { tid: 'some-directory', email_verified: true }, false],
  ])('ID-21: whether an address is confirmed when %s', (_when, trust, more, isEmailConfirmed) => {
    expect(provenIdentity({ ...claims, ...more }, trust)).toMatchObject({ isEmailConfirmed });
  });

  it('without an address none is confirmed; without a subject there is nobody', () => {
    expect(provenIdentity({ ...claims, email: undefined }, 'directory')).toEqual({
      ...{ issuer: 'https://issuer.example', subject: 'person-1', isEmailConfirmed: false },
    });
    expect(provenIdentity({ ...claims, sub: '' }, 'directory')).toBeUndefined();
  });

  it('whatever the claims hold, an address is confirmed only where there is one', () => {
    const trust = fc.constantFrom<EmailTrust>('claim', 'directory', 'microsoft');
    const any = fc.record({ iss: fc.anything(), sub: fc.anything(), email: fc.anything(), email_verified: fc.anything() });
    fc.assert(
      fc.property(any, trust, (given, how) => {
        const identity = provenIdentity(given, how);
        expect(identity?.isEmailConfirmed ?? false).toBe((identity?.isEmailConfirmed ?? false) && identity?.email !== undefined);
      }),
    );
  });
});
