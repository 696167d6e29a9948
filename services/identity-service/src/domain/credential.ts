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

/** The name of the way in that needs no provider. */
export const PASSWORD = 'password';

export function passwordCredentialId(email: string): string {
  return `${PASSWORD}:${email}`;
}
