import type { Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import { userFilter, type UserSearch } from '../domain/user-search.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** The tenant's users by name. */
export function makeListUsers({ users }: Pick<Deps, 'users'>) {
  return (request: UserSearch & PageRequest, { tenantId }: Caller): Promise<Page<User>> => {
    const list = { of: [tenantId, 'users'], filter: userFilter(request), order: [['name', 1]] as const };
    return findPage(users.forTenant(tenantId), list, request);
  };
}
