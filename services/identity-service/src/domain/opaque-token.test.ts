import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatOpaqueToken, isSecretOf, newOpaqueToken, parseOpaqueToken, secretHash } from './opaque-token.ts';

describe('an opaque token', () => {
  it('is read back from its text', () => {
    const token = newOpaqueToken();

    expect(parseOpaqueToken(formatOpaqueToken(token))).toEqual(token);
  });

  it('keeps the id that it is given and has a secret of its own each time', () => {
    const [first, second] = [newOpaqueToken('a'.repeat(22)), newOpaqueToken('a'.repeat(22))];

    expect(first.id).toBe(second.id);
    expect(first.secret).not.toBe(second.secret);
  });

  it('only its own secret fits its hash', () => {
    const { secret } = newOpaqueToken();

    expect(isSecretOf(secret, secretHash(secret))).toBe(true);
    expect(isSecretOf(newOpaqueToken().secret, secretHash(secret))).toBe(false);
    expect(isSecretOf(secret, '')).toBe(false);
  });

  it('of whatever text there is, only what a token can be is read, and nothing is read differently than it stands', () => {
    const likeToken = fc.stringMatching(/^[\w.-]{60,70}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), likeToken), (text) => {
        const token = parseOpaqueToken(text);
        if (token) expect(formatOpaqueToken(token)).toBe(text);
        else expect(text).not.toMatch(/^[\w-]{22}\.[\w-]{43}$/);
      }),
    );
  });
});
