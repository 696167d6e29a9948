import { linkedId, type PartContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskContact } from '../client/types.ts';
import { fromCanonicalContact, toCanonicalContact } from '../mapping/contact.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { changedRow } from './changes.ts';
import { checkedRow } from './checked-row.ts';
import { readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const CONTACTS = { entity: 'Contacts', shape: AutotaskContact } as const;
/** A contact's e-mail is required here (ID-50), and Autotask checks it hardly (autotask.md section 5.2). */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

async function mapContacts(context: Context, rows: readonly AutotaskContact[], seenAt: Date): Promise<Mapped<'contact'>> {
  const companies = await context.recordIds(
    'company',
    [...new Set(rows.map((row) => String(row.companyID ?? '')))].filter(Boolean),
  );
  const initialled = rows.filter((row) => row.middleInitial).map((row) => String(row.id));
  const lastSeen = await context.lastSeen('contact', initialled);
  const items: Mapped<'contact'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'contact'>['refused']>[number][] = [];
  for (const row of rows) {
    const companyId = companies.get(String(row.companyID ?? ''));
    const reason = refusal(row, companyId);
    if (reason === undefined && companyId !== undefined)
      items.push({
        externalId: String(row.id),
        data: toCanonicalContact(row, companyId, lastSeen.get(String(row.id))?.middleName),
        seenAt,
      });
    else
      refused.push({
        externalId: String(row.id),
        name: [row.firstName, row.lastName].filter(Boolean).join(' '),
        reason: reason ?? '',
      });
  }
  return { items, refused };
}

function refusal(row: AutotaskContact, companyId: string | undefined): string | undefined {
  if (!EMAIL.test(row.emailAddress?.trim() ?? ''))
    return 'emailAddress: is missing or not an e-mail address in Autotask. Enter one there.';
  if (companyId === undefined)
    return `companyID: company ${String(row.companyID)} does not exist in Autotask or is hidden from the API user.`;
  return undefined;
}

/** Contacts (autotask.md section 5.2): written through their company; our record id goes into `externalID` as the marker. */
export const contactResource: Resource<'contact', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Contacts',
    changes: 'since',
    page: (context, request) =>
      readPage(context.session, request, {
        ...CONTACTS,
        filter: changedSince('lastModifiedDate', request.since),
        changedAt: (row) => row.lastModifiedDate,
        map: (rows, seenAt) => mapContacts(context, rows, seenAt),
      }),
    count: ({ session }) => session.client.count(CONTACTS.entity, [where.gte('id', 0)]),
    async getMany(context, externalIds) {
      const seenAt = context.session.clock.now();
      return mapContacts(context, await readRows(context.session, CONTACTS, externalIds), seenAt);
    },
  },
  push: contactPush(),
  naturalKeys: (contact) => [{ kind: 'email', value: contact.email }],
};

function contactPush(): PushPart<'contact', AutotaskSession, AutotaskSettings> {
  return {
    requires: (record) => [{ type: 'company', id: record.data.companyId }],
    create: {
      claim: (record) => ({ marker: record._id }),
      async find(claim, _record, { session }) {
        const rows = await session.client.query(
          CONTACTS.entity,
          { filter: [where.eq('externalID', claim['marker'])] },
          AutotaskContact,
        );
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const companyId = await linkedId({ type: 'company', id: record.data.companyId }, context);
        const row = await checkedRow(CONTACTS.entity, fromCanonicalContact(record.data), { isNew: true }, context);
        const target = { parent: 'Companies', parentId: companyId, child: 'Contacts' };
        return String(await context.session.client.create(target, { companyID: companyId, externalID: claim['marker'], ...row }));
      },
    },
    async update(record, link, context) {
      const seen = link.seen as Partial<RecordData<'contact'>> | undefined;
      // Autotask would ignore it without a word (autotask.md section 5.2).
      if (seen?.companyId !== undefined && seen.companyId !== record.data.companyId)
        throw rejected('contact_of_new_company', 'In Autotask a contact cannot move to another company');
      const before = link.seen && fromCanonicalContact(link.seen as RecordData<'contact'>);
      const changes = changedRow(before, fromCanonicalContact(record.data));
      if (Object.keys(changes).length === 0) return;
      await checkedRow(CONTACTS.entity, changes, { isNew: false }, context);
      const parentId = await linkedId({ type: 'company', id: record.data.companyId }, context);
      await context.session.client.patch(
        { parent: 'Companies', parentId, child: 'Contacts' },
        { id: Number(link.id), ...changes },
      );
    },
  };
}
