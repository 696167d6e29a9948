import { z } from 'zod';
import type { Person, SourceCompany } from '../invoice.ts';
import type { ContactOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';

export type PersonChoice =
  | { kind: 'person'; person: Person; email?: string; others: readonly Person[]; warnings: readonly Problem[] }
  | { kind: 'fault'; problem: Problem };

const ACCOUNTS = 'Accounts';
const INCLUDED = 'AccountsIncludedPerson';

/** Who of a company receives its invoices (XI-31), and who else stands on the Xero contact (XI-32). */
export function choosePerson(company: SourceCompany, { invalidEmail }: ContactOptions): PersonChoice {
  const person = receiverOf(company.people);
  if (person === undefined) return { kind: 'fault', problem: noContact(company) };
  const isMalformed = Boolean(person.email) && !isEmail(person.email);
  if (isMalformed && invalidEmail === 'fault') return { kind: 'fault', problem: malformed(person) };
  const others = company.people.filter((other) => other.position === INCLUDED && other !== person && isEmail(other.email));
  const email = isMalformed ? undefined : person.email;
  return { kind: 'person', person, ...(email ? { email } : {}), others, warnings: isMalformed ? [malformed(person)] : [] };
}

/** One that is marked; or the only one there is. */
function receiverOf(people: readonly Person[]): Person | undefined {
  const [marked, ...more] = people.filter(({ position }) => position === ACCOUNTS);
  if (marked !== undefined) return more.length === 0 ? marked : undefined;
  return people.length === 1 ? people[0] : undefined;
}

/** Autotask takes addresses that Xero refuses, which would refuse the whole invoice (xero.md 9). */
export function isEmail(address: string | undefined): boolean {
  return address !== undefined && address.length <= 255 && z.email().safeParse(address).success;
}

function noContact({ name, people }: SourceCompany): Problem {
  const marked = people.filter(({ position }) => position === ACCOUNTS).length;
  const state =
    people.length === 0 ? 'has no active contact' : `has ${people.length} active contacts, of which ${marked} are marked`;
  return {
    ...problem(
      'NO_VALID_CONTACT',
      'Unable to sync Invoice. No valid contact for the invoice',
      `In Autotask set the field "Position" of exactly one active contact of ${name} to "${ACCOUNTS}", then resync.`,
    ),
    details: [`${name} ${state}.`],
  };
}

function malformed({ firstName, lastName, email }: Person): Problem {
  return {
    ...problem(
      'CONTACT_EMAIL_INVALID',
      "Invalid email address can't sync invoice",
      `Correct the e-mail address of ${firstName} ${lastName} in Autotask, then resync.`,
    ),
    details: [`The address is "${email ?? ''}".`],
  };
}
