import { domainKeys, latest, type NaturalKey, type PartContext, type Resource } from '@psa-bridge/connector-kit';
import type { Incoming } from '@psa-bridge/records';
import { HaloClientRow, HaloSite, SavedRow } from '../client/types.ts';
import { USUAL_LINES } from '../mapping/address.mapping.ts';
import { toCanonicalCompany, type CompanyMaps } from '../mapping/company.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { readDetails } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;

async function mapsOf(session: HaloSession): Promise<CompanyMaps> {
  return { addressLines: USUAL_LINES, currencyCodes: await session.currencyCodes() };
}

/** Clients with their main sites. */
async function readCompanies(
  { session }: Context,
  ids: readonly string[],
): Promise<{ items: readonly Incoming<'company'>[]; watermark: Date | undefined }> {
  const seenAt = session.clock.now();
  const maps = await mapsOf(session);
  const clients = await readDetails(session, 'Client', HaloClientRow, ids);
  const siteIds = clients.flatMap(({ main_site_id: id }) => (id === undefined ? [] : [id]));
  const sites = new Map((await readDetails(session, 'Site', HaloSite, siteIds)).map((site) => [site.id, site]));
  const items = clients.map((row) => ({
    externalId: String(row.id),
    data: toCanonicalCompany(row, sites.get(row.main_site_id ?? 0), maps),
    seenAt,
  }));
  return { items, watermark: latest(clients.map(({ alastupdate }) => alastupdate)) };
}

/** Companies are clients with their main sites (halopsa.md section 6). */
export const companyResource: Resource<'company', HaloSession, HaloSettings> = {
  pull: {
    label: 'Companies',
    changes: 'full',
    async page(context, { cursor }) {
      const pageNo = cursor === undefined ? 1 : Number(cursor);
      const query = { includeinactive: true, order: 'id' };
      const { rows, total } = await context.session.client.page('Client', pageNo, query, SavedRow);
      const { items } = await readCompanies(
        context,
        rows.map(({ id }) => String(id)),
      );
      return {
        items,
        ...(rows.length === 0 ? {} : { next: String(pageNo + 1) }),
        ...(total === undefined ? {} : { total }),
      };
    },
    getMany: async (context, externalIds) => ({ items: (await readCompanies(context, externalIds)).items }),
  },
  naturalKeys: (company) => [
    ...(company.number ? [{ kind: 'number', value: company.number } satisfies NaturalKey] : []),
    ...domainKeys(company.website),
    { kind: 'name', value: company.name },
  ],
};
