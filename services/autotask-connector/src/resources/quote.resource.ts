import type { PushContext, PushPart, Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Company, Quote, RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskQuote, AutotaskQuoteLocation } from '../client/types.ts';
import { fromCanonicalQuote, quoteLocationRow } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { changedFields } from './changes.ts';
import { pushQuoteItems } from './quote-items.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const QUOTES = 'Quotes';
const LOCATIONS = 'QuoteLocations';
const LOCATION_FIELDS = ['billToLocationID', 'shipToLocationID', 'soldToLocationID'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_VALID_DAYS = 30;

/**
 * Quotes (autotask.md sections 5.13 to 5.15): three locations first, then the quote, then its lines one by one, for their
 * order is that of their making. The marker of the quote is `externalQuoteNumber`.
 */
export const quoteResource: Resource<'quote', AutotaskSession, AutotaskSettings> = { push: quotePush() };

function quotePush(): PushPart<'quote', AutotaskSession, AutotaskSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      { type: 'opportunity', id: data.opportunityId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    prefers: ({ data }) =>
      [...new Set(data.items.flatMap((item) => item.productId ?? []))].map((id) => ({ type: 'product' as const, id })),
    create: {
      async claim(record, context) {
        return { opportunityId: await opportunityIdOf(record.data, context), marker: markerOf(record) };
      },
      async find(claim, _record, { session }) {
        const filter = [where.eq('opportunityID', claim['opportunityId']), where.eq('externalQuoteNumber', claim['marker'])];
        const rows = await session.client.query(QUOTES, { filter }, AutotaskQuote);
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const locations = await makeLocations(record.data, context);
        const id = await context.session.client.create(QUOTES, {
          ...quoteRow(record.data, context),
          ...locations,
          opportunityID: claim['opportunityId'],
          externalQuoteNumber: claim['marker'],
          primaryQuote: true,
          isActive: true,
        });
        return String(id);
      },
    },
    async update(record, link, context) {
      const before = link.seen && quoteRow(link.seen as RecordData<'quote'>, context);
      const changes = changedFields(before, quoteRow(record.data, context));
      if (Object.keys(changes).length > 0) await context.session.client.patch(QUOTES, { id: Number(link.id), ...changes });
    },
    parts: (record, externalId, context) => pushQuoteItems(record, Number(externalId), context),
  };
}

function markerOf(record: BusinessRecord<'quote'>): string {
  return record.data.number ?? record._id;
}

function quoteRow(quote: Quote, { clock }: Context): Readonly<Record<string, unknown>> {
  const day = (daysLater: number): string => new Date(clock.now().getTime() + daysLater * DAY_MS).toISOString().slice(0, 10);
  return fromCanonicalQuote(quote, { effective: day(0), expiration: day(DEFAULT_VALID_DAYS) });
}

async function opportunityIdOf(quote: Quote, context: Context): Promise<number> {
  const id = await context.externalId('opportunity', quote.opportunityId);
  if (id === undefined) throw rejected('opportunity_has_no_external_identifier', 'Opportunity has no external identifier');
  return Number(id);
}

/** Bill-to, ship-to and sold-to, each made once. */
async function makeLocations(quote: Quote, context: Context): Promise<Readonly<Record<string, number>>> {
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
