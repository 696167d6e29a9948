import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalIn, toRefused } from './problem.ts';

describe('a refusal of the platform', () => {
  it('is told in its own words, with the fields that it names', () => {
    const problems = [{ field: 'body.name', message: 'is missing' }];
    const refused = refusalIn(400, { code: 'invalid_request', detail: 'body.name: is missing', requestId: 'r1', problems });

    expect(refused).toMatchObject({
      status: 400,
      code: 'invalid_request',
      message: 'body.name: is missing',
      requestId: 'r1',
      problems,
    });
  });

  it('is told whatever its body is', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(refusalIn(502, body).message).not.toBe('');
      }),
    );
  });
});

describe('a request that never arrived', () => {
  it('is told as silence, and not in the words of the browser', () => {
    expect(toRefused(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'no_answer' });
  });
});
