import { createHmac, randomBytes, randomUUID } from 'node:crypto';

export interface Claims {
  clientId: string;
  scopes: readonly string[];
  /** Of the person who consented; a custom connection has none. */
  authEventId: string | undefined;
  userId: string | undefined;
  issuedAt: number;
  expiresAt: number;
}

/** Signs with a key of this run: callers read the claims, and only the simulator checks them. */
const KEY = randomBytes(32);

/** A JWT with the claims of xero.md 2. */
export function writeAccessToken({ clientId, scopes, authEventId, userId, issuedAt, expiresAt }: Claims): string {
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const body = encode({
    nbf: seconds(issuedAt),
    exp: seconds(expiresAt),
    iss: 'https://identity.xero.com',
    client_id: clientId,
    ...(userId === undefined ? {} : { sub: userId.replaceAll('-', ''), xero_userid: userId }),
    ...(authEventId === undefined ? {} : { authentication_event_id: authEventId }),
    jti: randomUUID(),
    scope: scopes,
  });
  return `${head}.${body}.${createHmac('sha256', KEY).update(`${head}.${body}`).digest('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
