import type { Stored } from '@psa-bridge/persistence';

/**
 * One way for one user to sign in. Its id names the way and the address, so that an address can be claimed once in the
 * whole platform and sign-in finds the tenant by it.
 */
export interface Credential extends Stored {
  userId: string;
  /** The hash with its parameters and salt. */
  passwordHash: string;
  claimedAt: Date;
}

export function passwordCredentialId(email: string): string {
  return `password:${email}`;
}
