import { changedFields, latest, type Resource } from '@psa-bridge/connector-kit';
import type { Company, Incoming } from '@psa-bridge/records';
import { PAGE_ROWS } from '../client/example-psa.client.ts';
import type { CompanyRow } from '../client/types.ts';
import { fromCanonicalCompany, toCanonicalCompany } from '../mapping/company.mapping.ts';
import type { ExamplePsaSession } from '../session.ts';
import type { ExamplePsaSettings } from '../settings/settings.ts';

/** Companies. Our record's id stands in their field `reference`, by which a creation is found again. */
export const companyResource: Resource<'company', ExamplePsaSession, ExamplePsaSettings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    async page({ session, clock }, { cursor, since }) {
      const seenAt = clock.now();
      const rows = await session.client.companies({ after: Number(cursor ?? 0), ...(since === undefined ? {} : { since }) });
      const next = rows.length < PAGE_ROWS ? undefined : rows.at(-1)?.id;
      const watermark = latest(rows.map(({ changedAt }) => changedAt));
      return {
        items: rows.map((row) => toIncoming(row, seenAt)),
        ...(next === undefined ? {} : { next: String(next) }),
        ...(watermark === undefined ? {} : { watermark }),
      };
    },
    async getMany({ session, clock }, externalIds) {
      const seenAt = clock.now();
      const items: Incoming<'company'>[] = [];
      for (const id of externalIds) {
        const row = await session.client.company(id);
        if (row) items.push(toIncoming(row, seenAt));
      }
      return { items };
    },
  },
  push: {
    create: {
      claim: ({ _id }) => ({ reference: _id }),
      async find({ reference }, _record, { session }) {
        const [row] = await session.client.companies({ reference: String(reference) });
        return row && String(row.id);
      },
      async send({ data }, { reference }, { session }) {
        return String(await session.client.createCompany({ ...fromCanonicalCompany(data), reference }));
      },
    },
    async update({ data }, { id, seen }, { session }) {
      // The link's type knows no record type; what was seen of a company is one.
      const before = seen as Company | undefined;
      const changes = changedFields(before && fromCanonicalCompany(before), fromCanonicalCompany(data));
      if (Object.keys(changes).length > 0) await session.client.changeCompany(id, changes);
    },
  },
  naturalKeys: ({ name }) => [{ kind: 'name', value: name }],
};

function toIncoming(row: CompanyRow, seenAt: Date): Incoming<'company'> {
  return { externalId: String(row.id), data: toCanonicalCompany(row), seenAt };
}
