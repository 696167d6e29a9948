import type { PartContext } from '@psa-bridge/connector-kit';
import { CwOpportunity } from '../client/sales-types.ts';
import { toCanonicalOpportunity, type OpportunityMaps } from '../mapping/opportunity.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { PASSED_OVER, withoutCompany } from './company-of-row.ts';
import { keepingInBackground } from './keeping-reads.ts';
import { readRows, type Mapped } from './paging.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

export const OPPORTUNITIES = { path: 'sales/opportunities', shape: CwOpportunity } as const;

export async function opportunityMaps({ settings, probabilities }: ConnectWiseSession): Promise<OpportunityMaps> {
  return { ...settings, probabilities: await probabilities() };
}

/** Opportunities with their companies and contacts. */
export async function mapOpportunities(
  context: Context,
  rows: readonly CwOpportunity[],
  seenAt: Date,
): Promise<Mapped<'opportunity'>> {
  const ids = (field: 'company' | 'contact'): string[] => [
    ...new Set(rows.flatMap((row) => (row[field] ? [String(row[field].id)] : []))),
  ];
  const maps = await opportunityMaps(context.session);
  const companies = await context.recordIds('company', ids('company'));
  const contacts = await context.recordIds('contact', ids('contact'));
  const lastSeen = await context.lastSeen(
    'opportunity',
    rows.map(({ id }) => String(id)),
  );
  const items: Mapped<'opportunity'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'opportunity'>['refused']>[number][] = [];
  const passedOver: string[] = [];
  for (const row of rows) {
    const externalId = String(row.id);
    const companyId = companies.get(String(row.company?.id));
    if (companyId === undefined) {
      const trouble = withoutCompany(row.company, context.session.settings);
      if (trouble === PASSED_OVER) passedOver.push(externalId);
      else refused.push({ externalId, name: row.name ?? externalId, ...trouble });
      continue;
    }
    const contactId = contacts.get(String(row.contact?.id));
    const links = { companyId, contactId, lastSeenStatus: lastSeen.get(externalId)?.status };
    items.push({ externalId, data: toCanonicalOpportunity(row, links, maps), seenAt });
  }
  return { items, refused, passedOver };
}

/** Opportunities by id. */
export async function readOpportunities(context: Context, externalIds: readonly string[]): Promise<Mapped<'opportunity'>> {
  await context.session.probabilities();
  return keepingInBackground(`opportunities ${externalIds.join()}`, context, async (kept) => {
    const seenAt = kept.session.clock.now();
    return mapOpportunities(kept, await readRows(kept.session, OPPORTUNITIES, externalIds), seenAt);
  });
}
