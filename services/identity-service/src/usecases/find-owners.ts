import type { Caller } from '@psa-bridge/core';
import type { Filter } from '@psa-bridge/persistence';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** Whom somebody means who names an owner: by our id, or by the id in a connected PSA. */
export type OwnerSearch = { id: string } | { externalId: string };

/** Whoever may own what is sold (PA-32). */
export interface Owner {
  id: string;
  companyId: string;
  externalIds: Readonly<Record<string, string>>;
}

const MOST = 10;

/** The active users whom that means, with their company where the link to it is verified; others own nothing. */
export function makeFindOwners({ users, psaIntegrations }: Pick<Deps, 'users' | 'psaIntegrations'>) {
  async function whom(tenantId: string, search: OwnerSearch): Promise<Filter | undefined> {
    if ('id' in search) return { _id: search.id };
    const integrations = await psaIntegrations.forTenant(tenantId).find({ isRemoved: false });
    const anywhere = integrations.map(({ _id }) => ({ [`externalIds.${_id}`]: search.externalId }));
    return anywhere.length === 0 ? undefined : { $or: anywhere };
  }

  return async (search: OwnerSearch, { tenantId }: Caller): Promise<readonly Owner[]> => {
    const filter = await whom(tenantId, search);
    if (!filter) return [];
    const found = await users.forTenant(tenantId).find({ ...filter, state: 'active' }, { limit: MOST });
    return found.flatMap(toOwner);
  };
}

function toOwner({ _id: id, company, externalIds }: User): Owner[] {
  return company?.verified === true ? [{ id, companyId: company.companyId, externalIds }] : [];
}
