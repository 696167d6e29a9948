import { domainKeys, type PartContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Company, RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskCompany, type AutotaskWrite } from '../client/types.ts';
import { dataPointsOf, isShared } from '../mapping/company-types.ts';
import { fromCanonicalCompany, toCanonicalCompany, type CompanyMaps } from '../mapping/company.mapping.ts';
import { defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { changedRow } from './changes.ts';
import { checkedRow } from './checked-row.ts';
import { readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const COMPANIES = { entity: 'Companies', shape: AutotaskCompany } as const;
/** The server's clock and ours may differ by this much where a creation date is searched. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

async function mapsOf({ settings, lookups }: AutotaskSession): Promise<CompanyMaps> {
  const { companyTypesIn, companyTypesOut, companyUdfs } = settings;
  return { companyTypesIn, companyTypesOut, companyUdfs, lookups: await lookups() };
}

type Parents = Context['knownIds'];

/** @param parents finds the parents: read where they are not known, or not, so that no chain of companies is read to its end */
async function mapCompanies(context: Context, rows: readonly AutotaskCompany[], parents: Parents): Promise<Mapped<'company'>> {
  const seenAt = context.session.clock.now();
  const maps = await mapsOf(context.session);
  const shared = rows.filter((row) => isShared(row.companyType, maps)).map((row) => String(row.id));
  const lastSeen = await context.lastSeen('company', shared);
  const parentOf = await parentsOf(rows, parents);
  return {
    items: rows.map((row) => {
      const externalId = String(row.id);
      const data = toCanonicalCompany(row, maps, lastSeen.get(externalId)?.type);
      return { externalId, data: { ...data, ...parentOf(row) }, seenAt };
    }),
  };
}

async function parentsOf(rows: readonly AutotaskCompany[], parents: Parents) {
  const ids = [...new Set(rows.flatMap(({ parentCompanyID: id }) => (id === null || id === undefined ? [] : [String(id)])))];
  const known: ReadonlyMap<string, string> = ids.length === 0 ? new Map() : await parents('company', ids);
  return ({ parentCompanyID }: AutotaskCompany) => {
    const parentId = known.get(String(parentCompanyID));
    return parentId === undefined ? {} : { parentId };
  };
}

/** Companies (autotask.md section 5.1): delta by `lastTrackedModifiedDateTime`; the natural key of a creation is name and day. */
export const companyResource: Resource<'company', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    page: (context, request) =>
      readPage(context.session, request, {
        ...COMPANIES,
        filter: changedSince('lastTrackedModifiedDateTime', request.since),
        changedAt: (row) => row.lastTrackedModifiedDateTime,
        map: (rows) => mapCompanies(context, rows, (type, ids) => context.recordIds(type, ids)),
      }),
    count: ({ session }) => session.client.count(COMPANIES.entity, [where.gte('id', 0)]),
    async getMany(context, externalIds) {
      const rows = await readRows(context.session, COMPANIES, externalIds);
      return mapCompanies(context, rows, (type, ids) => context.knownIds(type, ids));
    },
  },
  push: companyPush(),
  naturalKeys: (company) => [
    ...(company.number ? [{ kind: 'number' as const, value: company.number }] : []),
    ...domainKeys(company.website),
    { kind: 'name' as const, value: company.name },
  ],
};

function companyPush(): PushPart<'company', AutotaskSession, AutotaskSettings> {
  return {
    create: {
      claim: (record, { session }) => ({
        name: record.data.name,
        since: new Date(session.clock.now().getTime() - CLOCK_SKEW_MS).toISOString(),
      }),
      async find(claim, _record, { session }) {
        const rows = await session.client.query(
          COMPANIES.entity,
          { filter: [where.eq('companyName', claim['name']), where.gte('createDate', claim['since'])] },
          AutotaskCompany,
        );
        return rows[0] && String(rows[0].id);
      },
      send: (record, _claim, context) => createCompany(record.data, context),
    },
    async update(record, link, context) {
      const { session } = context;
      const maps = await mapsOf(session);
      // What a field that is not mapped for this type holds there is left alone, also when the type has just changed.
      const points = dataPointsOf(record.data.type, maps);
      const before = link.seen && fromCanonicalCompany(link.seen as RecordData<'company'>, maps, points);
      const changes = {
        ...changedRow(before, fromCanonicalCompany(record.data, maps, points)),
        ...(await parentRow(record.data, link.seen?.['parentId'], context)),
      };
      if (Object.keys(changes).length === 0) return;
      await checkCompany(changes, { isNew: false }, context);
      await session.client.patch(COMPANIES.entity, { id: Number(link.id), ...changes });
    },
  };
}

/** Which company it belongs to; one that Autotask does not have is left as it is there. */
async function parentRow({ parentId }: Company, before: unknown, context: Context): Promise<AutotaskWrite> {
  if (parentId === before) return {};
  const id = parentId === undefined ? null : await context.externalId('company', parentId);
  return id === undefined ? {} : { parentCompanyID: id === null ? null : Number(id) };
}

/** A company without a type gets Autotask's default one, with that type's data points (AT-24). */
async function createCompany(company: Company, context: Context): Promise<string> {
  const { session } = context;
  const maps = await mapsOf(session);
  const defaultType = defaultChoice(await session.fields(COMPANIES.entity), 'companyType');
  const points = company.type === undefined ? maps.companyUdfs[String(defaultType)] : dataPointsOf(company.type, maps);
  const row = {
    companyType: defaultType,
    // Without it some tenants answer "Error ID 1165" (section 5.1).
    billToAddressToUse: 1,
    ...fromCanonicalCompany(company, maps, points ?? {}),
    ...(await parentRow(company, undefined, context)),
  };
  await checkCompany(row, { isNew: true }, context);
  const ownerResourceID = await session.ownerResourceId();
  return String(await session.client.create(COMPANIES.entity, { ...row, ownerResourceID }));
}

async function checkCompany(row: AutotaskWrite, terms: { isNew: boolean }, context: Context): Promise<void> {
  const { companyType } = row;
  if (typeof companyType === 'string') throw await typeNotMapped(companyType, context);
  await checkedRow(COMPANIES.entity, row, terms, context);
}

/** AT-21, by the name that people know the type by. */
async function typeNotMapped(type: string, { records }: Context): Promise<Error> {
  const filters = { kind: 'company_type', key: type };
  const [choice] = (await records.search('field_value', { from: 0, size: 1, filters })).items;
  return rejected(
    'company_type_not_mapped',
    `Company type "${choice?.data.label ?? type}" is not mapped to an Autotask company type`,
    { details: { reference: `company type ${type}` } },
  );
}
