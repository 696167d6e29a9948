import type { Caller } from '@psa-bridge/core';
import type { PsaPerson } from '../../domain/psa-person.ts';
import type { User } from '../../domain/user.ts';
import type { Deps } from '../../ports.ts';

/** Users who may be one person: the one that a person of a PSA is, and those that came near. */
export interface Duplicate {
  person: PsaPerson;
  users: readonly User[];
}

export function makeListDuplicates({ people, users }: Pick<Deps, 'people' | 'users'>) {
  return async ({ tenantId }: Caller, { from, size }: { from: number; size: number }) => {
    const filter = { 'link.userId': { $exists: true }, 'rivalIds.0': { $exists: true } };
    const own = people.forTenant(tenantId);
    const [found, total] = await Promise.all([
      own.find(filter, { sort: { lastName: 1, firstName: 1, _id: 1 }, skip: from, limit: size }),
      own.count(filter),
    ]);
    const ids = found.flatMap(({ link, rivalIds }) => [...(link ? [link.userId] : []), ...rivalIds]);
    const byId = new Map((await users.forTenant(tenantId).getMany([...new Set(ids)])).map((user) => [user._id, user]));
    const items: Duplicate[] = found.map((person) => ({
      person,
      users: [person.link?.userId ?? '', ...person.rivalIds].flatMap((id) => byId.get(id) ?? []),
    }));
    return { items, total };
  };
}
