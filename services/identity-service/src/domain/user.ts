import type { Permission } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';

export interface Tenant extends Stored {
  name: string;
  createdAt: Date;
}

export interface User extends Stored {
  /** Normalised; the address people sign in with. */
  email: string;
  name: string;
  /** Admins pass every permission check (ID-06). */
  isAdmin: boolean;
  permissions: readonly Permission[];
  createdAt: Date;
  lastSignInAt?: Date;
}

/** E-mail addresses are compared without case and surrounding space (ID-40). */
export function normalisedEmail(email: string): string {
  return email.trim().toLowerCase();
}
