import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHaloAnswer } from './answer.ts';

const read = (status: number, body?: unknown) => readHaloAnswer({ status, headers: {}, body });

describe('an answer of HaloPSA that is no success (halopsa.md section 9)', () => {
  it.each([
    ['plain or quoted text', 'Please populate main contact name', 'Please populate main contact name'],
    ['an exception', { ClassName: 'System.Exception', Message: 'It failed.' }, 'It failed.'],
    ['a message', { message: 'It failed.' }, 'It failed.'],
    ['a message of some endpoints', { resultCode: 'Error', errorMessage: 'It failed.', message: 'other' }, 'It failed.'],
    [
      'problem details, with the member before its text',
      { title: 'One or more validation errors occurred.', errors: { '$[0].client_id': ['It is no number.'] } },
      'client_id: It is no number.',
    ],
    ['problem details without members', { title: 'Not acceptable' }, 'Not acceptable'],
  ])('is a refusal in its own words: %s', (_what, body, psaText) => {
    expect(read(400, body)).toEqual({ verdict: 'refused', psaText });
  });

  it.each([
    ['a page', '<!DOCTYPE html><html></html>'],
    ['nothing', undefined],
    ['an object that says nothing', { errors: {} }],
  ])('has no words where it is %s', (_what, body) => {
    expect(read(400, body)).toEqual({ verdict: 'refused' });
  });

  it.each([
    ['wrong credentials by their status', 401, undefined, { verdict: 'credentials' }],
    ['wrong credentials by their words', 400, { error: 'invalid_client' }, { verdict: 'credentials', psaText: 'invalid_client' }],
    ['a missing right', 403, undefined, { verdict: 'forbidden' }],
    ['nothing there', 404, undefined, { verdict: 'not_found' }],
    ['trouble over there', 502, '<html></html>', undefined],
  ] as const)('is %s', (_what, status, body, reading) => {
    expect(read(status, body)).toEqual(reading);
  });

  it('is the limit with the number that it names', () => {
    const psaText = 'Rate Limit Reached - 450 Requests per rolling 5 minute window.';

    expect(read(429, psaText)).toEqual({ verdict: 'limited', psaText, limit: 450 });
    expect(read(429)).toEqual({ verdict: 'limited' });
  });

  it('is read whatever its body holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.anything(), (status, body) => {
        expect(read(status, body)?.psaText ?? '').toEqual(expect.any(String));
      }),
    );
  });
});
