import { conflict } from '@psa-bridge/core';
import { adminsLeft, underWay } from '../domain/admin-removal.ts';
import type { Deps } from '../ports.ts';

/**
 * Takes an admin's access away so that one who can sign in is always left: each removal is noted in the tenant's document
 * first, whose version lets one of two removals at the same moment go before the other.
 *
 * @throws AppError `last_admin` (409)
 */
export function makeKeepAnAdmin({ users, tenants, clock }: Pick<Deps, 'users' | 'tenants' | 'clock'>) {
  return async <Result>(tenantId: string, userId: string, remove: () => Promise<Result>): Promise<Result> => {
    const isNoted = await note(tenantId, userId);
    try {
      return await remove();
    } finally {
      if (isNoted) await forget(tenantId, userId);
    }
  };

  /** False where nobody's admin access is at stake. */
  async function note(tenantId: string, userId: string): Promise<boolean> {
    const own = tenants.forTenant(tenantId);
    for (;;) {
      const tenant = await own.get(tenantId);
      // Read after the tenant: whatever came between moves the tenant on, and this is looked at again.
      const admins = (await adminsOf(tenantId)).map(({ _id }) => _id);
      if (!tenant || !admins.includes(userId)) return false;
      const at = clock.now();
      const others = underWay(tenant.adminRemovals, at);
      if (adminsLeft(admins, userId, others).length === 0) throw lastAdmin();
      if (await own.replace(tenant, { ...tenant, adminRemovals: [...others, { userId, at }] })) return true;
    }
  }

  function adminsOf(tenantId: string) {
    return users.forTenant(tenantId).find({ isAdmin: true, state: 'active', allowLogin: true }, { fields: ['isAdmin'] });
  }

  async function forget(tenantId: string, userId: string): Promise<void> {
    await tenants.forTenant(tenantId).mutate(tenantId, (tenant) => {
      if (!tenant?.adminRemovals) return undefined;
      return { ...tenant, adminRemovals: tenant.adminRemovals.filter((removal) => removal.userId !== userId) };
    });
  }
}

function lastAdmin() {
  const message = 'Nobody would be left who can administer this tenant. Make somebody else an admin first.';
  return conflict('last_admin', message, { expected: true });
}
