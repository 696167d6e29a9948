import { derivedId, notFound } from '@psa-bridge/core';
import type { Filter } from '@psa-bridge/persistence';
import { ERASED } from '../domain/audit/entry.ts';
import { erasedUser, USER_ERASED } from '../domain/erased-user.ts';
import { SERVICE_NAME } from '../collections.ts';
import type { Deps } from '../ports.ts';
import { makeAppendEntry, type AuditDeps } from './audit/append-entry.ts';

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
  const append = makeAppendEntry(deps);

  return async (person: Person): Promise<{ erasedActions: number }> => {
    const { tenantId, userId } = person;
    await existing(deps, person);
    for (const collection of [deps.credentials, deps.sessions, deps.ssoIdentities, deps.mailTokens])
      await collection.forTenant(tenantId).deleteMany({ userId });
    const erasedActions = await eraseActions(person);
    await deps.users.forTenant(tenantId).mutate(userId, (user) => user && erasedUser(user, deps.clock.now()));
    return { erasedActions };
  };

  /** The chain is told before anything is gone, so that at no moment something is missing without a reason. */
  async function eraseActions(person: Person): Promise<number> {
    const payloads = deps.auditPayloads.forTenant(person.tenantId);
    let erased = 0;
    for (;;) {
      const page = await payloads.find(told(person), { sort: { _id: 1 }, limit: PAGE });
      if (page.length === 0) return erased;
      const eventIds = page.map(({ _id }) => _id);
      await append(erasure(person, eventIds));
      await payloads.deleteMany({ _id: { $in: eventIds } });
      erased += eventIds.length;
    }
  }

  function erasure({ tenantId, userId }: Person, eventIds: readonly string[]) {
    const changes = [{ field: 'eventIds', beforeJson: '', afterJson: JSON.stringify(eventIds) }];
    const actor = { kind: 'operator', id: 'operator' } as const;
    const action = {
      kind: ERASED,
      actor,
      record: { type: 'user', ids: [userId] as const },
      source: SERVICE_NAME,
      changes,
      leftOut: 0,
    };
    return { tenantId, eventId: derivedId(ERASED, tenantId, ...eventIds), action: { ...action, occurredAt: deps.clock.now() } };
  }
}

async function existing({ users }: PersonDeps, { tenantId, userId }: Person) {
  const user = await users.forTenant(tenantId).get(userId);
  if (!user) throw notFound('user_not_found', 'There is no such user in this tenant.');
  return user;
}
