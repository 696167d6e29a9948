import { checkRevision, conflict, isAppError, newId, notFound, type Caller, type Permission } from '@psa-bridge/core';
import { changedRole, deletedRole, isThere, roleNameKey, roleRevision, type Role } from '../domain/role.ts';
import type { Deps } from '../ports.ts';
import type { Target } from './target.ts';

export interface RoleInput {
  name: string;
  permissions: readonly Permission[];
}

/** Named sets of permissions (ID-10, ID-11). A change reaches their holders with the next access token. */
export function makeManageRoles({ roles, users, clock, logger }: Pick<Deps, 'roles' | 'users' | 'clock' | 'logger'>) {
  return {
    list: ({ tenantId }: Caller): Promise<Role[]> => roles.forTenant(tenantId).find(NOT_DELETED, { sort: { name: 1, _id: 1 } }),

    /** @throws AppError `role_unknown` (404) */
    async get({ tenantId }: Caller, id: string): Promise<Role> {
      const role = await roles.forTenant(tenantId).get(id);
      if (!isThere(role)) throw unknownRole();
      return role;
    },

    /** @throws AppError `role_name_taken` (409) */
    async create({ tenantId, subject }: Caller, { name, permissions }: RoleInput): Promise<Role> {
      const role = { _id: newId(), tenantId, name, nameKey: roleNameKey(name), permissions: [...new Set(permissions)] };
      await named(roles.forTenant(tenantId).insert(changedRole(undefined, role, clock.now())));
      logger.info({ tenantId, roleId: role._id, by: subject }, 'role_created');
      return { ...role, version: 1 };
    },

    /** @throws AppError `role_unknown` (404), `role_name_taken` (409), `revision_conflict` (412) */
    async change({ tenantId, subject }: Caller, { id, ifRevision }: Target, { name, permissions }: RoleInput): Promise<Role> {
      const change = { name, nameKey: roleNameKey(name), permissions: [...new Set(permissions)] };
      const at = clock.now();
      const role = await named(
        roles.forTenant(tenantId).mutate(id, (current) => {
          if (!isThere(current)) return undefined;
          checkRevision(roleRevision(current), ifRevision);
          return changedRole(current, { ...current, ...change }, at);
        }),
      );
      if (!isThere(role)) throw unknownRole();
      logger.info({ tenantId, roleId: id, by: subject }, 'role_changed');
      return role;
    },

    /** A role given to somebody at the very moment is gone all the same: what is not there permits nothing. @throws AppError `role_unknown` (404), `role_in_use` (409), `revision_conflict` (412) */
    async delete({ tenantId, subject }: Caller, { id, ifRevision }: Target): Promise<void> {
      const holders = await users.forTenant(tenantId).count({ roleIds: id });
      if (holders > 0) throw roleInUse(holders);
      const own = roles.forTenant(tenantId);
      if (!isThere(await own.get(id))) throw unknownRole();
      const at = clock.now();
      await own.mutate(id, (current) => {
        if (!isThere(current)) return undefined;
        checkRevision(roleRevision(current), ifRevision);
        return deletedRole(current, at);
      });
      logger.info({ tenantId, roleId: id, by: subject }, 'role_deleted');
    },
  };
}

const NOT_DELETED = { deletedAt: { $exists: false } } as const;

async function named<Result>(written: Promise<Result>): Promise<Result> {
  try {
    return await written;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'duplicate_value') throw error;
    throw conflict('role_name_taken', 'Another role has this name. Choose another one.', { expected: true });
  }
}

function unknownRole() {
  return notFound('role_unknown', 'There is no such role.', { expected: true });
}

function roleInUse(holders: number) {
  return conflict('role_in_use', `${holders} users have this role. Take it from them first.`, { expected: true });
}
