import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimsOf } from './claims.ts';

const tokenOf = (claims: unknown): string => `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('what an access token says', () => {
  it('is the consent and the person behind it', () => {
    expect(claimsOf(tokenOf({ authentication_event_id: 'event', xero_userid: 'person', scope: ['x'] }))).toEqual({
      ...{ authEventId: 'event', userId: 'person' },
    });
  });

  it('is nothing where it is no token of that kind, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (token) => expect(claimsOf(token)).toEqual({})));
    expect(claimsOf(tokenOf({ xero_userid: 7 }))).toEqual({});
  });
});
