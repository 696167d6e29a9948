import { domainKeys, type NaturalKey, type PartContext, type Resource } from '@psa-bridge/connector-kit';
import type { Incoming, RecordInput } from '@psa-bridge/records';
import { HaloClientRow, HaloSite } from '../client/types.ts';
import { clientFields, isWholeClient, listedFields, toCanonicalCompany, type CompanyMaps } from '../mapping/company.mapping.ts';
import { changedFrom } from '../client/changes.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { companyMaps } from './company-maps.ts';
import { companyPush } from './company.push.ts';
import type { Details } from './details.ts';
import { readById, readPage, saysTheSame, type ListedRows, type Mapped } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;

/** Clients with their main sites, which are a call each. */
async function mapCompanies(context: Context, rows: readonly HaloClientRow[], details: Details): Promise<Mapped<'company'>> {
  const maps = await companyMaps(context.session);
  const { open, known } = await withoutUnchanged(context, rows, { maps, details });
  const siteIds = open.flatMap(({ main_site_id: id }) => (id === undefined ? [] : [id]));
  const sites = new Map((await details.read('Site', HaloSite, siteIds)).map((site) => [site.id, site]));
  const seen = await context.lastSeen('company', idsOf(open));
  const items = open.map((row) => {
    const externalId = String(row.id);
    const site = sites.get(row.main_site_id ?? 0);
    return { externalId, data: toCanonicalCompany(row, site, maps, seen.get(externalId)?.type), seenAt: details.seenAt };
  });
  return { items: [...items, ...known], changedAt: [...sites.values()].map(({ slastupdate }) => slastupdate) };
}

/**
 * Of what a delivery hints at: clients that stand there as they were seen last are told so without a call for their sites, for
 * anyone may send a delivery, and a changed site is found by the next delta.
 */
async function withoutUnchanged(
  { lane, lastSeen }: Context,
  rows: readonly HaloClientRow[],
  { maps, details }: { maps: CompanyMaps; details: Details },
): Promise<{ open: readonly HaloClientRow[]; known: readonly Incoming<'company'>[] }> {
  if (lane !== 'webhook') return { open: rows, known: [] };
  const seen = await lastSeen('company', idsOf(rows));
  const unchanged = new Map(
    rows.flatMap((row) => {
      const data = seen.get(String(row.id));
      return data !== undefined && saysTheSame(clientFields(row, maps, data.type), data) ? [[row.id, data] as const] : [];
    }),
  );
  const known = [...unchanged].map(([id, data]) => ({
    ...{ externalId: String(id), data: data as RecordInput<'company'>, seenAt: details.seenAt },
  }));
  return { open: rows.filter(({ id }) => !unchanged.has(id)), known };
}

const idsOf = (rows: readonly { id: number }[]): readonly string[] => rows.map(({ id }) => String(id));

function clientRows({ session: { settings } }: Context): ListedRows<'company', HaloClientRow> {
  return {
    ...{ type: 'company', entity: 'Client', shape: HaloClientRow, isWhole: isWholeClient, map: mapCompanies },
    listed: (row, seen) => listedFields(row, settings, seen.type),
    changedAt: ({ alastupdate }) => alastupdate,
    alsoChanged: clientsOfChangedSites,
  };
}

/** A change of its address leaves the client as it is. */
async function clientsOfChangedSites(session: HaloSession, since: Date): Promise<readonly number[]> {
  if (!(await session.hearsChangeDates('Site'))) return [];
  const query = { ...changedFrom(since), includeinactive: true, order: 'id' };
  const sites = await session.client.list('Site', query, HaloSite);
  return [...new Set(sites.flatMap(({ client_id: id }) => (id === undefined ? [] : [id])))];
}

/** Companies are clients with their main sites (halopsa.md section 6). */
export const companyResource: Resource<'company', HaloSession, HaloSettings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    page: (context, request) => readPage(context, request, clientRows(context)),
    count: async ({ session }) => (await session.client.count('Client', { includeinactive: true })) ?? 0,
    getMany: (context, externalIds) => readById(context, externalIds, clientRows(context)),
  },
  push: companyPush,
  naturalKeys: (company) => [
    ...(company.number ? [{ kind: 'number', value: company.number } satisfies NaturalKey] : []),
    ...domainKeys(company.website),
    { kind: 'name', value: company.name },
  ],
};
