import { conflict, notFound } from '@psa-bridge/core';
import type { Traces } from '../../domain/traces.ts';
import type { User } from '../../domain/user.ts';
import type { Deps } from '../../ports.ts';

export interface Person {
  tenantId: string;
  userId: string;
}

export type TraceDeps = Pick<Deps, 'users' | 'credentials' | 'people' | 'invitations'>;

const ADDRESS = 'address:';

/**
 * By what a person is found. @throws AppError `user_not_found` (404), `user_merged` (409) where the person goes on as another user
 */
export function makeFindTraces(deps: TraceDeps) {
  return async ({ tenantId, userId }: Person): Promise<Traces> => {
    const own = deps.users.forTenant(tenantId);
    const user = await own.get(userId);
    if (!user) throw notFound('user_not_found', 'There is no such user in this tenant.');
    if (user.mergedInto !== undefined) throw isMerged(user.mergedInto);
    const users = [user, ...(await mergedInto(tenantId, [userId]))];
    const userIds = users.map(({ _id }) => _id);
    const contactIds = users.flatMap(({ company }) => company?.contactId ?? []);
    const people = await deps.people.forTenant(tenantId).find({ 'link.userId': { $in: userIds } });
    const credentials = await deps.credentials.forTenant(tenantId).find({ userId: { $in: userIds } });
    const known = [
      ...users.map(({ email }) => email),
      ...people.flatMap(({ emails }) => emails),
      ...credentials.map(({ _id }) => _id.slice(ADDRESS.length)),
    ];
    const invitations = await deps.invitations
      .forTenant(tenantId)
      .find({ $or: [{ userId: { $in: userIds } }, { email: { $in: known } }, { contactId: { $in: contactIds } }] });
    return {
      ...{ tenantId, userId, userIds, contactIds, personIds: people.map(({ _id }) => _id) },
      emails: [...new Set([...known, ...invitations.map(({ email }) => email)])],
      invitationIds: invitations.map(({ _id }) => _id),
    };
  };

  /** Those, too, who were merged into one who was merged. */
  async function mergedInto(tenantId: string, ids: readonly string[]): Promise<readonly User[]> {
    const found = await deps.users.forTenant(tenantId).find({ mergedInto: { $in: ids } });
    if (found.length === 0) return [];
    return [
      ...found,
      ...(await mergedInto(
        tenantId,
        found.map(({ _id }) => _id),
      )),
    ];
  }
}

function isMerged(into: string) {
  return conflict('user_merged', `This user was merged into ${into}: name that one, which reaches both.`);
}
