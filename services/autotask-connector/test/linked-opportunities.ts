import type { TenantRecords } from '@psa-bridge/records';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { AutotaskOpportunity } from '../src/client/types.ts';
import { toCanonicalOpportunity } from '../src/mapping/opportunity.mapping.ts';

export interface OpportunitiesToLink {
  records: TenantRecords;
  simulator: Pick<AutotaskSimulator, 'control'>;
  integrationId: string;
  seenAt: Date;
}

/** As many as a sync brings in at once. */
const AT_ONCE = 500;

/**
 * Links every opportunity of the simulated Autotask that has no record yet, as if each had been made here: no sync brings
 * opportunities in. Their companies are here already.
 */
export async function linkOpportunities({ records, simulator, integrationId, seenAt }: OpportunitiesToLink): Promise<void> {
  const rows = simulator.control.list({ entity: 'Opportunities', limit: 10_000 });
  const linked = await records.idsByExternal(
    'opportunity',
    integrationId,
    rows.map(({ id }) => String(id)),
  );
  const left = rows
    .filter(({ id }) => !linked.has(String(id)))
    .map(({ id, values }) => AutotaskOpportunity.parse({ ...values, id }));
  const companies = await records.idsByExternal('company', integrationId, [
    ...new Set(left.map(({ companyID }) => String(companyID))),
  ]);
  for (let from = 0; from < left.length; from += AT_ONCE) {
    const page = left.slice(from, from + AT_ONCE).map((row) => {
      const companyId = companies.get(String(row.companyID)) ?? '';
      return { externalId: String(row.id), seenAt, data: toCanonicalOpportunity(row, { companyId }, {}) };
    });
    const { refused } = await records.applyIncoming('opportunity', integrationId, page);
    if (refused.size > 0) throw new Error(`Opportunities that cannot be linked: ${JSON.stringify([...refused])}`);
  }
}
