import { notFound } from '@psa-bridge/core';
import type { Filter } from '@psa-bridge/persistence';
import { ERASED } from '../domain/audit/entry.ts';
import { erasedUser, USER_ERASED } from '../domain/erased-user.ts';
import type { Deps } from '../ports.ts';
import type { AuditDeps } from './audit/append-entry.ts';
import { makeEraseActions } from './audit/erase-actions.ts';

export interface Person {
  tenantId: string;
  userId: string;
}

type PersonDeps = AuditDeps & Pick<Deps, 'users' | 'credentials' | 'sessions' | 'ssoIdentities' | 'mailTokens' | 'clock'>;

/** One document of a person's data. */
export interface PersonalDocument {
  what: string;
  document: unknown;
}

const PAGE = 500;

/** What is kept of the audit says that something was erased, and nothing of the person. */
const told = ({ userId }: Person): Filter => ({
  $or: [{ 'action.actor.id': userId }, { 'action.record.ids': userId }],
  'action.kind': { $nin: [ERASED, USER_ERASED] },
});

/** Everything that is kept here of one person: what stands here is theirs to have, but for what signs them in. */
export function makeExportPerson(deps: PersonDeps) {
  return async function* (person: Person): AsyncIterable<PersonalDocument> {
    const { tenantId, userId } = person;
    const user = await existing(deps, person);
    const { outbox: _events, ...own } = user;
    yield { what: 'user', document: own };
    for (const { secretHash: _secret, former: _former, outbox: _told, ...session } of await deps.sessions
      .forTenant(tenantId)
      .find({ userId }))
      yield { what: 'session', document: session };
    for (const identity of await deps.ssoIdentities.forTenant(tenantId).find({ userId }))
      yield { what: 'sso_identity', document: identity };
    for await (const page of deps.auditPayloads.forTenant(tenantId).pages(told(person), { sort: { _id: 1 }, pageSize: PAGE }))
      for (const { action } of page) yield { what: 'action', document: action };
  };
}

/**
 * Erases what is kept here of one person. The user comes last, so whoever finds a user who is not erased begins again: each step
 * that was done finds nothing to do. Answers how many actions of the audit tell nothing any more.
 *
 * @throws AppError `user_not_found` (404)
 */
export function makeErasePerson(deps: PersonDeps) {
  const eraseActions = makeEraseActions(deps);

  return async (person: Person): Promise<{ erasedActions: number }> => {
    const { tenantId, userId } = person;
    await existing(deps, person);
    for (const collection of [deps.credentials, deps.sessions, deps.ssoIdentities, deps.mailTokens])
      await collection.forTenant(tenantId).deleteMany({ userId });
    const erasedActions = await eraseActions({ tenantId, subject: { type: 'user', id: userId }, filter: told(person) });
    await deps.users.forTenant(tenantId).mutate(userId, (user) => user && erasedUser(user, deps.clock.now()));
    return { erasedActions };
  };
}

async function existing({ users }: PersonDeps, { tenantId, userId }: Person) {
  const user = await users.forTenant(tenantId).get(userId);
  if (!user) throw notFound('user_not_found', 'There is no such user in this tenant.');
  return user;
}
