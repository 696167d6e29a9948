import { unauthenticated, type Caller } from '@psa-bridge/core';
import type { Tenant } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/**
 * Who is signed in, as stored now: a permission taken away shows here before the token with it expires.
 *
 * @throws AppError `user_gone` (401)
 */
export function makeGetMe({ users, tenants }: Pick<Deps, 'users' | 'tenants'>) {
  return async ({ tenantId, subject }: Caller): Promise<{ user: User; tenant: Tenant }> => {
    const [user, tenant] = await Promise.all([users.forTenant(tenantId).get(subject), tenants.forTenant(tenantId).get(tenantId)]);
    if (!user || !tenant) throw unauthenticated('user_gone', 'The signed-in user does not exist any more.');
    return { user, tenant };
  };
}
