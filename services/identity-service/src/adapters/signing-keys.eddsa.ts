import { randomUUID } from 'node:crypto';
import { AppError, type Clock, type Permission } from '@psa-bridge/core';
import { fieldAad, rotateFields, type Collection, type FieldCipher } from '@psa-bridge/persistence';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { signingKey, type Keyring } from '../domain/keyring.ts';
import { isUnlinked, type User } from '../domain/user.ts';
import { KEYRING_ID, PLATFORM, type KeyFactory, type TokenSigner } from '../ports.ts';

const ALGORITHM = 'EdDSA';

export interface SigningKeysOptions {
  keyrings: Collection<Keyring>;
  cipher: FieldCipher;
  clock: Clock;
}

export interface TokenOptions {
  issuer: string;
  audience: string;
  /** At most five minutes: a taken permission is gone at latest then. */
  lifetimeMs: number;
}

/** Ed25519 key pairs; the private half is stored encrypted and bound to its key id. */
export function createKeyFactory({ cipher }: Pick<SigningKeysOptions, 'cipher'>): KeyFactory {
  return {
    async create() {
      const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
      const kid = randomUUID();
      const { x = '' } = await exportJWK(publicKey);
      const publicJwk = { kty: 'OKP', crv: 'Ed25519', x, kid, alg: ALGORITHM, use: 'sig' } as const;
      const privateJwk = cipher.encrypt(JSON.stringify(await exportJWK(privateKey)), aad(kid));
      return { kid, publicJwk, privateJwk };
    },
  };
}

/** Signs access tokens (RFC 7519) with the key whose turn it is. */
export function createTokenSigner({ keyrings, cipher, clock }: SigningKeysOptions, options: TokenOptions): TokenSigner {
  const stored = keyrings.forTenant(PLATFORM);

  return {
    async sign(user, permissions, isLinkMissing = isUnlinked(user)) {
      const now = clock.now();
      const key = signingKey((await stored.get(KEYRING_ID))?.keys ?? [], now);
      if (!key) throw new AppError('There is no signing key yet.', { code: 'no_signing_key', kind: 'unavailable' });
      const privateKey = await importJWK(JSON.parse(cipher.decrypt(key.privateJwk, aad(key.kid))) as JWK, ALGORITHM);
      const expiresAt = new Date(now.getTime() + options.lifetimeMs);
      const token = await new SignJWT(claimsOf(user, permissions, isLinkMissing))
        .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
        .setSubject(user._id)
        .setIssuer(options.issuer)
        .setAudience(options.audience)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt };
    },
  };
}

/** The private halves encrypted anew with the active field key; answers how many keyrings changed. */
export function resealSigningKeys({ keyrings, cipher }: Pick<SigningKeysOptions, 'keyrings' | 'cipher'>): Promise<number> {
  return rotateFields({
    collection: keyrings,
    cipher,
    renewed: (ring, renew) => ({
      ...ring,
      keys: ring.keys.map((key) => ({ ...key, privateJwk: renew(key.privateJwk, aad(key.kid)) })),
    }),
  });
}

function claimsOf(user: User, permissions: readonly Permission[], isLinkMissing: boolean): Record<string, unknown> {
  const { tenantId, isAdmin, name } = user;
  return { tenant: tenantId, admin: isAdmin, permissions, name, ...(isLinkMissing && { unlinked: true }) };
}

function aad(kid: string): string {
  return fieldAad(PLATFORM, `keyrings.${kid}.privateJwk`);
}
