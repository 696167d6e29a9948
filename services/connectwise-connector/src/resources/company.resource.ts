import {
  changedFields,
  domainKeys,
  type NaturalKey,
  type PartContext,
  type PushContext,
  type PushPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import type { RecordData } from '@psa-bridge/records';
import { where, type Condition } from '../client/conditions.ts';
import { replacements } from '../client/patch.ts';
import { CreatedRow, CwCompany, CwTypeAssociation } from '../client/types.ts';
import { fromCanonicalCompany, identifierOf, toCanonicalCompany, type CompanyMaps } from '../mapping/company.mapping.ts';
import { companyTypeOut } from '../mapping/company-types.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { readPage, readRows, type Mapped } from './paging.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

const COMPANIES = { path: 'company/companies', shape: CwCompany } as const;

async function mapsOf({ settings, lookups }: ConnectWiseSession): Promise<CompanyMaps> {
  return { ...settings, lookups: await lookups() };
}

/** Companies in other statuses are not synced (CW-21). */
function wanted({ companyStatuses }: ConnectWiseSettings): Condition | undefined {
  return companyStatuses.length === 0 ? undefined : where.oneOf('status/id', companyStatuses.map(Number));
}

function isWanted({ status }: CwCompany, { companyStatuses }: ConnectWiseSettings): boolean {
  return companyStatuses.length === 0 || companyStatuses.includes(String(status?.id));
}

async function mapCompanies(context: Context, rows: readonly CwCompany[], seenAt: Date): Promise<Mapped<'company'>> {
  const maps = await mapsOf(context.session);
  const several = rows.filter(({ types }) => (types?.length ?? 0) > 1).map(({ id }) => String(id));
  const lastSeen = await context.lastSeen('company', several);
  const { settings } = context.session;
  return {
    notImported: new Set(rows.filter((row) => !isWanted(row, settings)).map(({ id }) => String(id))),
    items: rows.map((row) => {
      const externalId = String(row.id);
      return { externalId, data: toCanonicalCompany(row, maps, lastSeen.get(externalId)?.type), seenAt };
    }),
  };
}

/** Companies (connectwise.md section 11). Their identifier is unique there and carries the marker of a creation. */
export const companyResource: Resource<'company', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    async page(context, request) {
      // Had before the page, so that no page which was read is lost to a limit behind it (CW-60).
      await context.session.lookups();
      return readPage(context.session, request, {
        ...COMPANIES,
        conditions: wanted(context.session.settings),
        map: (rows, seenAt) => mapCompanies(context, rows, seenAt),
      });
    },
    count: ({ session }) => session.client.count(COMPANIES.path, wanted(session.settings)),
    async getMany(context, externalIds) {
      await context.session.lookups();
      const seenAt = context.session.clock.now();
      return mapCompanies(context, await readRows(context.session, COMPANIES, externalIds), seenAt);
    },
  },
  push: companyPush(),
  naturalKeys: (company) => [
    ...(company.number ? [{ kind: 'number', value: company.number } satisfies NaturalKey] : []),
    ...domainKeys(company.website),
    { kind: 'name', value: company.name },
  ],
};

function companyPush(): PushPart<'company', ConnectWiseSession, ConnectWiseSettings> {
  return {
    create: {
      claim: (record) => ({ identifier: identifierOf(record.data.name, record._id) }),
      async find(claim, _record, { session }) {
        const conditions = where.eq('identifier', String(claim['identifier']));
        const [row] = await session.client.list(COMPANIES.path, { conditions, fields: ['id'] }, CreatedRow);
        return row && String(row.id);
      },
      async send(record, claim, context) {
        const { session } = context;
        const maps = await mapsOf(session);
        const type = record.data.type === undefined ? undefined : companyTypeOut(record.data.type, maps);
        const row = {
          identifier: claim['identifier'],
          ...fromCanonicalCompany(record.data, maps),
          // Only a new company takes its types with it.
          ...(type === undefined ? {} : { types: [{ id: Number(type) }] }),
        };
        const sent = await checkedRow('company', row, { isNew: true }, context);
        return String((await session.client.create(COMPANIES.path, sent, CreatedRow)).id);
      },
    },
    async update(record, link, context) {
      const { session } = context;
      const maps = await mapsOf(session);
      const seen = link.seen as RecordData<'company'> | undefined;
      const changes = changedFields(
        seen && fromCanonicalCompany(seen, maps, seen),
        fromCanonicalCompany(record.data, maps, seen),
      );
      const path = `${COMPANIES.path}/${link.id}`;
      await checkedRow('company', changes, { isNew: false }, context);
      if (Object.keys(changes).length > 0) await session.client.patch(path, replacements(changes));
      if (seen?.type !== record.data.type) await changeType({ path, from: seen?.type, to: record.data.type }, maps, context);
    },
  };
}

interface TypeChange {
  path: string;
  from: string | undefined;
  to: string | undefined;
}

/** The one type that we speak of is exchanged; those beside it stay (connectwise.md section 11). */
async function changeType(
  { path, from, to }: TypeChange,
  maps: CompanyMaps,
  { session: { client } }: PushContext<ConnectWiseSession, ConnectWiseSettings>,
): Promise<void> {
  const [before, after] = [from, to].map((type) => (type === undefined ? undefined : companyTypeOut(type, maps)));
  const associations = await client.list(`${path}/typeAssociations`, {}, CwTypeAssociation);
  const has = (key: string): boolean => associations.some(({ type }) => String(type?.id) === key);
  if (after !== undefined && !has(after))
    await client.create(`${path}/typeAssociations`, { type: { id: Number(after) } }, CreatedRow);
  if (before === undefined || before === after) return;
  for (const { id } of associations.filter(({ type }) => String(type?.id) === before))
    await client.remove(`${path}/typeAssociations/${id}`);
}
