import { changedFields, type PushContext, type PushPart } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { RecordData } from '@psa-bridge/records';
import { HaloClientRow, SavedRow } from '../client/types.ts';
import { MESSAGES, saysMainContactMissing } from '../failures.ts';
import { toClient, toNewClient, toSite, type MainContact } from '../mapping/company.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { companyMaps } from './company-maps.ts';
import { claimedNow, isMadeSince } from './made-since.ts';

type Context = PushContext<HaloSession, HaloSettings>;

/** Clients (halopsa.md section 6) carry no mark: what is found again is one of that name that was made since. */
export const companyPush: PushPart<'company', HaloSession, HaloSettings> = {
  create: {
    claim: (_record, { session }) => claimedNow(session),
    async find(claim, { data }, { session: { client } }) {
      const query = { search: data.name, search_name_only: true, includeinactive: true };
      const rows = await client.list('Client', query, HaloClientRow);
      for (const { id } of rows.filter(({ name }) => name?.trim() === data.name)) {
        const made = await client.detail('Client', id, HaloClientRow);
        if (made && isMadeSince(made, new Date(String(claim['since'])))) return String(id);
      }
      return undefined;
    },
    async send({ _id: companyId, data }, _claim, context) {
      const { session } = context;
      const contact = await mainContactOf(companyId, context);
      if (contact === undefined && (await session.mainContact.isDemanded()))
        throw rejected('main_contact_missing', MESSAGES.mainContactMissing);
      const row = toNewClient(data, await companyMaps(session), contact);
      try {
        const made = await session.client.save('Client', row, SavedRow);
        if (contact === undefined) await session.mainContact.wasNotDemanded();
        return String(made.id);
      } catch (error) {
        if (saysMainContactMissing(error)) await session.mainContact.wasDemanded();
        throw error;
      }
    },
  },
  async update({ data }, link, { session }) {
    const maps = await companyMaps(session);
    const seen = link.seen as RecordData<'company'> | undefined;
    const { customertype, ...client } = changedFields(seen && toClient(seen, maps), toClient(data, maps));
    // Nothing is sent for a type that became one which is mapped to none.
    const changes = { ...client, ...(typeof customertype === 'number' ? { customertype } : {}) };
    if (Object.keys(changes).length > 0) await session.client.save('Client', { id: Number(link.id), ...changes }, SavedRow);
    const site = changedFields(seen && toSite(seen, maps), toSite(data, maps));
    if (Object.keys(site).length > 0) await saveMainSite(link.id, site, session);
  },
};

/** The first contact of ours; else whom the page names, because HaloPSA may demand somebody (HP-17). */
async function mainContactOf(companyId: string, { records, session: { settings } }: Context): Promise<MainContact | undefined> {
  const filters = { companyId, isActive: true };
  const { items } = await records.search('contact', { from: 0, size: 1, filters });
  const [first] = items;
  if (first) return { name: `${first.data.firstName} ${first.data.lastName}`.trim(), email: first.data.email };
  return settings.mainContactName === undefined ? undefined : { name: settings.mainContactName };
}

/** Telephone and address stand on the main site; which one that is only the client's details say. */
async function saveMainSite(
  clientId: string,
  changes: Readonly<Record<string, unknown>>,
  { client }: HaloSession,
): Promise<void> {
  const row = await client.detail('Client', clientId, HaloClientRow);
  if (row?.main_site_id === undefined)
    throw rejected('main_site_missing', `Client ${clientId} has no main site in HaloPSA that could take telephone and address.`);
  await client.save('Site', { id: row.main_site_id, ...changes }, SavedRow);
}
