import type { Draft } from '@psa-bridge/persistence';
import type { Credential } from './credential.ts';

export const MIN_PASSWORD_LENGTH = 12;
/** Long enough for every passphrase, short enough that hashing it is no burden. */
export const MAX_PASSWORD_LENGTH = 1_000;
/** So many passwords, the present one included, are not taken again. */
export const REMEMBERED_PASSWORDS = 5;

/** The hashes that a new password must not fit, the latest first. */
export function rememberedHashes({ passwordHash, formerHashes = [] }: Credential): readonly string[] {
  return [...(passwordHash === undefined ? [] : [passwordHash]), ...formerHashes].slice(0, REMEMBERED_PASSWORDS);
}

/** The credential with a new password, and the one before it remembered. */
export function withPassword(credential: Credential, passwordHash: string): Draft<Credential> {
  const formerHashes = rememberedHashes(credential).slice(0, REMEMBERED_PASSWORDS - 1);
  return { ...credential, passwordHash, formerHashes, passwordNumber: (credential.passwordNumber ?? 0) + 1 };
}
