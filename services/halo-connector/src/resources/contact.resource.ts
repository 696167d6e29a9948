import {
  changedFields,
  linkedId,
  type PartContext,
  type PushContext,
  type PushPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Contact, RecordData } from '@psa-bridge/records';
import { HaloClientRow, HaloUser, SavedRow } from '../client/types.ts';
import { isNobody, isWholeUser, listedFields, toCanonicalContact, toUser } from '../mapping/contact.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import type { Details } from './details.ts';
import { readById, readPage, type ListedRows, type Mapped } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;
type Pushing = PushContext<HaloSession, HaloSettings>;

/** A contact's e-mail is required here (ID-50). */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

async function mapContacts(context: Context, rows: readonly HaloUser[], { seenAt }: Details): Promise<Mapped<'contact'>> {
  const clients = rows.flatMap(({ client_id: id }) => (id === undefined ? [] : [String(id)]));
  const companies = await context.recordIds('company', [...new Set(clients)]);
  const items: Mapped<'contact'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'contact'>['refused']>[number][] = [];
  for (const row of rows) {
    const externalId = String(row.id);
    const companyId = companies.get(String(row.client_id));
    const reason = refusal(row, companyId);
    if (reason === undefined && companyId !== undefined)
      items.push({ externalId, data: toCanonicalContact(row, companyId), seenAt });
    else refused.push({ externalId, name: row.name ?? '', reason: reason ?? '' });
  }
  return { items, refused };
}

function refusal(row: HaloUser, companyId: string | undefined): string | undefined {
  if (!EMAIL.test(row.emailaddress?.trim() ?? '')) return 'emailaddress: is missing in HaloPSA. Enter one there.';
  if (row.client_id === undefined) return 'client_id: is missing in HaloPSA. Put the user to a site there.';
  if (companyId === undefined)
    return `client_id: client ${row.client_id} does not exist in HaloPSA, or is hidden from the API agent.`;
  return undefined;
}

const WITHOUT_NOBODY = { exclude_generaluser: true, exclude_defaultsiteusers: true } as const;

/** Those that stand for nobody are left out there, and here where a version does not hear it. */
const userRows: ListedRows<'contact', HaloUser> = {
  ...{ type: 'contact', entity: 'Users', shape: HaloUser, map: mapContacts },
  query: WITHOUT_NOBODY,
  isNone: isNobody,
  isWhole: isWholeUser,
  listed: (row) => listedFields(row),
  changedAt: ({ ulastupdate }) => ulastupdate,
};

/** Contacts (halopsa.md section 6): the e-mail address within its client is the natural key of a creation. */
export const contactResource: Resource<'contact', HaloSession, HaloSettings> = {
  pull: {
    label: 'Contacts',
    changes: 'since',
    page: (context, request) => readPage(context, request, userRows),
    count: async ({ session }) => (await session.client.count('Users', { includeinactive: true, ...WITHOUT_NOBODY })) ?? 0,
    getMany: (context, externalIds) => readById(context, externalIds, userRows),
  },
  push: contactPush(),
  naturalKeys: (contact) => [{ kind: 'email', value: contact.email }],
};

function contactPush(): PushPart<'contact', HaloSession, HaloSettings> {
  return {
    requires: (record) => [{ type: 'company', id: record.data.companyId }],
    create: {
      async find(_claim, { data }, context) {
        const known = await userThere(await linkedId({ type: 'company', id: data.companyId }, context), data, context);
        return known && String(known.id);
      },
      async send({ data }, _claim, context) {
        const { session } = context;
        const clientId = await linkedId({ type: 'company', id: data.companyId }, context);
        // The main contact came with its client (HP-17): it is completed, not made once more.
        const known = await userThere(clientId, data, context);
        const row = known ? { id: known.id, ...toUser(data) } : { ...toUser(data), site_id: await mainSite(clientId, session) };
        return String((await session.client.save('Users', row, SavedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as RecordData<'contact'> | undefined;
      const changes = changedFields(seen && toUser(seen), toUser(data));
      const place =
        seen?.companyId === data.companyId
          ? {}
          : { site_id: await mainSite(await linkedId({ type: 'company', id: data.companyId }, context), session) };
      const row = { ...changes, ...place };
      if (Object.keys(row).length > 0) await session.client.save('Users', { id: Number(link.id), ...row }, SavedRow);
    },
  };
}

async function userThere(clientId: number, { email }: Contact, { session }: Pushing): Promise<HaloUser | undefined> {
  const query = { client_id: clientId, search: email, includeinactive: true };
  const users = await session.client.list('Users', query, HaloUser);
  return users.find((user) => user.emailaddress?.trim().toLowerCase() === email.toLowerCase() && user.client_id === clientId);
}

/** Users stand at a site (halopsa.md section 6). */
async function mainSite(clientId: number, { client }: HaloSession): Promise<number> {
  const row = await client.detail('Client', clientId, HaloClientRow);
  if (row?.main_site_id !== undefined) return row.main_site_id;
  throw rejected('main_site_missing', `Client ${clientId} has no main site in HaloPSA that could take the contact.`);
}
