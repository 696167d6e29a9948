import { z } from 'zod';
import type { XeroContact } from '../domain/contacts/choose-contact.ts';
import type { NewContact } from '../domain/contacts/new-contact.ts';
import type { Failure } from '../domain/problem.ts';
import { refusalOf } from '../domain/xero/read-refusal.ts';
import { Errors, isSaved, Text } from './elements.ts';

/** What became of one contact of a batch. */
export type CreatedContact = { kind: 'created'; contactId: string } | { kind: 'refused'; failure: Failure };

export const Contact = z.object({
  ContactID: Text,
  Name: Text,
  ContactNumber: z.string().nullish(),
  AccountNumber: z.string().nullish(),
  ContactStatus: Text,
  MergedToContactID: z.string().nullish(),
  StatusAttributeString: Text,
  ValidationErrors: Errors,
});
type Contact = z.output<typeof Contact>;

export function toContact(contact: Contact): XeroContact {
  return {
    contactId: contact.ContactID,
    name: contact.Name,
    ...(contact.ContactNumber ? { contactNumber: contact.ContactNumber } : {}),
    ...(contact.AccountNumber ? { accountNumber: contact.AccountNumber } : {}),
    isArchived: contact.ContactStatus !== 'ACTIVE',
    ...(contact.MergedToContactID ? { mergedToId: contact.MergedToContactID } : {}),
  };
}

export function contactToWire(contact: NewContact): Readonly<Record<string, unknown>> {
  return {
    Name: contact.name,
    ContactNumber: contact.contactNumber,
    ...(contact.accountNumber === undefined ? {} : { AccountNumber: contact.accountNumber }),
    FirstName: contact.firstName,
    LastName: contact.lastName,
    ...(contact.email === undefined ? {} : { EmailAddress: contact.email }),
    ...(contact.others.length === 0 ? {} : { ContactPersons: contact.others.map(personToWire) }),
  };
}

function personToWire({ firstName, lastName, email }: NewContact['others'][number]): Readonly<Record<string, unknown>> {
  return { FirstName: firstName, LastName: lastName, EmailAddress: email, IncludeInEmails: true };
}

export function createdOf(element: Contact | undefined): CreatedContact {
  const contactId = element?.ContactID ?? '';
  if (isSaved(contactId, element?.StatusAttributeString)) return { kind: 'created', contactId };
  return { kind: 'refused', failure: refusalOf(element?.ValidationErrors ?? []) };
}
