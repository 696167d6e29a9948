import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token that says nothing: the id of what is stored, and a secret of which only the hash is stored. */
export interface OpaqueToken {
  id: string;
  secret: string;
}

const ID_BYTES = 16;
const SECRET_BYTES = 32;

export function newOpaqueToken(id: string = randomBytes(ID_BYTES).toString('base64url')): OpaqueToken {
  return { id, secret: randomBytes(SECRET_BYTES).toString('base64url') };
}

export function formatOpaqueToken({ id, secret }: OpaqueToken): string {
  return `${id}.${secret}`;
}

export function parseOpaqueToken(text: string): OpaqueToken | undefined {
  const match = /^([\w-]{22})\.([\w-]{43})$/.exec(text);
  return match?.[1] && match[2] ? { id: match[1], secret: match[2] } : undefined;
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether this secret has this hash; how long the answer takes tells nothing. */
export function isSecretOf(secret: string, hash: string): boolean {
  const [shown, stored] = [Buffer.from(secretHash(secret)), Buffer.from(hash)];
  return shown.length === stored.length && timingSafeEqual(shown, stored);
}
