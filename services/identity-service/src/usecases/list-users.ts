import type { Caller } from '@psa-bridge/core';
import { userFilter, type UserSearch } from '../domain/user-search.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** The tenant's users by name. */
export function makeListUsers({ users }: Pick<Deps, 'users'>) {
  return async (
    { from, size, ...search }: UserSearch & { from: number; size: number },
    caller: Caller,
  ): Promise<{ items: User[]; total: number }> => {
    const own = users.forTenant(caller.tenantId);
    const filter = userFilter(search);
    const [items, total] = await Promise.all([
      own.find(filter, { sort: { name: 1, _id: 1 }, skip: from, limit: size }),
      own.count(filter),
    ]);
    return { items, total };
  };
}
