import { chooseContact, type ContactCandidate } from '../domain/contact-choice.ts';
import type { CompanyLink, UserKind } from '../domain/user.ts';
import type { CompanyContact, Deps } from '../ports.ts';
import { makeOwnCompanies, type OwnCompaniesDeps } from './own-companies.ts';

export type FindContactDeps = OwnCompaniesDeps & Pick<Deps, 'clock'>;

/** What an address says of whose contact a person is. */
export interface FoundContact {
  company: CompanyLink;
  kind: UserKind;
  name: string;
}

/** Contacts of companies as the people that users are (ID-43, ID-45). */
export function makeFindContact({ companies, clock, ...deps }: FindContactDeps) {
  const ownCompanies = makeOwnCompanies({ companies, ...deps });

  async function candidates(tenantId: string, contacts: readonly CompanyContact[]): Promise<readonly ContactCandidate[]> {
    const found = await companies.many(tenantId, [...new Set(contacts.map(({ companyId }) => companyId))]);
    const byId = new Map(found.map((company) => [company.id, company]));
    return contacts.map((contact) => {
      const { name = 'an unknown company', parentId } = byId.get(contact.companyId) ?? {};
      return {
        ...{ id: contact.id, name: nameOf(contact), companyId: contact.companyId, companyName: name },
        ...(parentId !== undefined && { parentCompanyId: parentId }),
        isActive: contact.isActive,
      };
    });
  }

  async function kindOf(tenantId: string, companyId: string): Promise<UserKind> {
    return (await ownCompanies(tenantId)).some(({ id }) => id === companyId) ? 'msp' : 'customer';
  }

  return {
    kindOf,

    /** Undefined where no enabled contact has the address. */
    async byAddress(tenantId: string, email: string): Promise<FoundContact | undefined> {
      const contacts = await companies.contactsWith(tenantId, email);
      if (contacts.length === 0) return undefined;
      const own = await ownCompanies(tenantId);
      const company = chooseContact(email, await candidates(tenantId, contacts), { own, at: clock.now() });
      const contact = contacts.find(({ id }) => id === company?.contactId);
      if (!company || !contact) return undefined;
      const kind = own.some(({ id }) => id === company.companyId) ? 'msp' : 'customer';
      return { company, kind, name: nameOf(contact) };
    },
  };
}

export function nameOf({ firstName, lastName, email }: Pick<CompanyContact, 'firstName' | 'lastName' | 'email'>): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email;
}
