import { picklistKey, type PartContext } from '@psa-bridge/connector-kit';
import { HaloOpportunity } from '../client/sales-types.ts';
import { listedFields, toCanonicalOpportunity, UNSPOKEN_OF_OPPORTUNITIES } from '../mapping/opportunity.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import type { Details } from './details.ts';
import type { ListedRows, Mapped } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;

export const OPPORTUNITIES = 'Opportunities';

export function opportunityRows({ session: { settings } }: Context): ListedRows<'opportunity', HaloOpportunity> {
  return {
    ...{ type: 'opportunity', entity: OPPORTUNITIES, shape: HaloOpportunity, map: mapOpportunities, select: importedOrKnown },
    // Its text is all that a list's row leaves out (halopsa.md section 6).
    isWhole: ({ details }) => details !== undefined,
    listed: (row, seen) => listedFields(row, settings, seen.status),
    changedAt: ({ last_update }) => last_update,
  };
}

/** HP-12: what stands here already is kept in step, whatever is imported by now. */
async function importedOrKnown(context: Context, rows: readonly HaloOpportunity[]): Promise<readonly HaloOpportunity[]> {
  const known = await context.knownIds('opportunity', rows.map(externalIdOf));
  return rows.filter((row) => known.has(externalIdOf(row)) || isImported(row, context.session.settings));
}

function isImported(
  { tickettype_id: type, category_1: category }: HaloOpportunity,
  { opportunityTypes, importCategories }: HaloSettings,
): boolean {
  const isTypeSynced = opportunityTypes.length === 0 || opportunityTypes.includes(picklistKey(type) ?? '');
  return isTypeSynced && (importCategories.length === 0 || importCategories.includes(category ?? ''));
}

const externalIdOf = ({ id }: HaloOpportunity): string => String(id);

/** Opportunities with their companies and contacts. */
async function mapOpportunities(
  context: Context,
  rows: readonly HaloOpportunity[],
  { seenAt }: Details,
): Promise<Mapped<'opportunity'>> {
  const ids = (member: 'client_id' | 'user_id'): string[] => [
    ...new Set(rows.flatMap((row) => (row[member] === undefined ? [] : [String(row[member])]))),
  ];
  const companies = await context.recordIds('company', ids('client_id'));
  const contacts = await context.recordIds('contact', ids('user_id'));
  const lastSeen = await context.lastSeen('opportunity', rows.map(externalIdOf));
  const items: Mapped<'opportunity'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'opportunity'>['refused']>[number][] = [];
  for (const row of rows) {
    const externalId = externalIdOf(row);
    const companyId = companies.get(String(row.client_id));
    if (companyId === undefined) {
      refused.push({ externalId, name: row.summary ?? externalId, reason: companyUnknown(row) });
      continue;
    }
    const contactId = contacts.get(String(row.user_id));
    const links = { companyId, contactId, lastSeenStatus: lastSeen.get(externalId)?.status };
    const data = toCanonicalOpportunity(row, links, context.session.settings);
    items.push({ externalId, data, seenAt, silentOn: UNSPOKEN_OF_OPPORTUNITIES });
  }
  return { items, refused };
}

function companyUnknown({ client_id: client }: HaloOpportunity): string {
  return client === undefined
    ? 'client_id: the opportunity stands with no client. Choose one in HaloPSA.'
    : `client_id: client ${client} does not exist in HaloPSA, or the API agent does not see it.`;
}
