import { derivedId, isAppError } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { changedUser } from '../../domain/audit/user-action.ts';
import { asPerson, withoutPerson } from '../../domain/company-of-person.ts';
import { credentialId } from '../../domain/credential.ts';
import { matchPerson, rivalsOf, type MatchInput, type PersonMatch } from '../../domain/match-person.ts';
import {
  byIntegration,
  linkedPerson,
  personId,
  personName,
  type PersonLink,
  type PsaPerson,
  type SeenPerson,
} from '../../domain/psa-person.ts';
import type { User } from '../../domain/user.ts';
import type { Deps } from '../../ports.ts';
import { makeCreateUser, type CreateUserDeps } from '../create-user.ts';
import { makeOwnCompanyOf, type OwnCompanyOfDeps } from './own-company-of.ts';

export type LinkPersonDeps = CreateUserDeps & OwnCompanyOfDeps & Pick<Deps, 'people'>;

/** What the audit is told of a user who has a person no more. */
const UNLINKED = 'unlinked_from_person';
/** Others may take a user at the same moment; then the rules are asked again. */
const TRIES = 5;

/**
 * Finds the user that a person of a PSA is, or makes one (ID-40 to ID-43, CW-51). What was decided is stored before it is
 * carried out, so that whoever repeats it after a crash goes on with the same decision.
 */
export function makeLinkPerson(deps: LinkPersonDeps) {
  const createUser = makeCreateUser(deps);
  const ownCompanyOf = makeOwnCompanyOf(deps);
  const reason = 'An address signs in to one tenant.';

  /** False where something newer is known. */
  return async (tenantId: string, person: SeenPerson): Promise<boolean> => {
    const companyId = await ownCompanyOf(tenantId, person);
    for (let tries = 1; ; tries += 1) {
      const before = await deps.people.forTenant(tenantId).get(personId(person));
      if (before && before.seenAt > person.seenAt) return false;
      const input = await gathered(tenantId, person, before);
      const match = matchPerson(input);
      const stored = await decide(tenantId, { person, before, match, input });
      if (stored && (await carryOut(stored, match, companyId))) return true;
      if (tries === TRIES) throw new Error(`The user of person ${personId(person)} changed ${TRIES} times while it was linked.`);
    }
  };

  function deedOf(person: SeenPerson) {
    return { at: deps.clock.now(), actor: byIntegration(person) };
  }

  async function gathered(tenantId: string, person: SeenPerson, before: PsaPerson | undefined): Promise<MatchInput> {
    const users = deps.users.forTenant(tenantId);
    const [byExternalId, byEmail, byName, linked] = await Promise.all([
      users.find({ [`externalIds.${person.integrationId}`]: person.externalId }, { sort: { createdAt: 1, _id: 1 } }),
      Promise.all(person.emails.map((email) => userWith(tenantId, email))),
      users.find({ name: personName(person) }, { sort: { createdAt: 1, _id: 1 }, limit: 20 }),
      before?.link && users.get(before.link.userId),
    ]);
    return {
      ...{ person, byExternalId, byEmail: byEmail.flatMap((user) => user ?? []), byName },
      ...{ link: before?.link, linked, isHeldApart: before?.isHeldApart === true, now: deps.clock.now() },
    };
  }

  async function userWith(tenantId: string, email: string): Promise<User | undefined> {
    const credential = await deps.credentials.acrossTenants(reason).get(credentialId(email));
    if (credential?.tenantId !== tenantId) return undefined;
    const user = await deps.users.forTenant(tenantId).get(credential.userId);
    return user?.email === email ? user : undefined;
  }

  /** Undefined where another replica wrote in between. */
  async function decide(
    tenantId: string,
    {
      person,
      before,
      match,
      input,
    }: { person: SeenPerson; before: PsaPerson | undefined; match: PersonMatch; input: MatchInput },
  ): Promise<PsaPerson | undefined> {
    const own = deps.people.forTenant(tenantId);
    const link = linkOf(tenantId, person, match, before);
    const isSame = link !== undefined && link.userId === before?.link?.userId;
    // How a link came about stays told, also once the external id alone would lead to it.
    const explanation = isSame ? { ...before.explanation, lost: match.explanation.lost } : match.explanation;
    const next = {
      ...{ _id: personId(person), tenantId, ...person, explanation, rivalIds: rivalsOf(match.explanation, input) },
      ...(link && { link }),
      ...(before?.isHeldApart && { isHeldApart: true }),
    };
    const draft = linkedPerson(before, next, deedOf(person));
    if (before) return own.replace(before, draft);
    return (await own.insert(draft)) ? { ...draft, version: 1 } : undefined;
  }

  function linkOf(
    tenantId: string,
    person: SeenPerson,
    match: PersonMatch,
    before: PsaPerson | undefined,
  ): PersonLink | undefined {
    if (match.kind === 'none') return undefined;
    const userId = match.kind === 'user' ? match.user._id : derivedId('user of a person', tenantId, personId(person));
    if (before?.link?.userId === userId) return before.link;
    return { userId, isByAdmin: match.kind === 'user' && match.isByAdmin, since: deps.clock.now() };
  }

  /** False where it cannot be any more, and the rules are to be asked again. */
  async function carryOut(person: PsaPerson, match: PersonMatch, companyId: string | undefined): Promise<boolean> {
    if (match.kind === 'none' || !person.link) return true;
    if (match.kind === 'create') return created(person, person.link.userId, companyId);
    return attach(person, person.link.userId, companyId);
  }

  async function attach(person: PsaPerson, userId: string, companyId: string | undefined): Promise<boolean> {
    const { tenantId, integrationId, externalId } = person;
    const users = deps.users.forTenant(tenantId);
    const deed = { verb: 'linked_to_person', ...deedOf(person) };
    const next = (user: User) => changedUser(user, asPerson(user, person, companyId), deed);
    const user = await users.mutate(userId, (current) =>
      current && isFor(current, person) && differs(current, next(current)) ? next(current) : undefined,
    );
    if (!user || user.externalIds[integrationId] !== externalId) return false;
    // Whoever had the person before has it no more.
    for (const other of await users.find({ [`externalIds.${integrationId}`]: externalId, state: 'active' }))
      if (other._id !== userId && person.link?.isByAdmin)
        await users.mutate(
          other._id,
          (current) => current && changedUser(current, withoutPerson(current, integrationId), { ...deed, verb: UNLINKED }),
        );
    return true;
  }

  async function created(person: PsaPerson, id: string, companyId: string | undefined): Promise<boolean> {
    const { tenantId, integrationId, externalId, emails } = person;
    const company = companyId === undefined ? {} : { company: { companyId, verified: true, how: 'psa-sync' as const } };
    const profile = { kind: 'msp' as const, externalIds: { [integrationId]: externalId }, ...company };
    const given = { id, tenantId, email: emails[0] ?? '', emailVerified: false, name: personName(person), isAdmin: false };
    try {
      await createUser({ ...given, permissions: [], profile, by: byIntegration(person) });
      return true;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'email_taken') throw error;
      return (await deps.users.forTenant(tenantId).get(id)) !== undefined || (await taken(person));
    }
  }

  /** The address signs somebody in elsewhere: said, where the rules do not find that one here. */
  async function taken(person: PsaPerson): Promise<boolean> {
    const { tenantId, _id, emails } = person;
    for (const email of emails) if (await userWith(tenantId, email)) return false;
    await deps.people.forTenant(tenantId).mutate(_id, (current) => {
      if (!current) return undefined;
      const { link: _none, ...rest } = current;
      const because = 'No user matches, and the address is taken, so that no new user could be made with it.';
      const wouldChange = 'The person gets another address in the PSA, or an admin links the person to a user.';
      const next = { ...rest, explanation: { ...rest.explanation, rule: 'none' as const, because, wouldChange } };
      return linkedPerson(current, next, deedOf(person));
    });
    return true;
  }
}

function isFor({ externalIds, state }: User, { integrationId, externalId }: PsaPerson): boolean {
  return state === 'active' && (externalIds[integrationId] ?? externalId) === externalId;
}

function differs(a: User, b: Draft<User>): boolean {
  return JSON.stringify([a.kind, a.externalIds, a.company]) !== JSON.stringify([b.kind, b.externalIds, b.company]);
}
