import type { PushContext } from '@psa-bridge/connector-kit';
import type { Company, Quote } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskQuote, AutotaskQuoteLocation } from '../client/types.ts';
import { quoteLocationRow } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const QUOTES = 'Quotes';
const LOCATIONS = 'QuoteLocations';
const LOCATION_FIELDS = ['billToLocationID', 'shipToLocationID', 'soldToLocationID'] as const;

/** Bill-to, ship-to and sold-to, each made once. */
export async function makeLocations(quote: Quote, context: Context): Promise<Readonly<Record<string, number>>> {
  const company = await context.records.get('company', quote.companyId);
  const row = quoteLocationRow(company?.data ?? ({ name: '', isActive: true } satisfies Company));
  const ids: Record<string, number> = {};
  for (const field of LOCATION_FIELDS) {
    const id = await context.once(`location:${field}`, {
      find: () => findUnusedLocation(row, new Set(Object.values(ids)), context),
      create: async () => String(await context.session.client.create(LOCATIONS, row)),
    });
    ids[field] = Number(id);
  }
  return ids;
}

/**
 * Locations have neither a marker nor a link to their quote: one with equal content that no quote uses is as good as ours
 * (section 5.14).
 */
async function findUnusedLocation(
  row: Readonly<Record<string, unknown>>,
  taken: ReadonlySet<number>,
  { session }: Context,
): Promise<string | undefined> {
  const filled = Object.entries(row).filter(([, value]) => value !== '');
  const filter = filled.length === 0 ? [where.gte('id', 0)] : filled.map(([field, value]) => where.eq(field, value));
  const equal = (await session.client.list(LOCATIONS, { filter }, AutotaskQuoteLocation)).filter(
    (location) =>
      !taken.has(location.id) &&
      Object.entries(row).every(([field, value]) => (location[field as keyof typeof location] ?? '') === value),
  );
  for (const location of equal.reverse()) {
    const users = await session.client.query(
      QUOTES,
      { filter: [where.any(...LOCATION_FIELDS.map((field) => where.eq(field, location.id)))], maxRecords: 1 },
      AutotaskQuote,
    );
    if (users.length === 0) return String(location.id);
  }
  return undefined;
}
