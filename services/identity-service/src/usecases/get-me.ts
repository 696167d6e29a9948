import { unauthenticated, type Caller } from '@psa-bridge/core';
import type { Tenant } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

export interface Me {
  user: User;
  tenant: Tenant;
  /** Without one, nobody makes contacts (ID-52). */
  hasPsa: boolean;
}

/**
 * Who is signed in, as stored now: a permission taken away shows here before the token with it expires.
 *
 * @throws AppError `user_gone` (401)
 */
export function makeGetMe({ users, tenants, psaIntegrations }: Pick<Deps, 'users' | 'tenants' | 'psaIntegrations'>) {
  return async ({ tenantId, subject }: Caller): Promise<Me> => {
    const [user, tenant] = await Promise.all([users.forTenant(tenantId).get(subject), tenants.forTenant(tenantId).get(tenantId)]);
    if (!user || !tenant) throw unauthenticated('user_gone', 'The signed-in user does not exist any more.');
    const hasPsa = (await psaIntegrations.forTenant(tenantId).count({ isRemoved: false })) > 0;
    return { user, tenant, hasPsa };
  };
}
