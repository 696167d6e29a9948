import { describe, expect, it } from '@jest/globals';
import type { HttpResponse } from '@psa-bridge/http-client';
import fc from 'fast-check';
import { errorOf, messagesOf } from './answers.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const answer = (status: number, more: Partial<HttpResponse> = {}) =>
  ({ status, headers: {}, body: '', exchange: undefined, ...more }) as HttpResponse;

describe('an answer of Xero that is no success', () => {
  it.each([
    ['minute', 'minute', 60_000],
    ['Minute', 'minute', 60_000],
    ['day', 'day', 86_400_000],
    ['Daily', 'day', 86_400_000],
    ['concurrent', 'concurrent', 60_000],
    ['Concurrent', 'concurrent', 60_000],
    ['appminute', 'minute', 60_000],
    ['something new', 'minute', 60_000],
    [undefined, 'minute', 60_000],
  ])('429 with the problem %s is the limit of the %s, and waits of itself where no time is named', (problem, limit, ms) => {
    const headers = problem === undefined ? {} : { 'x-rate-limit-problem': problem };

    expect(errorOf(answer(429, { headers }), NOW)).toMatchObject({
      ...{ kind: 'rate_limited', retryAt: new Date(NOW.getTime() + ms), details: { limit } },
    });
    const retryAt = new Date(NOW.getTime() + 5_000);
    expect(errorOf(answer(429, { headers, retryAt }), NOW)).toMatchObject({ retryAt });
  });

  it.each([
    [503, 'The Organisation is offline', { kind: 'unavailable', message: 'HTTP Error 503. The service is unavailable.' }],
    [500, '{"Title":"An error occurred","Status":500}', { kind: 'unavailable', message: 'Error connecting to Xero' }],
    [502, '<html><body>Bad Gateway</body></html>', { kind: 'unavailable', message: 'Error connecting to Xero' }],
    [500, '', { kind: 'unavailable', message: 'Error connecting to Xero' }],
    [401, '{"title":"Unauthorized","detail":"TokenExpired"}', { message: 'The access token has expired' }],
    [404, 'The resource you are looking for cannot be found', { kind: 'rejected', message: 'Xero answered 404.' }],
  ])('XI-44: %s with the body %j is told in our words, and whether Xero may have acted', (status, body, told) => {
    const error = errorOf(answer(status, { body }), NOW);

    expect(error).toMatchObject(told);
    expect(error.details['maybeSent']).toBe(status === 500 || status === 502 ? true : undefined);
  });

  it('of a refused document has each message, whether it stands in elements, in the message or in the detail, in either case', () => {
    const elements = [{ ValidationErrors: [{ Message: 'one' }, { Message: 'two' }] }, { ValidationErrors: null }];

    expect(messagesOf(JSON.stringify({ Message: 'A validation exception occurred', Elements: elements }))).toEqual([
      'one',
      'two',
    ]);
    expect(messagesOf('{"Type":"x","Message":"only"}')).toEqual(['only']);
    expect(messagesOf('{"title":"Bad Request","status":400,"detail":"lower"}')).toEqual(['lower']);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 201, max: 599 }), (body, status) => {
        expect(errorOf(answer(status, { body }), NOW).message).not.toBe('');
        expect(Array.isArray(messagesOf(body))).toBe(true);
      }),
    );
  });
});
