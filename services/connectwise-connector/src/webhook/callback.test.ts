import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isAppError } from '@psa-bridge/core';
import fc from 'fast-check';
import { readCallback } from './callback.ts';
import { isSignatureValid } from './signature.ts';
import { trustedKeyUrl } from './signing-key.ts';

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const SITE = 'https://api-na.myconnectwise.net/v2025_1/apis/3.0/';

describe('a callback (connectwise.md section 10)', () => {
  it('says which record changed, and nothing of it is believed', () => {
    const delivery = bytes({ Action: 'updated', ID: 57960, Type: 'contact', CallbackObjectRecId: 26604, Entity: '{"id":57960}' });

    expect(readCallback(delivery).hint).toEqual({
      ...{ entityType: 'contact', externalId: '57960', action: 'updated', webhookId: '26604' },
    });
  });

  it('of a type that is none of our business is no hint', () => {
    expect(readCallback(bytes({ Action: 'updated', ID: 1, Type: 'ticket' })).hint).toBeUndefined();
  });

  it('that is none is refused with the field that is wrong, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (raw) => {
          try {
            readCallback(raw);
          } catch (error) {
            expect(isAppError(error) && error.code).toBe('invalid_input');
          }
        },
      ),
    );
  });
});

describe('its signature', () => {
  it('is HMAC-SHA256 over the raw bytes with the SHA-256 of the signing key', () => {
    const body = bytes({ Action: 'added' });
    const key = createHash('sha256').update('demo-signing-key').digest();
    const signature = createHmac('sha256', key).update(body).digest('base64');

    expect(isSignatureValid(body, signature, 'demo-signing-key')).toBe(true);
    expect(isSignatureValid(body, signature, 'another')).toBe(false);
    expect(isSignatureValid(bytes({ Action: 'deleted' }), signature, 'demo-signing-key')).toBe(false);
    expect(isSignatureValid(body, undefined, 'demo-signing-key')).toBe(false);
  });

  it.each([
    ['a cloud of the vendor', 'https://na.myconnectwise.net/v2025_1//system/callbackkey/index.rails?id=1', true],
    ['the own server', `${new URL(SITE).origin}/system/callbackkey/index.rails`, true],
    ['another host', 'https://example.com/system/callbackkey', false],
    ['a host that only ends like it', 'https://na.myconnectwise.net.example.com/key', false],
    ['a plain connection', 'http://na.myconnectwise.net/key', false],
    ['an address with a user', 'https://user@na.myconnectwise.net/key', false],
    ['no address', 'not an address', false],
  ])('is checked with a key from %s only where that may be asked', (_what, url, isTrusted) => {
    expect(trustedKeyUrl(url, SITE) !== undefined).toBe(isTrusted);
  });
});
