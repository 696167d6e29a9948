import type { XeroClient } from '../../client/xero.client.ts';
import { archivedContact, chooseContact, type ContactChoice, type XeroContact } from '../../domain/contacts/choose-contact.ts';
import type { SourceCompany } from '../../domain/invoice.ts';
import type { ContactOptions } from '../../domain/options.ts';

type Asked = Pick<XeroClient, 'findContacts' | 'readContact'>;

/** Contacts are merged a few times in their life at most; a ring of them is nobody's contact. */
const MOST_MERGES = 5;

/** Who a company is in Xero (XI-30), by one question; whatever it was merged into counts. */
export async function meetContact(client: Asked, company: SourceCompany, options: ContactOptions): Promise<ContactChoice> {
  const choice = chooseContact(company, await client.findContacts(company), options);
  return choice.kind === 'merged' ? followed(client, choice.contact) : choice;
}

/** What became of a contact that Xero archived or merged since it was linked; undefined where it is gone altogether. */
export async function meetAgain(client: Asked, contactId: string): Promise<ContactChoice | undefined> {
  const contact = await client.readContact(contactId);
  return contact && followed(client, contact);
}

async function followed(client: Asked, first: XeroContact): Promise<ContactChoice> {
  let contact: XeroContact = first;
  for (let merges = 0; contact.mergedToId !== undefined && merges < MOST_MERGES; merges += 1) {
    const next = await client.readContact(contact.mergedToId);
    if (next === undefined) break;
    contact = next;
  }
  if (contact.isArchived) return { kind: 'fault', problem: archivedContact(contact) };
  return { kind: 'found', contact, rule: contact === first ? 'link' : 'merged' };
}
