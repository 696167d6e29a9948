import type { PushPart, Resource } from '@psa-bridge/connector-kit';
import type { Company, RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskCompany } from '../client/types.ts';
import { fromCanonicalCompany, toCanonicalCompany } from '../mapping/company.mapping.ts';
import { defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { changedFields } from './changes.ts';
import { readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

const COMPANIES = { entity: 'Companies', shape: AutotaskCompany } as const;
/** The server's clock and ours may differ by this much where a creation date is searched. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

async function mapCompanies(
  session: AutotaskSession,
  rows: readonly AutotaskCompany[],
  seenAt: Date,
): Promise<Mapped<'company'>> {
  const lookups = await session.lookups();
  return { items: rows.map((row) => ({ externalId: String(row.id), data: toCanonicalCompany(row, lookups), seenAt })) };
}

/** Companies (autotask.md section 5.1): delta by `lastTrackedModifiedDateTime`; the natural key of a creation is name and day. */
export const companyResource: Resource<'company', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    page: ({ session }, request) =>
      readPage(session, request, {
        ...COMPANIES,
        filter: changedSince('lastTrackedModifiedDateTime', request.since),
        changedAt: (row) => row.lastTrackedModifiedDateTime,
        map: (rows, seenAt) => mapCompanies(session, rows, seenAt),
      }),
    count: ({ session }) => session.client.count(COMPANIES.entity, [where.gte('id', 0)]),
    async getMany({ session }, externalIds) {
      const seenAt = session.clock.now();
      return mapCompanies(session, await readRows(session, COMPANIES, externalIds), seenAt);
    },
  },
  push: companyPush(),
  naturalKeys: (company) => [
    ...(company.number ? [{ kind: 'number' as const, value: company.number }] : []),
    ...domainKey(company),
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
      async send(record, _claim, { session }) {
        const infos = await session.fields(COMPANIES.entity);
        const row = fromCanonicalCompany(record.data, await session.lookups());
        const id = await session.client.create(COMPANIES.entity, {
          companyType: defaultChoice(infos, 'companyType'),
          ownerResourceID: await session.ownerResourceId(),
          // Without it some tenants answer "Error ID 1165" (section 5.1).
          billToAddressToUse: 1,
          ...row,
        });
        return String(id);
      },
    },
    async update(record, link, { session }) {
      const lookups = await session.lookups();
      const before = link.seen && fromCanonicalCompany(link.seen as RecordData<'company'>, lookups);
      const changes = changedFields(before, fromCanonicalCompany(record.data, lookups));
      if (Object.keys(changes).length > 0) await session.client.patch(COMPANIES.entity, { id: Number(link.id), ...changes });
    },
  };
}

function domainKey(company: Company): readonly { kind: 'domain'; value: string }[] {
  const domain = company.website
    ?.replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .split(/[/:?#]/)[0];
  return domain ? [{ kind: 'domain', value: domain }] : [];
}
