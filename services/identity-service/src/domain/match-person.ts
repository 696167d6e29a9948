import type { LinkExplanation, LostCandidate } from './link-explanation.ts';
import type { PersonLink, SeenPerson } from './psa-person.ts';
import type { User } from './user.ts';

/** What is known of the users who may be the person. */
export interface MatchInput {
  person: SeenPerson;
  /** The link until now. */
  link: PersonLink | undefined;
  /** The user of that link. */
  linked: User | undefined;
  /** Who has the person's external id, the oldest first. */
  byExternalId: readonly User[];
  /** Who has one of the person's addresses, in the order of the addresses. */
  byEmail: readonly User[];
  /** Who has the same name, though nothing else. */
  byName: readonly User[];
  /** An admin said that the person is no user here. */
  isHeldApart: boolean;
  now: Date;
}

export type PersonMatch =
  | { kind: 'user'; user: User; isByAdmin: boolean; explanation: LinkExplanation }
  | { kind: 'create'; explanation: LinkExplanation }
  | { kind: 'none'; explanation: LinkExplanation };

/** The user that a person is: by external id, then by e-mail address (ID-40); else a new one where the PSA says so (CW-51). */
export function matchPerson(input: MatchInput): PersonMatch {
  const { person, link, linked } = input;
  if (input.isHeldApart) return heldApart(input);
  if (link?.isByAdmin && linked) return byAdmin(input, linked);
  const own = input.byExternalId.filter(isHere);
  const [first] = own.length > 1 ? preferred(own, input) : own;
  if (first) return matched(input, first, 'external-id');
  const byEmail = input.byEmail.find((user) => mayBe(user, person));
  if (byEmail && person.isActive) return matched(input, byEmail, 'email');
  return unmatched(input);
}

/** Who would be a duplicate, were it not for the rules: those that came near and are nobody else. */
export function rivalsOf({ lost }: LinkExplanation, { person, ...near }: MatchInput): readonly string[] {
  const users = [...near.byExternalId, ...near.byEmail, ...near.byName].filter((user) => mayBe(user, person));
  return lost.map(({ id }) => id).filter((id) => users.some(({ _id }) => _id === id));
}

function mayBe(user: User, person: SeenPerson): boolean {
  return isHere(user) && isFreeFor(user, person);
}

function isHere({ state }: User): boolean {
  return state === 'active';
}

/** A user is one person of a PSA, not two. */
function isFreeFor({ externalIds }: User, { integrationId, externalId }: SeenPerson): boolean {
  return (externalIds[integrationId] ?? externalId) === externalId;
}

/** Of several with the same external id, the one whose address it is too; else the oldest. */
function preferred(users: readonly User[], { person }: MatchInput): readonly User[] {
  return [...users].sort((a, b) => Number(person.emails.includes(b.email)) - Number(person.emails.includes(a.email)));
}

function heldApart(input: MatchInput): PersonMatch {
  return {
    kind: 'none',
    explanation: {
      ...{ rule: 'admin', because: 'An admin said that the person is no user here.', lost: lostBeside(input, undefined) },
      ...{ wouldChange: 'An admin links the person to a user.', at: input.now },
    },
  };
}

function byAdmin(input: MatchInput, user: User): PersonMatch {
  return {
    ...{ kind: 'user', user, isByAdmin: true },
    explanation: {
      ...{
        rule: 'admin',
        because: 'An admin said so, which holds against every rule.',
        lost: lostBeside(input, user),
        at: input.now,
      },
      wouldChange: 'An admin links the person to another user, or to nobody.',
    },
  };
}

const BECAUSE = {
  'external-id': "The user has this person's external id for this PSA, which goes before the e-mail address.",
  email: "The user's e-mail address is one of the person's, and no user has the person's external id.",
} as const;
const CHANGES = {
  'external-id': 'The external id on the user is changed, or an admin links the person to another user.',
  email:
    "Another user gets the person's external id, the address changes here or in the PSA, or an admin links the person to another user.",
} as const;

function matched(input: MatchInput, user: User, rule: 'external-id' | 'email'): PersonMatch {
  const lost = lostBeside(input, user);
  return {
    kind: 'user',
    user,
    isByAdmin: false,
    explanation: { rule, because: BECAUSE[rule], lost, wouldChange: CHANGES[rule], at: input.now },
  };
}

function unmatched(input: MatchInput): PersonMatch {
  const { person, now } = input;
  const lost = lostBeside(input, undefined);
  const said = (because: string, wouldChange: string): LinkExplanation => ({ rule: 'none', because, lost, wouldChange, at: now });
  if (!person.isActive)
    return { kind: 'none', explanation: said('The person is inactive in the PSA.', 'The person becomes active there.') };
  const none = "No user has the person's external id or one of the addresses";
  if (!person.becomesUser)
    return {
      kind: 'none',
      explanation: said(
        `${none}, and this PSA's people do not become users by themselves.`,
        'A user gets one of the addresses, or is invited, or an admin links the person; the next synchronization looks again.',
      ),
    };
  if (person.emails.length === 0)
    return {
      kind: 'none',
      explanation: said(
        `${none}, and without an address the person cannot become one.`,
        'The person gets an e-mail address in the PSA, or an admin links the person to a user.',
      ),
    };
  if (input.byEmail.length > 0)
    return {
      kind: 'none',
      explanation: said(
        'The address belongs to a user who cannot be the person, so no other user can be made with it.',
        'What stands against that user is mended, or an admin links the person to a user.',
      ),
    };
  const because = `${none}, so a new user was made from what the PSA has.`;
  const wouldChange = 'The new user is merged with another one, or an admin links the person to another user.';
  return { kind: 'create', explanation: { rule: 'created', because, lost, wouldChange, at: now } };
}

/** Everybody who came near, and why it was not that one. */
function lostBeside(input: MatchInput, winner: User | undefined): readonly LostCandidate[] {
  const near = new Map([...input.byExternalId, ...input.byEmail, ...input.byName].map((user) => [user._id, user]));
  return [...near.values()]
    .filter(({ _id }) => _id !== winner?._id)
    .map((user) => ({ id: user._id, name: user.name, because: whyNot(user, input, winner) }));
}

/** Whoever is found in two ways was read twice. */
function isAmong(users: readonly User[], { _id }: User): boolean {
  return users.some((user) => user._id === _id);
}

function whyNot(user: User, { person, byExternalId, byEmail }: MatchInput, winner: User | undefined): string {
  if (user.state === 'deleted') return 'The user is deleted: restore it if it is this person.';
  if (!isFreeFor(user, person))
    return `The user is another person of this PSA already, ${user.externalIds[person.integrationId] ?? ''}.`;
  if (isAmong(byExternalId, user)) return 'Two users have this external id, and the other one also has the address, or is older.';
  if (winner && isAmong(byEmail, user)) return `The user has the address ${user.email}, but another one goes before it.`;
  return 'The user has the same name, but neither the external id nor one of the addresses.';
}
