import { derivedId, invalidInput } from '@psa-bridge/core';
import type { Issue } from '../domain/issue.ts';
import type { Deps, Leaving } from '../ports.ts';

/** Somebody who was kept out, or let in again. */
export interface Left {
  tenantId: string;
  userId: string;
  isGone: boolean;
  at: Date;
}

/** Whose issues are, as far as identity-service knows them. */
export function makeOwners({ accounts, leavings }: Pick<Deps, 'accounts' | 'leavings'>) {
  return {
    /**
     * Where no identity-service is configured there is nobody to ask, and every owner is taken.
     * @throws AppError `unknown_owner` (400), `upstream_unavailable`
     */
    async checkOwner(owner: string | null | undefined, field: string, authorization: string | undefined): Promise<void> {
      if (owner === undefined || owner === null || !accounts || (await accounts.isActive(owner, authorization))) return;
      throw invalidInput(
        'unknown_owner',
        `${field}: no user of your tenant with this id may sign in. Choose an active user, or null for nobody.`,
        { expected: true },
      );
    },

    /** Those of the owners who are not let in any more. */
    async goneOwners(issues: readonly Pick<Issue, 'owner'>[], tenantId: string): Promise<ReadonlySet<string>> {
      const owners = new Set(issues.flatMap(({ owner }) => owner ?? []));
      const known = await leavings.forTenant(tenantId).getMany([...owners].map((owner) => leavingId(tenantId, owner)));
      return new Set(known.filter(({ isGone }) => isGone).map(({ userId }) => userId));
    },

    /** An older telling changes nothing. */
    async noteLeft({ tenantId, userId, isGone, at }: Left): Promise<void> {
      const _id = leavingId(tenantId, userId);
      await leavings
        .forTenant(tenantId)
        .mutate(_id, (current) => (current && current.at > at ? undefined : { ...current, _id, tenantId, userId, isGone, at }));
    },
  };
}

/** Users of two tenants have nothing to do with each other, whatever their ids. */
export function leavingId(tenantId: string, userId: string): Leaving['_id'] {
  return derivedId('issue-person-gone', tenantId, userId);
}
