import { sendParts, withPeriod, type PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskQuoteItem, type AutotaskWrite } from '../client/types.ts';
import { fromCanonicalQuoteItem, quoteItemChanges, type QuoteItemPicklists } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { readPicklists } from './quote-item-picklists.ts';
import { referenceOf } from './quote-item-reference.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const ITEMS = 'QuoteItems';
/** Under which name the making of a line is kept. */
export const itemStep = (item: Pick<QuoteItem, 'id'>): string => `item:${item.id}`;

/**
 * Brings the lines of a quote up to date by what stands there (autotask.md section 5.15), one after the other: a line that fails
 * is named and the others go on (IS-09).
 *
 * Their order in Autotask is that of their making and cannot be set. A line that is added, mended or moved later stands last
 * there: none is deleted for the sake of order, because one that could not be made anew would be lost, and contracts and sales
 * orders refer to lines.
 */
export async function pushQuoteItems({ data }: BusinessRecord<'quote'>, quoteId: number, context: Context): Promise<void> {
  const picklists = await readPicklists(context.session);
  const isNew = context.stepIds('item:').size === 0;
  const standing = new Map((isNew ? [] : await readItems(quoteId, context)).map((row) => [String(row.id), row]));
  await removeGoneItems(data.items, { quoteId, standing }, context);
  await sendParts(data.items, (item) => pushItem(item, { quoteId, standing, picklists }, context), context);
}

interface QuoteThere {
  quoteId: number;
  /** The lines that Autotask has, by id. */
  standing: ReadonlyMap<string, AutotaskQuoteItem>;
}

async function pushItem(
  item: QuoteItem,
  { quoteId, standing, picklists }: QuoteThere & { picklists: QuoteItemPicklists },
  context: Context,
): Promise<void> {
  const { client } = context.session;
  const target = { parent: 'Quotes', parentId: quoteId, child: 'Items' };
  const row = fromCanonicalQuoteItem(await withPeriod(item, context), await referenceOf(item, context), picklists);
  const known = context.stepId(itemStep(item));
  const there = known === undefined ? undefined : await lineOf(known, standing, context);
  if (there !== undefined) {
    const changes = quoteItemChanges(there, row);
    if (Object.keys(changes).length === 0) return;
    await checkedRow(ITEMS, changes, { isNew: false }, context);
    await client.patch(target, { id: there.id, ...changes });
    return;
  }
  await checkedRow(ITEMS, row, { isNew: true }, context);
  // Somebody deleted it there.
  if (known !== undefined) await context.forgetStep(itemStep(item));
  await context.once(itemStep(item), {
    find: () => findUnknownItem(quoteId, row, context),
    create: async () => String(await client.create(target, { quoteID: quoteId, ...row })),
  });
}

function readItems(quoteId: number, { session }: Context): Promise<readonly AutotaskQuoteItem[]> {
  return session.client.list(ITEMS, { filter: [where.eq('quoteID', quoteId)] }, AutotaskQuoteItem);
}

/** That a list lacks a line does not say that it is gone. */
async function lineOf(
  id: string,
  standing: QuoteThere['standing'],
  { session }: Context,
): Promise<AutotaskQuoteItem | undefined> {
  return standing.get(id) ?? (await session.client.get(ITEMS, Number(id), AutotaskQuoteItem));
}

/** Quote items carry no marker: one of this quote with equal content that no line of ours is known by is the one sought. */
async function findUnknownItem(quoteId: number, row: AutotaskWrite, context: Context): Promise<string | undefined> {
  const known = new Set(context.stepIds('item:').values());
  const rows = await readItems(quoteId, context);
  const same = ['name', 'quantity', 'unitPrice', 'productID', 'serviceID', 'laborID', 'chargeID'] as const;
  const match = rows.find(
    (candidate) => !known.has(String(candidate.id)) && same.every((field) => (candidate[field] ?? null) === (row[field] ?? null)),
  );
  return match && String(match.id);
}

async function removeGoneItems(items: readonly QuoteItem[], { quoteId, standing }: QuoteThere, context: Context): Promise<void> {
  const wanted = new Set(items.map(itemStep));
  for (const [name, externalId] of context.stepIds('item:')) {
    if (wanted.has(name)) continue;
    const target = { parent: 'Quotes', parentId: quoteId, child: 'Items' };
    if (await lineOf(externalId, standing, context)) await context.session.client.remove(target, Number(externalId));
    await context.forgetStep(name);
  }
}
