import { PERMISSIONS, type Permission } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';
import type { User } from './user.ts';

/** A named set of permissions of one tenant (ID-11). */
export interface Role extends Stored {
  name: string;
  /** The name without case: no two roles of a tenant share one. */
  nameKey: string;
  permissions: readonly Permission[];
}

export function roleNameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** What the user may do: the permissions of all roles and the user's own, each once, in the order of the product's list. */
export function permissionsOf(user: User, roles: readonly Role[]): readonly Permission[] {
  const granted = new Set([...user.permissions, ...roles.flatMap((role) => role.permissions)]);
  return PERMISSIONS.filter((permission) => granted.has(permission));
}
