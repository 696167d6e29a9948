import type { Contact, RecordInput } from '@psa-bridge/records';
import type { AutotaskContact, AutotaskWrite } from '../client/types.ts';
import { fromCustomFields, toCustomFields } from './custom-fields.ts';
import { checkLengths, fitted } from './limits.ts';
import { compact, present } from './values.ts';

/** Autotask contact to ours (product-behaviour 10.1, autotask.md section 5.2); the middle name comes from the initial (ID-51). */
export function toCanonicalContact(row: AutotaskContact, companyId: string): RecordInput<'contact'> {
  return {
    companyId,
    firstName: present(row.firstName) ?? '-',
    lastName: present(row.lastName) ?? '',
    email: (present(row.emailAddress) ?? '').toLowerCase(),
    isActive: row.isActive,
    ...compact({
      middleName: present(row.middleInitial),
      phone: present(row.phone),
      mobilePhone: present(row.mobilePhone),
      jobTitle: present(row.title),
      customFields: toCustomFields(row.userDefinedFields),
    }),
  };
}

/** Our contact as Autotask's fields; `isActive` is 0 or 1 there, and the company cannot change after creation. */
export function fromCanonicalContact(contact: Contact): AutotaskWrite {
  return checkLengths('Contacts', {
    firstName: contact.firstName,
    lastName: contact.lastName,
    emailAddress: contact.email,
    isActive: contact.isActive ? 1 : 0,
    ...compact({
      middleInitial: fitted('Contacts', 'middleInitial', contact.middleName),
      phone: contact.phone,
      mobilePhone: contact.mobilePhone,
      title: contact.jobTitle,
      userDefinedFields: fromCustomFields(contact.customFields),
    }),
  });
}
