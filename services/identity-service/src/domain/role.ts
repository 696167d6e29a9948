import { contentRevision, PERMISSIONS, type Permission } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { identityAction } from './audit/identity-action.ts';
import type { User } from './user.ts';

/** A named set of permissions of one tenant (ID-11). */
export interface Role extends Stored {
  name: string;
  /** The name without case: no two roles of a tenant share one. */
  nameKey: string;
  permissions: readonly Permission[];
  /** Kept until the audit was told of it. */
  deletedAt?: Date;
}

export function roleNameKey(name: string): string {
  return name.trim().toLowerCase();
}

function toldOf({ name, permissions }: Draft<Role>) {
  return { name, permissions };
}

export function roleRevision(role: Draft<Role>): number {
  return contentRevision(toldOf(role));
}

/** The role after a change, or a new one, with what the audit is told of it. */
export function changedRole(before: Role | undefined, after: Draft<Role>, at: Date): Draft<Role> {
  const kind = before ? 'role.changed' : 'role.created';
  const { tenantId, _id: id, name } = after;
  const fields = { ...(before && { before: toldOf(before) }), after: toldOf(after) };
  return { ...after, outbox: [identityAction({ kind, tenantId, id, name, at, ...fields })] };
}

export function isThere(role: Role | undefined): role is Role {
  return role !== undefined && !role.deletedAt;
}

/** A role that permits nothing any more and whose name is free again. */
export function deletedRole(role: Role, at: Date): Draft<Role> {
  const { tenantId, _id: id, name } = role;
  const told = identityAction({ kind: 'role.deleted', tenantId, id, name, at, before: toldOf(role) });
  return { ...role, nameKey: `deleted ${id}`, permissions: [], deletedAt: at, outbox: [told] };
}

/** What the user may do: the permissions of all roles and the user's own, each once, in the order of the product's list. */
export function permissionsOf(user: User, roles: readonly Role[]): readonly Permission[] {
  const granted = new Set([...user.permissions, ...roles.flatMap((role) => role.permissions)]);
  return PERMISSIONS.filter((permission) => granted.has(permission));
}
