import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the delivery was signed with the key (connectwise.md section 10): HMAC-SHA256 over the raw bytes, its key the
 * SHA-256 of the signing key; in constant time.
 */
export function isSignatureValid(rawBody: Uint8Array, signature: string | undefined, signingKey: string): boolean {
  const key = createHash('sha256').update(signingKey, 'utf8').digest();
  const expected = createHmac('sha256', key).update(rawBody).digest();
  const given = Buffer.from(signature ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
