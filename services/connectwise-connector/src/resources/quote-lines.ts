import { primaryOf, sendParts, type PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { replacements } from '../client/patch.ts';
import type { CwProductItem } from '../client/sales-types.ts';
import { fromCanonicalLine, isSent, lineChanges, lineMark, quoteMark } from '../mapping/quote.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { cycleAt } from './item-references.ts';
import { catalogItemOf, makeProduct, PRODUCTS, productsOf } from './product-items.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;
type QuoteRecord = BusinessRecord<'quote'>;

/** As many quotes of one opportunity as are compared. */
const MOST_QUOTES = 200;
const stepOf = (item: Pick<QuoteItem, 'id'>): string => `item:${item.id}`;

interface Lines {
  quoteId: string;
  opportunityId: number;
  /** All products of the opportunity, whoever made them. */
  standing: readonly CwProductItem[];
}

/**
 * Brings the products of the opportunity up to the lines of its quote, in their order, each once: one that fails is named and
 * the others go on (IS-09). Products make their own forecast rows, so that none are made here.
 *
 * ConnectWise has no quotes, so that an opportunity shows the lines of one quote only: of the one that got furthest.
 */
export async function pushLines(record: QuoteRecord, opportunityId: number, context: Context): Promise<void> {
  const quotes = await quotesOf(record, context);
  const isShown = primaryOf(quotes.map(({ _id, data }) => ({ id: _id, status: data.status }))) === record._id;
  const items = isShown ? record.data.items.filter(isSent) : [];
  const lines: Lines = {
    ...{ quoteId: record._id, opportunityId },
    standing: await productsOf({ field: 'opportunity', id: opportunityId }, context),
  };
  await removeGone(items, lines, context);
  if (isShown) await removeOthers(quotes, lines, context);
  const places = new Map(items.map((item, index) => [item.id, index + 1]));
  await sendParts(items, (item) => pushLine(item, places.get(item.id) ?? 0, { lines, context }), context);
}

async function pushLine(
  item: QuoteItem,
  position: number,
  { lines: { quoteId, opportunityId, standing }, context }: { lines: Lines; context: Context },
): Promise<void> {
  const { client } = context.session;
  const catalogItem = await catalogItemOf(item, context);
  const cycle = item.period === 'one-time' ? undefined : await cycleAt(item.period, context.session);
  const row = fromCanonicalLine(item, { catalogItem, position, cycle });
  const known = context.stepId(stepOf(item));
  const there = known === undefined ? undefined : standing.find(({ id }) => String(id) === known);
  await checkedRow('productItem', row, { isNew: there === undefined }, context);
  if (there) {
    const changes = lineChanges(there, row);
    if (Object.keys(changes).length > 0) await client.patch(`${PRODUCTS.path}/${there.id}`, replacements(changes));
    return;
  }
  // Somebody deleted it there, or another quote was shown meanwhile.
  if (known !== undefined) await context.forgetStep(stepOf(item));
  const parent = { field: 'opportunity', id: opportunityId } as const;
  await makeProduct({ step: stepOf(item), mark: lineMark(quoteId, item.id), parent, row }, context);
}

async function removeGone(items: readonly QuoteItem[], { standing }: Lines, context: Context): Promise<void> {
  const wanted = new Set(items.map(stepOf));
  for (const [name, id] of context.stepIds('item:')) {
    if (wanted.has(name)) continue;
    if (standing.some((row) => String(row.id) === id)) await context.session.client.remove(`${PRODUCTS.path}/${id}`);
    await context.forgetStep(name);
  }
}

/** Lines of the quotes that this one stands before now; what people added there stays. */
async function removeOthers(quotes: readonly QuoteRecord[], { quoteId, standing }: Lines, context: Context): Promise<void> {
  const marks = quotes.filter(({ _id }) => _id !== quoteId).map(({ _id }) => quoteMark(_id));
  const theirs = standing.filter(({ integrationXRef }) => marks.some((mark) => integrationXRef?.startsWith(mark)));
  for (const { id } of theirs) await context.session.client.remove(`${PRODUCTS.path}/${id}`);
}

async function quotesOf(record: QuoteRecord, { records }: Context): Promise<readonly QuoteRecord[]> {
  const filters = { opportunityId: record.data.opportunityId };
  const { items } = await records.search('quote', { from: 0, size: MOST_QUOTES, filters });
  return [record, ...items.filter(({ _id }) => _id !== record._id)];
}
