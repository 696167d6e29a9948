import type { Stored } from '@psa-bridge/persistence';

/** The public half of an Ed25519 key as a JWK (RFC 8037). */
export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  alg: 'EdDSA';
  use: 'sig';
}

/** A key pair that signs access tokens. */
export interface SigningKey {
  kid: string;
  publicJwk: PublicJwk;
  /** The private half as JWK text, encrypted. */
  privateJwk: string;
  /** From then on it signs; before, it is only published, so that verifiers know it in time. */
  signsFrom: Date;
}

/** All signing keys, oldest first, in one document, so that replicas cannot disagree. */
export interface Keyring extends Stored {
  keys: readonly SigningKey[];
}

/** A new key is published this long before it signs: longer than verifiers keep the published keys without asking again. */
export const PUBLISH_AHEAD_MS = 15 * 60_000;
/** A key that no longer signs is published this long after: longer than any token it signed is valid. */
export const PUBLISH_AFTER_MS = 15 * 60_000;

/** The newest key that may sign now. */
export function signingKey(keys: readonly SigningKey[], now: Date): SigningKey | undefined {
  return keys.findLast((key) => key.signsFrom <= now);
}

/** The keys whose tokens may still be met, and the one that signs next. */
export function publishedKeys(keys: readonly SigningKey[], now: Date): SigningKey[] {
  return keys.filter((_key, index) => {
    const next = keys[index + 1];
    return !next || next.signsFrom.getTime() + PUBLISH_AFTER_MS > now.getTime();
  });
}

/** Whether a new key is to be made: there is none, or the newest has signed for long enough. */
export function isRotationDue(keys: readonly SigningKey[], now: Date, rotateEveryMs: number): boolean {
  const newest = keys.at(-1);
  return !newest || newest.signsFrom.getTime() + rotateEveryMs - PUBLISH_AHEAD_MS <= now.getTime();
}

/** The keys with a new one behind them and without those that nobody needs any more. */
export function withKey(keys: readonly SigningKey[], key: Omit<SigningKey, 'signsFrom'>, now: Date): SigningKey[] {
  const signsFrom = new Date(now.getTime() + (keys.length ? PUBLISH_AHEAD_MS : 0));
  return [...publishedKeys(keys, now), { ...key, signsFrom }];
}
