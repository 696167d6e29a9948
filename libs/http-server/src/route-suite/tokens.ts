import { systemClock, type Caller, type Permission } from '@psa-bridge/core';
import { createTokenVerifier, type VerifyToken } from '../auth.ts';
import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';

const ISSUER = 'psa-bridge';
const AUDIENCE = 'psa-bridge';

export interface TokenChange {
  audience?: string;
  /** Such as `-1m`. */
  expires?: string;
}

/** Signs access tokens as identity-service does. */
export interface Signer {
  keySet: JSONWebKeySet;
  sign(caller: Caller, change?: TokenChange): Promise<string>;
}

export interface Tokens extends Signer {
  /** As every service verifies them. */
  verifyToken: VerifyToken;
}

export async function createSigner(): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return {
    keySet: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] },
    sign({ tenantId, subject, isAdmin, permissions, isUnlinked = false }, { audience = AUDIENCE, expires = '5m' } = {}) {
      return new SignJWT({ tenant: tenantId, admin: isAdmin, permissions: [...permissions], unlinked: isUnlinked })
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

export async function createTokens(): Promise<Tokens> {
  const signer = await createSigner();
  return {
    ...signer,
    verifyToken: createTokenVerifier({ keySet: signer.keySet, issuer: ISSUER, audience: AUDIENCE, clock: systemClock }),
  };
}

export function person(tenantId: string, permissions: readonly Permission[] = []): Caller {
  return { tenantId, subject: `person-of-${tenantId}`, isAdmin: false, permissions };
}

export function admin(tenantId: string): Caller {
  return { tenantId, subject: `admin-of-${tenantId}`, isAdmin: true, permissions: [] };
}
