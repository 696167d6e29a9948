import { compact, picklistKey, picklistValue, present } from '@psa-bridge/connector-kit';
import type { Contact, RecordInput } from '@psa-bridge/records';
import type { AutotaskContact, AutotaskWrite } from '../client/types.ts';

/**
 * Autotask contact to ours (product-behaviour 10.1, autotask.md section 5.2).
 * @param lastSeenMiddleName as it was last known to stand there: Autotask keeps its initial only (ID-51)
 */
export function toCanonicalContact(row: AutotaskContact, companyId: string, lastSeenMiddleName?: string): RecordInput<'contact'> {
  const initial = present(row.middleInitial);
  const isSameName = initial !== undefined && initial === initialOf(lastSeenMiddleName);
  return {
    companyId,
    firstName: present(row.firstName) ?? '-',
    lastName: present(row.lastName) ?? '',
    email: (present(row.emailAddress) ?? '').toLowerCase(),
    isActive: row.isActive,
    ...compact({
      prefix: picklistKey(row.namePrefix),
      suffix: picklistKey(row.nameSuffix),
      middleName: isSameName ? lastSeenMiddleName : initial,
      phone: present(row.phone),
      mobilePhone: present(row.mobilePhone),
      jobTitle: present(row.title),
    }),
  };
}

/** Our contact as Autotask's fields; `isActive` is 0 or 1 there, and the company cannot change after creation. */
export function fromCanonicalContact(contact: Contact): AutotaskWrite {
  return {
    firstName: contact.firstName,
    lastName: contact.lastName,
    emailAddress: contact.email,
    isActive: contact.isActive ? 1 : 0,
    ...compact({
      namePrefix: picklistValue(contact.prefix),
      nameSuffix: picklistValue(contact.suffix),
      middleInitial: initialOf(contact.middleName),
      phone: contact.phone,
      mobilePhone: contact.mobilePhone,
      title: contact.jobTitle,
    }),
  };
}

function initialOf(name: string | undefined): string | undefined {
  return [...(present(name) ?? '')][0];
}
