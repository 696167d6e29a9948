import type { Collection, Filter, Stored } from '@psa-bridge/persistence';
import { ERASED } from '../../domain/audit/entry.ts';
import { erasedUser, USER_ERASED } from '../../domain/erased-user.ts';
import { actionsOf, mentions, withoutCandidate, type Traces } from '../../domain/traces.ts';
import type { User } from '../../domain/user.ts';
import { withoutSecrets } from '../../domain/without-secrets.ts';
import type { Deps } from '../../ports.ts';
import { makeEraseActions } from '../audit/erase-actions.ts';
import { makeFindTraces, type Person } from './find-traces.ts';
import { placesOf, type PersonalPlace } from './personal-data.ts';

const PAGE = 500;

/** What is kept of the audit says that something was erased, and nothing of the person. */
const told = (traces: Traces): Filter => ({ ...actionsOf(traces), 'action.kind': { $nin: [ERASED, USER_ERASED] } });

/** Other services' documents that name users: kept answers to repeated requests, what partners were sent, issues about users, comments on issues, and who is mailed of issues and of the status. */
const ELSEWHERE: Readonly<Record<string, (who: Traces) => Filter>> = {
  gateway_answers: ({ emails }) => mentions('answer', emails),
  gateway_webhook_deliveries: ({ emails }) => mentions('body', emails),
  gateway_status_subscriptions: ({ userIds, emails }) => ({ $or: [{ subject: { $in: userIds } }, { email: { $in: emails } }] }),
  issues: ({ userIds }) => ({ entityType: 'user', entityId: { $in: userIds } }),
  issue_digests: ({ userIds }) => ({ subject: { $in: userIds } }),
  issue_comments: ({ userIds }) => ({ by: { $in: userIds } }),
};

/**
 * Erases what is kept here of one person. The user comes last, so whoever finds a user who is not erased begins again: each step
 * that was done finds nothing to do. Answers how many actions of the audit tell nothing any more.
 *
 * @throws AppError `user_not_found` (404), `user_merged` (409)
 */
export function makeErasePerson(deps: Deps) {
  const findTraces = makeFindTraces(deps);
  const eraseActions = makeEraseActions(deps);

  return async (person: Person): Promise<{ erasedActions: number }> => {
    const traces = await findTraces(person);
    const { tenantId, userId, userIds } = traces;
    for (const collection of await deps.everyCollection()) {
      const filter = ELSEWHERE[collection.spec.name]?.(traces);
      if (filter) await collection.forTenant(tenantId).deleteMany(filter);
    }
    for (const place of placesOf(traces)) await erase(place, traces);
    const erasedActions = await eraseActions({ tenantId, subject: { type: 'user', id: userId }, filter: told(traces) });
    for (const id of userIds)
      await deps.users.forTenant(tenantId).mutate(id, (user) => user && erasedUser(user, deps.clock.now()));
    return { erasedActions };
  };

  async function erase({ name, tenantId, about, naming }: PersonalPlace, traces: Traces): Promise<void> {
    const own = (deps[name] as unknown as Collection<Stored>).forTenant(tenantId);
    if (about) await own.deleteMany(about(traces));
    if (!naming) return;
    const ids = [...traces.userIds, ...traces.contactIds];
    for (const { _id } of await own.find(naming(traces), { fields: ['_id'] }))
      await own.mutate(_id, (found) => found && withoutRefusal(withoutCandidate(withoutEvents(found), ids), traces));
  }
}

/** Those that wait stay, as with every write that names none. */
function withoutEvents({ outbox: _waiting, ...document }: Stored): Stored {
  return document;
}

/** Somebody was refused because the person's address came instead of the own one. */
function withoutRefusal(document: Stored, { emails }: Traces): Stored {
  const { lastRefusedSignIn, ...rest } = document as User;
  const text = lastRefusedSignIn?.explanation.toLowerCase() ?? '';
  return emails.some((email) => text.includes(email)) ? rest : document;
}

/** One document of a person's data. */
export interface PersonalDocument {
  /** The collection's name. */
  what: string;
  document: unknown;
}

/** Everything that is kept here of one person: what stands here is theirs to have, but for what signs them in. */
export function makeExportPerson(deps: Deps) {
  const findTraces = makeFindTraces(deps);

  return async function* (person: Person): AsyncIterable<PersonalDocument> {
    const traces = await findTraces(person);
    const { tenantId, userIds } = traces;
    for (const user of await deps.users.forTenant(tenantId).getMany(userIds)) yield shown('users', user);
    for (const { name, about, isSecret, tenantId: whose } of placesOf(traces)) {
      if (!about || isSecret) continue;
      const own = (deps[name] as unknown as Collection<Stored>).forTenant(whose);
      for (const found of await own.find(about(traces), { sort: { _id: 1 } })) yield shown(deps[name].spec.name, found);
    }
    const options = { sort: { _id: 1 }, pageSize: PAGE } as const;
    for await (const page of deps.auditPayloads.forTenant(tenantId).pages(told(traces), options))
      for (const { action } of page) yield { what: 'audit_payloads', document: action };
  };
}

function shown(what: string, { outbox: _events, ...document }: Stored): PersonalDocument {
  return { what, document: withoutSecrets(document) };
}
