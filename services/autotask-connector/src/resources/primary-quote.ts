import { primaryOf, type PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Quote } from '@psa-bridge/records';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;
type QuoteRecord = BusinessRecord<'quote'>;

/** As many quotes of one opportunity as are compared. */
const MOST_QUOTES = 200;

/** Whether a quote that is made now becomes the primary one; Autotask takes that from the other by itself. */
export async function isPrimary(record: QuoteRecord, context: Context): Promise<boolean> {
  const others = (await quotesInAutotask(record, context)).filter(({ _id }) => _id !== record._id);
  return primaryOf([record, ...others].map(now)) === record._id;
}

/** Makes another quote the primary one where a change of status asks for it; where it stays the same, no call is spent. */
export async function settlePrimary(record: QuoteRecord, context: Context): Promise<void> {
  if (record.external[context.integration.id]?.id === undefined) return;
  const quotes = await quotesInAutotask(record, context);
  if (quotes.length < 2) return;
  const primary = primaryOf(quotes.map(now));
  const before = quotes.map((quote) => ({ id: quote._id, status: seenStatus(quote, context) }));
  const isKnown = before.every((quote): quote is { id: string; status: Quote['status'] } => quote.status !== undefined);
  if (isKnown && primaryOf(before) === primary) return;
  const externalId = quotes.find(({ _id }) => _id === primary)?.external[context.integration.id]?.id;
  await context.session.client.patch('Quotes', { id: Number(externalId), primaryQuote: true });
}

async function quotesInAutotask({ data }: QuoteRecord, { records, integration }: Context): Promise<readonly QuoteRecord[]> {
  const filters = { opportunityId: data.opportunityId };
  const { items } = await records.search('quote', { from: 0, size: MOST_QUOTES, filters });
  return items.filter(({ external }) => external[integration.id]?.id !== undefined);
}

function now({ _id, data }: QuoteRecord): { id: string; status: Quote['status'] } {
  return { id: _id, status: data.status };
}

function seenStatus({ external }: QuoteRecord, { integration }: Context): Quote['status'] | undefined {
  return (external[integration.id]?.seen as Partial<Quote> | undefined)?.status;
}
