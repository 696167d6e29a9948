import { conflict, newId, notFound, type Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import type { LinkExplanation } from '../../domain/link-explanation.ts';
import type { PsaPerson } from '../../domain/psa-person.ts';
import type { User } from '../../domain/user.ts';
import { contradictions, partOf, toldMerge, withMerged, withoutMerged, type UserMerge } from '../../domain/user-merge.ts';
import type { Deps } from '../../ports.ts';
import { fieldProblem } from '../field-problem.ts';
import { makeKeepAnAdmin } from '../keep-an-admin.ts';
import { ownAccess, unknownUser } from '../manage-users.ts';
import { makeOwnSessions } from '../own-sessions.ts';

export type MergeDeps = Pick<Deps, 'users' | 'people' | 'userMerges' | 'sessions' | 'tenants' | 'clock' | 'logger'>;

/** Longer than a merge takes: what is older was left behind by a process that died. */
const UNDER_WAY_MS = 60_000;

/**
 * Makes one user of two that are the same person, and two again. What was before is stored first, each further step may be
 * repeated, and what a process left behind is finished by another.
 */
export function makeMergeUsers(deps: MergeDeps) {
  const sessions = makeOwnSessions(deps);
  const keepAnAdmin = makeKeepAnAdmin(deps);

  async function activeUser({ tenantId }: Caller, id: string): Promise<User> {
    const user = await deps.users.forTenant(tenantId).get(id);
    if (user?.state !== 'active') throw unknownUser();
    return user;
  }

  async function begin(caller: Caller, kept: User, merged: User): Promise<UserMerge> {
    const { tenantId, subject: by } = caller;
    const users = deps.users.forTenant(tenantId);
    const people = await deps.people.forTenant(tenantId).find({ 'link.userId': merged._id });
    const rivalOf = await deps.people.forTenant(tenantId).find({ rivalIds: merged._id });
    const managed = await users.find({ managerIds: merged._id });
    const merge = {
      ...{ _id: newId(), tenantId, keptId: kept._id, mergedId: merged._id, by, at: deps.clock.now(), state: 'begun' as const },
      before: { kept: partOf(kept), merged: partOf(merged) },
      people: people.map(({ _id: id, link, explanation }) => ({ id, ...(link && { link }), explanation })),
      rivalOf: rivalOf.map(({ _id }) => _id),
      managed: managed.map(({ _id }) => _id),
    };
    await deps.userMerges.forTenant(tenantId).insert(toldMerge(merge, 'user.merged', merge.at));
    return { ...merge, version: 1 };
  }

  async function carryOut(merge: UserMerge): Promise<UserMerge> {
    const { tenantId, keptId, mergedId, before, at } = merge;
    const users = deps.users.forTenant(tenantId);
    await users.mutate(
      mergedId,
      (user) => user && { ...user, externalIds: {}, state: 'deleted', deletedAt: user.deletedAt ?? at, mergedInto: keptId },
    );
    await users.mutate(keptId, (user) => user && withMerged(user, before));
    await movePeople(merge, keptId);
    for (const id of merge.managed) await users.mutate(id, (user) => user && withManager(user, mergedId, keptId));
    await sessions.endAll({ tenantId, subject: mergedId }, 'access-removed');
    return settled(merge, 'done');
  }

  async function movePeople({ tenantId, people, at, mergedId }: UserMerge, userId: string): Promise<void> {
    const because = 'Two users were merged; the person was the other one.';
    const explanation: LinkExplanation = { rule: 'merge', because, lost: [], wouldChange: 'The merge is undone.', at };
    for (const { id } of people)
      await deps.people.forTenant(tenantId).mutate(id, (person) => person && linkedTo(person, userId, { explanation, at }));
    // Whoever was its rival is one with it now.
    for (const person of await deps.people.forTenant(tenantId).find({ rivalIds: mergedId }))
      await deps.people
        .forTenant(tenantId)
        .mutate(person._id, (now) => now && { ...now, rivalIds: now.rivalIds.filter((id) => id !== mergedId) });
  }

  async function takeBack(merge: UserMerge): Promise<UserMerge> {
    const { tenantId, keptId, mergedId, before } = merge;
    const users = deps.users.forTenant(tenantId);
    await users.mutate(keptId, (user) => user && withoutMerged(user, before));
    await users.mutate(mergedId, (user) => {
      if (user?.mergedInto !== keptId) return undefined;
      const { mergedInto: _over, deletedAt: _gone, ...rest } = user;
      return { ...rest, state: 'active', externalIds: before.merged.externalIds };
    });
    for (const { id, ...former } of merge.people)
      await deps.people
        .forTenant(tenantId)
        .mutate(id, (person) => (person?.link?.userId === keptId ? { ...person, ...former, rivalIds: [keptId] } : undefined));
    for (const id of merge.rivalOf ?? [])
      await deps.people.forTenant(tenantId).mutate(id, (person) => person && withRival(person, merge));
    for (const id of merge.managed) await users.mutate(id, (user) => user && withManager(user, keptId, mergedId));
    return settled(merge, 'undone');
  }

  async function settled({ tenantId, _id, keptId, mergedId }: UserMerge, state: 'done' | 'undone'): Promise<UserMerge> {
    const merge = await deps.userMerges.forTenant(tenantId).mutate(_id, (current) => current && { ...current, state });
    deps.logger.info({ tenantId, keptId, mergedId, mergeId: _id, state }, 'users_merged');
    if (!merge) throw unknownMerge();
    return merge;
  }

  return {
    /** @throws AppError `user_unknown` (404), `invalid_request` (400), `own_access`, `last_admin`, `merge_contradiction` (409) */
    async merge(caller: Caller, { keptId, mergedId }: Pick<UserMerge, 'keptId' | 'mergedId'>): Promise<UserMerge> {
      if (keptId === mergedId) throw fieldProblem('body.mergedId', 'is the user that is kept; name another one');
      if (mergedId === caller.subject) throw ownAccess();
      const [kept, merged] = [await activeUser(caller, keptId), await activeUser(caller, mergedId)];
      if (contradictions(partOf(kept), partOf(merged)).length > 0) throw contradiction();
      return keepAnAdmin(caller.tenantId, mergedId, async () => carryOut(await begin(caller, kept, merged)));
    },

    /** Both are users again; what was changed since stays. @throws AppError `merge_unknown` (404), `merge_not_undoable` (409) */
    async undo({ tenantId, subject }: Caller, id: string): Promise<UserMerge> {
      const own = deps.userMerges.forTenant(tenantId);
      const merge = await own.get(id);
      if (!merge) throw unknownMerge();
      const undoneAt = deps.clock.now();
      const undoing = { ...merge, state: 'undoing' as const, undoneBy: subject, undoneAt };
      const taken =
        merge.state === 'done' ? await own.replace(merge, toldMerge(undoing, 'user.merge_undone', undoneAt)) : undefined;
      if (!taken) throw notUndoable();
      return takeBack(taken);
    },

    list: ({ tenantId }: Caller, request: PageRequest): Promise<Page<UserMerge>> =>
      findPage(deps.userMerges.forTenant(tenantId), { of: [tenantId, 'merges'], filter: {}, order: [['at', -1]] }, request),

    /** What a process left behind. */
    async finish(): Promise<void> {
      const before = new Date(deps.clock.now().getTime() - UNDER_WAY_MS);
      const all = deps.userMerges.acrossTenants('Whoever comes by finishes what was left behind.');
      for (const merge of await all.find({ state: 'begun', at: { $lt: before } })) await carryOut(merge);
      for (const merge of await all.find({ state: 'undoing', undoneAt: { $lt: before } })) await takeBack(merge);
    },
  };
}

function linkedTo(person: PsaPerson, userId: string, { explanation, at }: { explanation: LinkExplanation; at: Date }): PsaPerson {
  const link = { userId, isByAdmin: true, since: at };
  return { ...person, link, explanation, rivalIds: person.rivalIds.filter((id) => id !== userId) };
}

/** Where an admin or a synchronization said since who the person is, nothing is asked. */
function withRival(person: PsaPerson, { keptId, mergedId }: UserMerge): PsaPerson | undefined {
  const { link, rivalIds } = person;
  if (link?.userId !== keptId || link.isByAdmin || rivalIds.includes(mergedId)) return undefined;
  return { ...person, rivalIds: [...rivalIds, mergedId] };
}

function withManager(user: User, from: string, to: string): User {
  return {
    ...user,
    managerIds: [...new Set(user.managerIds.map((id) => (id === from ? to : id)))].filter((id) => id !== user._id),
  };
}

function contradiction() {
  const message =
    'The two are different people of the same PSA, so they cannot be one. Unlink one of them from its person first.';
  return conflict('merge_contradiction', message, { expected: true });
}

function unknownMerge() {
  return notFound('merge_unknown', 'There is no such merge.', { expected: true });
}

function notUndoable() {
  const message = 'This merge is undone already, or is under way. Look at the list of merges again.';
  return conflict('merge_not_undoable', message, { expected: true });
}
