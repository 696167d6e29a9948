import { changedFields, linkedId, type PartContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import type { RecordData } from '@psa-bridge/records';
import { where } from '../client/conditions.ts';
import { replacements } from '../client/patch.ts';
import { CreatedRow, CwContact } from '../client/types.ts';
import { emailOf, fromCanonicalContact, itemOperations, newItems, toCanonicalContact } from '../mapping/contact.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { PASSED_OVER, withoutCompany } from './company-of-row.ts';
import { keepingInBackground, keepingPage } from './keeping-reads.ts';
import { claimedNow, isMadeSince } from './made-since.ts';
import { readPage, readRows, type Mapped } from './paging.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

const CONTACTS = { path: 'company/contacts', shape: CwContact } as const;
/** A contact's e-mail is required here (ID-50); there it is one of many items. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

async function mapContacts(context: Context, rows: readonly CwContact[], seenAt: Date): Promise<Mapped<'contact'>> {
  const companies = await context.recordIds('company', [
    ...new Set(rows.flatMap(({ company }) => (company ? [String(company.id)] : []))),
  ]);
  const items: Mapped<'contact'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'contact'>['refused']>[number][] = [];
  const passedOver: string[] = [];
  for (const row of rows) {
    const externalId = String(row.id);
    const companyId = row.company ? companies.get(String(row.company.id)) : undefined;
    const trouble = companyId === undefined ? withoutCompany(row.company, context.session.settings) : withoutEmail(row);
    if (trouble === PASSED_OVER) passedOver.push(externalId);
    else if (trouble) refused.push({ externalId, name: [row.firstName, row.lastName].filter(Boolean).join(' '), ...trouble });
    else if (companyId !== undefined) items.push({ externalId, data: toCanonicalContact(row, companyId), seenAt });
  }
  return { items, refused, passedOver };
}

function withoutEmail(row: CwContact): { reason: string } | undefined {
  if (EMAIL.test(emailOf(row) ?? '')) return undefined;
  return { reason: 'communicationItems: holds no e-mail address in ConnectWise. Enter one there.' };
}

/** Contacts (connectwise.md section 11): company and e-mail address are the natural key of a creation. */
export const contactResource: Resource<'contact', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Contacts',
    changes: 'since',
    page: (context, request) =>
      keepingPage('contacts', { context, request }, (kept) =>
        readPage(kept.session, request, { ...CONTACTS, map: (rows, seenAt) => mapContacts(kept, rows, seenAt) }),
      ),
    count: ({ session }) => session.client.count(CONTACTS.path),
    getMany: (context, externalIds) =>
      keepingInBackground(`contacts ${externalIds.join()}`, context, async (kept) => {
        const seenAt = kept.session.clock.now();
        return mapContacts(kept, await readRows(kept.session, CONTACTS, externalIds), seenAt);
      }),
  },
  push: contactPush(),
  naturalKeys: (contact) => [{ kind: 'email', value: contact.email }],
};

function contactPush(): PushPart<'contact', ConnectWiseSession, ConnectWiseSettings> {
  return {
    requires: (record) => [{ type: 'company', id: record.data.companyId }],
    create: {
      claim: (_record, { session }) => claimedNow(session),
      async find(claim, record, context) {
        const since = new Date(String(claim['since']));
        const company = where.eq('company/id', await linkedId({ type: 'company', id: record.data.companyId }, context));
        const rows = await context.session.client.list(
          CONTACTS.path,
          {
            conditions: where.all(company, where.atLeast('lastUpdated', since)),
            childConditions: where.eq('communicationItems/value', record.data.email),
          },
          CwContact,
        );
        const made = rows.find((row) => emailOf(row) === record.data.email.toLowerCase() && isMadeSince(row, since));
        return made && String(made.id);
      },
      async send({ data }, _claim, context) {
        const { session } = context;
        const { communicationTypes } = await session.lookups();
        const row = {
          ...fromCanonicalContact(data),
          company: { id: await linkedId({ type: 'company', id: data.companyId }, context) },
          communicationItems: newItems(data, communicationTypes),
        };
        const sent = await checkedRow('contact', row, { isNew: true }, context);
        return String((await session.client.create(CONTACTS.path, sent, CreatedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as RecordData<'contact'> | undefined;
      const changes = {
        ...changedFields(seen && fromCanonicalContact(seen), fromCanonicalContact(data)),
        ...(seen?.companyId === data.companyId
          ? {}
          : { company: { id: await linkedId({ type: 'company', id: data.companyId }, context) } }),
      };
      const operations = [...replacements(changes), ...(await changedItems(data, seen, { id: link.id, session }))];
      if (operations.length > 0) await session.client.patch(`${CONTACTS.path}/${link.id}`, operations);
    },
  };
}

/** The places of the items are only known there, so that they are read where any of them changed. */
async function changedItems(
  contact: RecordData<'contact'>,
  seen: RecordData<'contact'> | undefined,
  { id, session }: { id: string; session: ConnectWiseSession },
) {
  const isSame = (['email', 'phone', 'mobilePhone'] as const).every((way) => seen?.[way] === contact[way]);
  if (seen && isSame) return [];
  const row = await session.client.get(`${CONTACTS.path}/${id}`, CwContact);
  const { communicationTypes } = await session.lookups();
  return itemOperations(contact, row?.communicationItems ?? [], communicationTypes);
}
