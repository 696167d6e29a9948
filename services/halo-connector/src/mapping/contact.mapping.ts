import { compact, present } from '@psa-bridge/connector-kit';
import type { Contact, RecordInput } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloUser } from '../client/types.ts';

/** HaloPSA user to our contact (halopsa.md section 6, ID-51). */
export function toCanonicalContact(row: HaloUser, companyId: string): RecordInput<'contact'> {
  const { firstName, lastName, email, isActive, ...fields } = listedFields(row);
  return { ...{ companyId, firstName, lastName, email, isActive }, ...compact(fields) };
}

/** What a row of users tells, of a list too; what is empty there is undefined, what it does not tell is absent. */
export function listedFields(row: HaloUser) {
  // The display name is split where a version does not fill its parts.
  const [first, ...rest] = (present(row.name) ?? '').split(/\s+/);
  return {
    firstName: present(row.firstname) ?? present(first) ?? '-',
    lastName: present(row.surname) ?? (present(row.firstname) === undefined ? rest.join(' ') : ''),
    email: present(row.emailaddress)?.toLowerCase() ?? '',
    isActive: row.inactive !== true,
    phone: present(row.phonenumber),
    ...(row.mobilenumber === undefined ? {} : { mobilePhone: present(row.mobilenumber) }),
    ...(row.title === undefined ? {} : { jobTitle: present(row.title) }),
  };
}

/** Some versions answer more in the list than others (halopsa.md section 5). */
export function isWholeUser({ title, mobilenumber, phonenumber }: HaloUser): boolean {
  return title !== undefined && mobilenumber !== undefined && phonenumber !== undefined;
}

/** Each site has a user that stands for nobody in particular (halopsa.md section 6). */
export function isNobody({ isgeneraluser, name, emailaddress }: HaloUser): boolean {
  return isgeneraluser === true || (present(name)?.toLowerCase() === 'general user' && present(emailaddress) === undefined);
}

/** All three names: which one follows from the others is not documented. */
export function toUser(contact: Contact): HaloWrite {
  const { firstName, lastName } = contact;
  return {
    ...{ name: `${firstName} ${lastName}`.trim(), firstname: firstName, surname: lastName },
    ...{ emailaddress: contact.email, inactive: !contact.isActive },
    ...compact({ phonenumber: contact.phone, mobilenumber: contact.mobilePhone, title: contact.jobTitle }),
  };
}
