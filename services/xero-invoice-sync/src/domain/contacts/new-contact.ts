import type { SourceCompany } from '../invoice.ts';
import type { ContactOptions } from '../options.ts';
import { tidy } from './choose-contact.ts';
import type { PersonChoice } from './choose-person.ts';

/** A customer that Xero does not have yet. */
export interface NewContact {
  name: string;
  /** The company's id in Autotask: by it the contact is found again whose answer was lost. */
  contactNumber: string;
  accountNumber?: string;
  firstName: string;
  lastName: string;
  email?: string;
  /** XI-32: they receive the mails too. */
  others: readonly { firstName: string; lastName: string; email: string }[];
}

/** xero.md 9. */
const MOST_PERSONS = 5;

/** The contact of a company, with who receives its invoices (XI-30 to XI-32). */
export function newContactOf(
  company: SourceCompany,
  { person, email, others }: Extract<PersonChoice, { kind: 'person' }>,
  { matchBy }: ContactOptions,
): NewContact {
  const further = others.flatMap(({ firstName, lastName, email: address }) =>
    address === undefined ? [] : [{ firstName, lastName, email: address }],
  );
  return {
    name: tidy(company.name.replace(/[<>]/g, ' ')),
    contactNumber: company.externalId,
    ...(matchBy === 'account-number' && company.accountNumber ? { accountNumber: company.accountNumber } : {}),
    ...{ firstName: person.firstName, lastName: person.lastName },
    ...(email === undefined ? {} : { email }),
    // Xero takes further persons only beside a first address.
    others: email === undefined ? [] : further.slice(0, MOST_PERSONS),
  };
}
