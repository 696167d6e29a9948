import type { Caller, Permission } from '@psa-bridge/core';
import { systemClock } from '@psa-bridge/core';
import { createTokenVerifier, type VerifyToken } from '@psa-bridge/http-server';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const ISSUER = 'psa-bridge';
const AUDIENCE = 'psa-bridge';

export interface TokenChange {
  audience?: string;
  /** Such as `-1m`. */
  expires?: string;
}

/** Signs access tokens as identity-service does, and verifies them as every service does. */
export interface Tokens {
  verifyToken: VerifyToken;
  sign(caller: Caller, change?: TokenChange): Promise<string>;
}

export async function createTokens(): Promise<Tokens> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] };
  return {
    verifyToken: createTokenVerifier({ keySet, issuer: ISSUER, audience: AUDIENCE, clock: systemClock }),
    sign({ tenantId, subject, isAdmin, permissions }, { audience = AUDIENCE, expires = '5m' } = {}) {
      return new SignJWT({ tenant: tenantId, admin: isAdmin, permissions: [...permissions] })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(privateKey);
    },
  };
}

export function person(tenantId: string, permissions: readonly Permission[] = []): Caller {
  return { tenantId, subject: `person-of-${tenantId}`, isAdmin: false, permissions };
}

export function admin(tenantId: string): Caller {
  return { tenantId, subject: `admin-of-${tenantId}`, isAdmin: true, permissions: [] };
}
