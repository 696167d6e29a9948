import type { SourceCompany } from '../invoice.ts';
import type { ContactOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';

/** A contact of Xero that may be the customer. */
export interface XeroContact {
  contactId: string;
  name: string;
  /** Ours: the company's id in Autotask. */
  contactNumber?: string;
  accountNumber?: string;
  isArchived: boolean;
  /** Another contact took its place and its documents (xero.md 9). */
  mergedToId?: string;
}

export type ContactChoice =
  { kind: 'found'; contact: XeroContact; rule: MatchRule | 'merged' } | { kind: 'create' } | { kind: 'fault'; problem: Problem };

/** It is whatever it was merged into, which has to be asked for. */
export interface MergedContact {
  kind: 'merged';
  contact: XeroContact;
}

export type MatchRule = 'link' | 'contact-number' | 'account-number' | 'name';

/**
 * The Xero contact of a company (XI-30): the one that was linked before; the one that carries the company's id; by account number
 * where that is chosen; by name. Several by one rule are never guessed between.
 */
export function chooseContact(
  company: SourceCompany,
  candidates: readonly XeroContact[],
  options: ContactOptions & { linkedId?: string },
): ContactChoice | MergedContact {
  for (const { rule, isMatch } of rulesFor(company, options)) {
    const matches = candidates.filter(isMatch);
    const active = matches.filter(({ isArchived }) => !isArchived);
    if (active.length > 1) return { kind: 'fault', problem: ambiguous(company, active) };
    const [contact] = active;
    if (contact) return { kind: 'found', contact, rule };
    const merged = matches.find(({ mergedToId }) => mergedToId !== undefined);
    if (merged) return { kind: 'merged', contact: merged };
    // A name may stand on an archived contact and be given anew; a link or a number may not.
    const [archived] = rule === 'name' ? [] : matches;
    if (archived) return { kind: 'fault', problem: archivedContact(archived) };
  }
  return { kind: 'create' };
}

interface Rule {
  rule: MatchRule;
  isMatch: (contact: XeroContact) => boolean;
}

function rulesFor(company: SourceCompany, options: ContactOptions & { linkedId?: string }): Rule[] {
  const isAlike = options.ignoresCase ? (a: string, b: string) => loosely(a) === loosely(b) : (a: string, b: string) => a === b;
  const { accountNumber } = company;
  const byAccount: Rule = {
    rule: 'account-number',
    isMatch: (contact) => contact.accountNumber !== undefined && contact.accountNumber === accountNumber,
  };
  return [
    { rule: 'link', isMatch: (contact) => contact.contactId === options.linkedId },
    { rule: 'contact-number', isMatch: (contact) => contact.contactNumber === company.externalId },
    ...(options.matchBy === 'account-number' && accountNumber ? [byAccount] : []),
    { rule: 'name', isMatch: (contact) => isAlike(tidy(contact.name), tidy(company.name)) },
  ];
}

/** Xero keeps no doubled or outer spaces (xero.md 9). */
export function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function loosely(name: string): string {
  return tidy(name).toLocaleLowerCase('en');
}

function ambiguous({ name }: SourceCompany, contacts: readonly XeroContact[]): Problem {
  return {
    ...problem(
      'AMBIGUOUS_CONTACT',
      `Several Xero contacts match ${name}`,
      'Merge them in Xero, or choose the one to use, then resync.',
    ),
    details: contacts.map((contact) => `${contact.name} (${contact.contactId})`),
  };
}

export function archivedContact({ name }: XeroContact): Problem {
  return problem(
    'CONTACT_ARCHIVED',
    `The Xero contact ${name} is archived`,
    'Restore the contact in Xero, or give another one its number, then resync.',
  );
}
