import type { Stored } from '@psa-bridge/persistence';

/** The name of the way in that needs no provider. */
export const PASSWORD = 'password';

/**
 * An address, and the user who signs in with it. Its id names the address, so that one is claimed once in the whole platform
 * and sign-in finds the tenant by it.
 */
export interface Credential extends Stored {
  userId: string;
  /** The hash with its parameters and salt; absent where the user signs in by a provider alone. */
  passwordHash?: string;
  /** Of the passwords before, the latest first: they are not taken again. */
  formerHashes?: readonly string[];
  /** Rises with each password, so that what was meant for one before is spent. */
  passwordNumber?: number;
  claimedAt: Date;
}

export function credentialId(email: string): string {
  return `address:${email}`;
}
