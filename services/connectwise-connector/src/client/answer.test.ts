import { describe, expect, it } from '@jest/globals';
import { readConnectWiseAnswer } from './answer.ts';

const read = (status: number, body: unknown) => readConnectWiseAnswer({ status, headers: {}, body });

describe('what an answer of ConnectWise means (connectwise.md section 8)', () => {
  it('a validation error is a refusal that names each field', () => {
    const body = {
      ...{ code: 'InvalidObject', message: 'contact object is invalid' },
      errors: [
        { code: 'MissingRequiredField', message: 'The firstName field is required.', resource: 'contact', field: 'firstName' },
      ],
    };

    expect(read(400, body)).toEqual({
      verdict: 'refused',
      psaText: 'contact object is invalid. The firstName field is required.',
    });
  });

  it('an inactive category is said in the words that the product shows (CW-12)', () => {
    const body = {
      ...{ code: 'InvalidObject', message: 'catalogItem object is invalid' },
      errors: [{ code: 'InvalidField', message: '80 is an inactive category.', resource: 'catalogItem', field: 'category/id' }],
    };

    expect(read(400, body)?.psaText).toBe('catalogItem object is invalid. 80 is an inactive category.');
  });

  it.each([
    ['as JSON', 429, { error: 'ConnectWiseAPI', message: 'Too many requests. Please try again in 30 seconds.' }],
    ['as a page of the front door', 429, '<html><body>Too many</body></html>'],
    ['as a page under 403', 403, '<!DOCTYPE html><html></html>'],
  ])('a limit is a limit, %s (section 9)', (_how, status, body) => {
    expect(read(status, body)?.verdict).toBe('limited');
  });

  it('a missing right is told from wrong keys', () => {
    const security = { code: 'Security', message: 'You do not have security permission to perform this action.', errors: null };

    expect(read(403, security)).toMatchObject({ verdict: 'forbidden', psaText: security.message });
    expect(read(401, { code: 'Unauthorized', message: 'Incorrect public/private key' })?.verdict).toBe('credentials');
    expect(read(400, { code: 'ConnectWiseApi', message: 'UserNotAuthenticated' })?.verdict).toBe('credentials');
  });

  it('trouble on the other side is left to the kit, which knows whether it was a write', () => {
    expect(read(500, { code: 'Error', message: 'timeout' })).toBeUndefined();
  });
});
