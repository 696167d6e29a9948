import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isRotationDue,
  PUBLISH_AFTER_MS,
  PUBLISH_AHEAD_MS,
  publishedKeys,
  signingKey,
  withKey,
  type SigningKey,
} from './keyring.ts';

const DAY_MS = 24 * 60 * 60_000;
const TOKEN_MS = 300_000;
const START = new Date('2026-01-05T08:00:00.000Z');
const later = (ms: number, from: Date = START) => new Date(from.getTime() + ms);

function key(kid: string) {
  return {
    kid,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: kid, kid, alg: 'EdDSA', use: 'sig' } as const,
    privateJwk: 'encrypted',
  };
}
const kids = (keys: readonly SigningKey[]) => keys.map(({ kid }) => kid);

describe('the keyring', () => {
  it('the first key signs at once', () => {
    expect(signingKey(withKey([], key('first'), START), START)?.kid).toBe('first');
  });

  it('a new key is published before it signs, and the old one after it has signed', () => {
    const first = withKey([], key('first'), START);
    const rotatedAt = later(DAY_MS);
    const both = withKey(first, key('second'), rotatedAt);
    const takesOver = later(PUBLISH_AHEAD_MS, rotatedAt);

    const moments = [rotatedAt, later(-1, takesOver), takesOver, later(TOKEN_MS, takesOver), later(PUBLISH_AFTER_MS, takesOver)];

    expect(moments.map((now) => signingKey(both, now)?.kid)).toEqual(['first', 'first', 'second', 'second', 'second']);
    expect(moments.map((now) => kids(publishedKeys(both, now)))).toEqual([
      ['first', 'second'],
      ['first', 'second'],
      ['first', 'second'],
      ['first', 'second'],
      ['second'],
    ]);
  });

  it('rotation is due in time for the new key to take over when the old one has signed its days', () => {
    const keys = withKey([], key('first'), START);

    expect(isRotationDue([], START, DAY_MS)).toBe(true);
    expect(isRotationDue(keys, later(DAY_MS - PUBLISH_AHEAD_MS - 1), DAY_MS)).toBe(false);
    expect(isRotationDue(keys, later(DAY_MS - PUBLISH_AHEAD_MS), DAY_MS)).toBe(true);
  });

  it('whenever a token was signed, its key is published until the token ends, also with keys that verifiers got earlier', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 72 }), { minLength: 1, maxLength: 40 });
    const verifiersCacheMs = 10 * 60_000;

    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: TOKEN_MS }), (gaps, age) => {
        let now = START;
        let keys = withKey([], key('key-0'), now);
        gaps.forEach((gap, index) => {
          const signedAt = later(PUBLISH_AHEAD_MS + 1, now);
          const { kid } = signingKey(keys, signedAt) ?? key('none');
          expect(kids(publishedKeys(keys, later(-verifiersCacheMs, signedAt)))).toContain(kid);
          expect(kids(publishedKeys(keys, later(age, signedAt)))).toContain(kid);
          now = later(gap * 3_600_000 + DAY_MS, now);
          if (isRotationDue(keys, now, DAY_MS)) keys = withKey(keys, key(`key-${index + 1}`), now);
        });
        expect(keys.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
