import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalIn } from '../../api/problem.ts';
import { isDeadLink, passwordProblem, tokenIn } from './link-answer.ts';

describe('a link of a mail', () => {
  it('carries its token behind the #', () => {
    expect(tokenIn('#token=abc-1.x_2')).toBe('abc-1.x_2');
  });

  it.each(['', '#', '#token=', '#other=1', 'nonsense'])('has none in "%s"', (hash) => {
    expect(tokenIn(hash)).toBeUndefined();
  });

  it('is read whatever the address says', () => {
    fc.assert(fc.property(fc.string(), (hash) => tokenIn(hash) !== ''));
  });
});

describe('a refusal', () => {
  const problems = [{ field: 'body.token', message: 'does not work any more' }];

  it.each([
    ['a token that was used or is too old', { code: 'mail_token_invalid', detail: 'x', problems }],
    ['a token of a status mail', { code: 'status_token_invalid', detail: 'x' }],
    ['a token that a mail program cut off', { code: 'invalid_request', detail: 'x', problems }],
  ])('of %s is one of a dead link', (_, body) => {
    expect(isDeadLink(refusalIn(400, body))).toBe(true);
  });

  it('of a password says what is wrong with it, and the link still works', () => {
    const message = 'must differ from the last 5 passwords';
    const error = refusalIn(400, { code: 'password_reused', detail: 'x', problems: [{ field: 'body.password', message }] });

    expect([isDeadLink(error), passwordProblem(error)]).toEqual([false, message]);
  });

  it('that never came says nothing of the link', () => {
    expect(isDeadLink(new Error('fetch failed'))).toBe(false);
  });
});
