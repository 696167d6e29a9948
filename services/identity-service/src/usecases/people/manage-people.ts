import { checkRevision, conflict, notFound, type Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageOrder, type PageRequest } from '@psa-bridge/persistence';
import { changedUser } from '../../domain/audit/user-action.ts';
import { asPerson, withoutPerson } from '../../domain/company-of-person.ts';
import type { LinkExplanation } from '../../domain/link-explanation.ts';
import { peopleFilter, type PeopleSearch } from '../../domain/people-search.ts';
import { linkedPerson, linkRevision, type PersonLink, type PsaPerson } from '../../domain/psa-person.ts';
import type { User } from '../../domain/user.ts';
import type { Deps } from '../../ports.ts';
import { fieldProblem } from '../field-problem.ts';
import type { Target } from '../target.ts';
import { makeOwnCompanyOf, type OwnCompanyOfDeps } from './own-company-of.ts';

/** As a list of people is read. */
export const BY_NAME: PageOrder = [
  ['lastName', 1],
  ['firstName', 1],
];

export type ManagePeopleDeps = OwnCompanyOfDeps & Pick<Deps, 'people' | 'users' | 'clock' | 'logger'>;

/** The MSP's people in its PSAs, and whom they are here: an admin's word holds against every rule (ID-42, ID-44). */
export function makeManagePeople(deps: ManagePeopleDeps) {
  const ownCompanyOf = makeOwnCompanyOf(deps);

  const deed = (verb: string) => ({ verb, at: deps.clock.now() });

  async function get({ tenantId }: Caller, id: string): Promise<PsaPerson> {
    const person = await deps.people.forTenant(tenantId).get(id);
    if (!person) throw notFound('person_unknown', 'There is no such person in a connected PSA.', { expected: true });
    return person;
  }

  async function userOf(tenantId: string, userId: string, { integrationId, externalId }: PsaPerson): Promise<User> {
    const user = await deps.users.forTenant(tenantId).get(userId);
    if (user?.state !== 'active') throw fieldProblem('body.userId', 'is no active user that is here; choose among the users');
    if ((user.externalIds[integrationId] ?? externalId) !== externalId) throw anotherPerson(user.externalIds[integrationId]);
    return user;
  }

  async function write(
    caller: Caller,
    { id, ifRevision }: Target,
    said: { link?: PersonLink; because: string; wouldChange: string },
  ) {
    const { because, wouldChange, link } = said;
    const explanation: LinkExplanation = { rule: 'admin', because, lost: [], wouldChange, at: deps.clock.now() };
    const changed = await deps.people.forTenant(caller.tenantId).mutate(id, (person) => {
      if (!person) return undefined;
      checkRevision(linkRevision(person), ifRevision);
      const { link: _former, isHeldApart: _before, ...rest } = person;
      const next = { ...rest, rivalIds: [], explanation, ...(link ? { link } : { isHeldApart: true }) };
      return linkedPerson(person, next, { at: explanation.at });
    });
    deps.logger.info(
      { tenantId: caller.tenantId, personId: id, userId: link?.userId, by: caller.subject },
      'person_linked_by_admin',
    );
    return changed ?? get(caller, id);
  }

  /** Everybody else who has the person's external id has it no more. */
  async function detachOthers({ tenantId, integrationId, externalId }: PsaPerson, keptId: string | undefined): Promise<void> {
    const users = deps.users.forTenant(tenantId);
    for (const { _id } of await users.find({ [`externalIds.${integrationId}`]: externalId }))
      if (_id !== keptId)
        await users.mutate(
          _id,
          (user) => user && changedUser(user, withoutPerson(user, integrationId), deed('unlinked_from_person')),
        );
  }

  return {
    get,

    list: ({ tenantId }: Caller, request: PeopleSearch & PageRequest): Promise<Page<PsaPerson>> =>
      findPage(
        deps.people.forTenant(tenantId),
        { of: [tenantId, 'people'], filter: peopleFilter(request), order: BY_NAME },
        request,
      ),

    /** Repeated after a crash it goes on. @throws AppError `person_unknown` (404), `user_is_another_person` (409), `invalid_request` (400), `revision_conflict` (412) */
    async link(caller: Caller, target: Target, userId: string): Promise<PsaPerson> {
      const person = await get(caller, target.id);
      await userOf(caller.tenantId, userId, person);
      const companyId = await ownCompanyOf(caller.tenantId, person);
      const linked = await write(caller, target, {
        link: { userId, isByAdmin: true, since: deps.clock.now() },
        because: 'An admin said so, which holds against every rule.',
        wouldChange: 'An admin links the person to another user, or to nobody.',
      });
      await detachOthers(person, userId);
      await deps.users
        .forTenant(caller.tenantId)
        .mutate(userId, (user) => user && changedUser(user, asPerson(user, person, companyId), deed('linked_to_person')));
      return linked;
    },

    /** Nobody is the person here, whatever the rules say. @throws AppError `person_unknown` (404), `revision_conflict` (412) */
    async unlink(caller: Caller, target: Target): Promise<PsaPerson> {
      const person = await get(caller, target.id);
      const apart = await write(caller, target, {
        because: 'An admin said that the person is no user here.',
        wouldChange: 'An admin links the person to a user.',
      });
      await detachOthers(person, undefined);
      return apart;
    },
  };
}

function anotherPerson(externalId: string | undefined) {
  const message = `This user is person ${externalId ?? ''} of the same PSA already. Unlink that one first, or merge the users.`;
  return conflict('user_is_another_person', message, { expected: true });
}
