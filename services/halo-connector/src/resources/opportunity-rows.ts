import { picklistKey, type Page, type PageRequest, type PartContext } from '@psa-bridge/connector-kit';
import { canonicalJson } from '@psa-bridge/core';
import type { Opportunity } from '@psa-bridge/records';
import { HaloOpportunity } from '../client/sales-types.ts';
import { toCanonicalOpportunity, UNSPOKEN_OF_OPPORTUNITIES, type OpportunityLinks } from '../mapping/opportunity.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { changedRows } from './changed-rows.ts';
import { readDetails } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;
type Mapped = Pick<Page<'opportunity'>, 'items' | 'refused'>;

export const OPPORTUNITIES = 'Opportunities';
const SOURCE = {
  ...{ entity: OPPORTUNITIES, shape: HaloOpportunity, changedAt: 'last_update' },
  timeOf: ({ last_update }: HaloOpportunity) => last_update,
};

/**
 * A page of opportunities. A list's row has most of what there is to know; the rest is read for those that are new or whose row
 * differs from what is known here, for each such reading is a call (halopsa.md section 10).
 */
export async function opportunityPage(context: Context, request: PageRequest): Promise<Page<'opportunity'>> {
  const { session } = context;
  const seenAt = session.clock.now();
  const { rows, ...page } = await changedRows(session, request, SOURCE);
  const lastSeen = await context.lastSeen('opportunity', rows.map(externalIdOf));
  // HP-12: what stands here already is kept in step, whatever is imported by now.
  const wanted = rows.filter((row) => isImported(row, session.settings) || lastSeen.has(externalIdOf(row)));
  const links = await linksOf(context, wanted);
  const isKnown = (row: HaloOpportunity): boolean =>
    request.since === undefined && isUnchanged(row, lastSeen.get(externalIdOf(row)), { links, session });
  const unknown = wanted.filter((row) => !isKnown(row)).map(({ id }) => id);
  const details = await readDetails(session, OPPORTUNITIES, HaloOpportunity, unknown);
  const whole = new Map(details.map((row) => [row.id, row]));
  const read = wanted.flatMap((row) => (isKnown(row) ? [{ row, isListed: true }] : wholeOf(row, whole)));
  return { ...page, ...mapOpportunities(read, { links, lastSeen, session, seenAt }) };
}

/** One that went away between the list and its details is none any more. */
function wholeOf({ id }: HaloOpportunity, whole: ReadonlyMap<number, HaloOpportunity>): readonly ReadRow[] {
  const row = whole.get(id);
  return row ? [{ row, isListed: false }] : [];
}

/** Opportunities by id, whole. */
export async function readOpportunities(context: Context, externalIds: readonly string[]): Promise<Mapped> {
  const { session } = context;
  const seenAt = session.clock.now();
  const rows = await readDetails(session, OPPORTUNITIES, HaloOpportunity, externalIds);
  const links = await linksOf(context, rows);
  const lastSeen = await context.lastSeen('opportunity', rows.map(externalIdOf));
  return mapOpportunities(
    rows.map((row) => ({ row, isListed: false })),
    { links, lastSeen, session, seenAt },
  );
}

interface ReadRow {
  row: HaloOpportunity;
  /** Only its row in a list was read: it is what it was. */
  isListed: boolean;
}

interface Parties {
  companies: ReadonlyMap<string, string>;
  contacts: ReadonlyMap<string, string>;
}

interface Reading {
  links: Parties;
  lastSeen: ReadonlyMap<string, Partial<Opportunity>>;
  session: HaloSession;
  seenAt: Date;
}

async function linksOf(context: Context, rows: readonly HaloOpportunity[]): Promise<Parties> {
  const ids = (member: 'client_id' | 'user_id'): string[] => [
    ...new Set(rows.flatMap((row) => (row[member] === undefined ? [] : [String(row[member])]))),
  ];
  return {
    companies: await context.recordIds('company', ids('client_id')),
    contacts: await context.recordIds('contact', ids('user_id')),
  };
}

function mapOpportunities(read: readonly ReadRow[], { links, lastSeen, session, seenAt }: Reading): Mapped {
  const { settings } = session;
  const items: Mapped['items'][number][] = [];
  const refused: NonNullable<Mapped['refused']>[number][] = [];
  for (const { row, isListed } of read) {
    const externalId = externalIdOf(row);
    const seen = lastSeen.get(externalId);
    const parties = partiesOf(row, links, seen);
    if (parties === undefined) {
      refused.push({ externalId, name: row.summary ?? externalId, reason: companyUnknown(row) });
      continue;
    }
    const data = toCanonicalOpportunity(row, parties, settings);
    items.push({
      ...{ externalId, seenAt, silentOn: UNSPOKEN_OF_OPPORTUNITIES },
      data: isListed ? { ...seen, ...data } : data,
    });
  }
  return { items, refused };
}

/** True where the list's row says what is known here already. */
function isUnchanged(
  row: HaloOpportunity,
  seen: Partial<Opportunity> | undefined,
  { links, session }: { links: Parties; session: HaloSession },
): boolean {
  const parties = seen && partiesOf(row, links, seen);
  if (parties === undefined) return false;
  const known: Readonly<Record<string, unknown>> = { ...seen };
  const listed = toCanonicalOpportunity(row, parties, session.settings);
  return Object.entries(listed).every(([field, value]) => canonicalJson(value) === canonicalJson(known[field]));
}

function partiesOf(
  row: HaloOpportunity,
  { companies, contacts }: Parties,
  seen: Partial<Opportunity> | undefined,
): OpportunityLinks | undefined {
  const companyId = companies.get(String(row.client_id));
  return companyId === undefined
    ? undefined
    : { companyId, contactId: contacts.get(String(row.user_id)), lastSeenStatus: seen?.status };
}

function companyUnknown({ client_id: client }: HaloOpportunity): string {
  return client === undefined
    ? 'client_id: the opportunity stands with no client. Choose one in HaloPSA.'
    : `client_id: client ${client} does not exist in HaloPSA, or the API agent does not see it.`;
}

const externalIdOf = ({ id }: HaloOpportunity): string => String(id);

/** HP-12 */
function isImported(
  { tickettype_id: type, category_1: category }: HaloOpportunity,
  { opportunityTypes, importCategories }: HaloSettings,
): boolean {
  const isTypeSynced = opportunityTypes.length === 0 || opportunityTypes.includes(picklistKey(type) ?? '');
  return isTypeSynced && (importCategories.length === 0 || importCategories.includes(category ?? ''));
}
