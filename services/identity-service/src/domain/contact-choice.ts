import type { CompanyLink } from './user.ts';
import { domainOf } from './user.ts';
import type { LinkRule } from './link-explanation.ts';

/** A contact that carries the address, with what of its company decides. */
export interface ContactCandidate {
  id: string;
  name: string;
  companyId: string;
  companyName: string;
  parentCompanyId?: string;
  isActive: boolean;
}

/** The MSP's own company, record 0 in Autotask. */
export interface OwnCompany {
  id: string;
  /** The domain of its website. */
  domain?: string;
}

type RuledBy = Extract<LinkRule, 'own-company' | 'parent-company' | 'only-contact' | 'first-contact'>;

const BECAUSE: Readonly<Record<RuledBy, string>> = {
  'own-company': "The address is of the own company's domain, so its contact goes before all others with the same address.",
  'parent-company': 'Several companies have a contact with this address, and this one is the parent of another of them.',
  'only-contact': 'It is the only contact with this address.',
  'first-contact':
    'Several companies have a contact with this address, and none is the parent of another: the first one is taken.',
};
const CHANGES: Readonly<Record<RuledBy, string>> = {
  'own-company': 'An admin links the user to another contact, or the contact leaves the own company.',
  'parent-company': 'An admin links the user to another contact, or the companies are no parent and child any more.',
  'only-contact':
    'An admin links the user to another contact, or the parent company gets a contact with this address before the first sign-in.',
  'first-contact':
    'An admin links the user to another contact, or one of the companies becomes the parent of another before the first sign-in.',
};

/**
 * Which contact somebody is who signs in with this address, in the order of ID-43: that of the own company where the address
 * is of its domain; of several companies the parent's; else the first. Undefined where no enabled contact has the address.
 */
export function chooseContact(
  email: string,
  contacts: readonly ContactCandidate[],
  { own, at }: { own: readonly OwnCompany[]; at: Date },
): CompanyLink | undefined {
  const enabled = contacts.filter(({ isActive }) => isActive);
  const found = ruled(email, enabled, own);
  if (!found) return undefined;
  const { contact, rule } = found;
  const lost = contacts
    .filter(({ id }) => id !== contact.id)
    .map(({ id, name, companyName, isActive }) => ({
      ...{ id, name: `${name} of ${companyName}` },
      because: isActive ? 'Another contact with the same address goes before it.' : 'It is not enabled.',
    }));
  return {
    ...{ companyId: contact.companyId, contactId: contact.id },
    // Where the address fits several, an admin has to say which company it is (ID-04).
    verified: rule === 'only-contact' || rule === 'own-company',
    how: 'sign-in',
    explanation: { rule, because: BECAUSE[rule], lost, wouldChange: CHANGES[rule], at },
  };
}

function ruled(
  email: string,
  contacts: readonly ContactCandidate[],
  own: readonly OwnCompany[],
): { contact: ContactCandidate; rule: RuledBy } | undefined {
  const [first] = contacts;
  if (!first) return undefined;
  const home = own.find(({ domain }) => domain !== undefined && domain === domainOf(email));
  const ofHome = home && contacts.find(({ companyId }) => companyId === home.id);
  if (ofHome) return { contact: ofHome, rule: 'own-company' };
  if (contacts.length === 1) return { contact: first, rule: 'only-contact' };
  const parent = contacts.find(({ companyId }) =>
    contacts.some((other) => other.companyId !== companyId && other.parentCompanyId === companyId),
  );
  return parent ? { contact: parent, rule: 'parent-company' } : { contact: first, rule: 'first-contact' };
}
