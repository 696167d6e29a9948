import type { Caller } from '@psa-bridge/core';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** The tenant's users by name. */
export function makeListUsers({ users }: Pick<Deps, 'users'>) {
  return async ({ from, size }: { from: number; size: number }, caller: Caller): Promise<{ items: User[]; total: number }> => {
    const own = users.forTenant(caller.tenantId);
    const [items, total] = await Promise.all([
      own.find({}, { sort: { name: 1, _id: 1 }, skip: from, limit: size }),
      own.count({}),
    ]);
    return { items, total };
  };
}
