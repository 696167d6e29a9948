import type { Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import type { PsaPerson } from '../../domain/psa-person.ts';
import type { User } from '../../domain/user.ts';
import type { Deps } from '../../ports.ts';
import { BY_NAME } from './manage-people.ts';

/** Users who may be one person: the one that a person of a PSA is, and those that came near. */
export interface Duplicate {
  person: PsaPerson;
  users: readonly User[];
}

export function makeListDuplicates({ people, users }: Pick<Deps, 'people' | 'users'>) {
  return async ({ tenantId }: Caller, request: PageRequest): Promise<Page<Duplicate>> => {
    const filter = { 'link.userId': { $exists: true }, 'rivalIds.0': { $exists: true } };
    const list = { of: [tenantId, 'duplicates'], filter, order: BY_NAME };
    const { items: found, ...page } = await findPage(people.forTenant(tenantId), list, request);
    const ids = found.flatMap(({ link, rivalIds }) => [...(link ? [link.userId] : []), ...rivalIds]);
    const byId = new Map((await users.forTenant(tenantId).getMany([...new Set(ids)])).map((user) => [user._id, user]));
    const items: Duplicate[] = found.map((person) => ({
      person,
      users: [person.link?.userId ?? '', ...person.rivalIds].flatMap((id) => byId.get(id) ?? []),
    }));
    return { ...page, items };
  };
}
