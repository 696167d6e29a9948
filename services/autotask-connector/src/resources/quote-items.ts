import type { PushContext } from '@psa-bridge/connector-kit';
import { canonicalJson, rejected } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskQuoteItem, type AutotaskWrite, type FieldInfo } from '../client/types.ts';
import { fromCanonicalQuoteItem, type ItemReference, type QuoteItemPicklists } from '../mapping/quote.mapping.ts';
import { labelKey } from '../mapping/values.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { activeBillingCode } from './billing-code.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const ITEMS = 'QuoteItems';
/** Ids known from live use (autotask.md section 5.15); the tenant's own picklist goes first. */
const KNOWN_TYPES = { product: 1, charge: 2, labour: 3, service: 11 } as const;
const TYPE_LABELS = {
  product: ['product'],
  charge: ['charge', 'charge/cost', 'cost'],
  labour: ['labor', 'labour'],
  service: ['service'],
} as const;
const step = (item: QuoteItem): string => `item:${item.id}`;

/** Brings the lines of a quote up to date, one after the other: a line that fails is named and the others go on (IS-09). */
export async function pushQuoteItems(record: BusinessRecord<'quote'>, quoteId: number, context: Context): Promise<void> {
  const picklists = await readPicklists(context.session);
  const sent = sentItems(record, context.integration.id);
  await removeGoneItems(record.data.items, quoteId, context);
  for (const item of record.data.items) {
    try {
      await pushItem({ item, before: sent.get(item.id), quoteId, picklists }, context);
    } catch (error) {
      const { code, message, psaText, isRefusal } = context.explain(error);
      if (!isRefusal) throw error;
      context.failPart({ itemId: item.id, itemName: item.name, code, message, ...(psaText === undefined ? {} : { psaText }) });
    }
  }
}

interface ItemPush {
  item: QuoteItem;
  before: QuoteItem | undefined;
  quoteId: number;
  picklists: QuoteItemPicklists;
}

async function pushItem({ item, before, quoteId, picklists }: ItemPush, context: Context): Promise<void> {
  const { client } = context.session;
  const target = { parent: 'Quotes', parentId: quoteId, child: 'Items' };
  const known = context.stepId(step(item));
  if (known !== undefined && before && canonicalJson(before) === canonicalJson(item)) return;
  const row = fromCanonicalQuoteItem(item, await referenceOf(item, context), picklists);
  if (known !== undefined) {
    await client.patch(target, { id: Number(known), ...row });
    return;
  }
  await context.once(step(item), {
    find: () => findUnknownItem(quoteId, row, context),
    create: async () => String(await client.create(target, { quoteID: quoteId, ...row })),
  });
}

/** Quote items carry no marker: one of this quote with equal content that no line of ours is known by is the one sought. */
async function findUnknownItem(quoteId: number, row: AutotaskWrite, context: Context): Promise<string | undefined> {
  const known = new Set(context.stepIds('item:').values());
  const rows = await context.session.client.list(ITEMS, { filter: [where.eq('quoteID', quoteId)] }, AutotaskQuoteItem);
  const same = ['name', 'quantity', 'unitPrice', 'productID', 'serviceID', 'laborID', 'chargeID'] as const;
  const match = rows.find(
    (candidate) => !known.has(String(candidate.id)) && same.every((field) => (candidate[field] ?? null) === (row[field] ?? null)),
  );
  return match && String(match.id);
}

async function removeGoneItems(items: readonly QuoteItem[], quoteId: number, context: Context): Promise<void> {
  const wanted = new Set(items.map(step));
  for (const [name, externalId] of context.stepIds('item:')) {
    if (wanted.has(name)) continue;
    await context.session.client.remove({ parent: 'Quotes', parentId: quoteId, child: 'Items' }, Number(externalId));
    await context.forgetStep(name);
  }
}

/** Lines as they were last sent, to leave alone what did not change. */
function sentItems(record: BusinessRecord<'quote'>, integrationId: string): ReadonlyMap<string, QuoteItem> {
  const items = record.external[integrationId]?.seen?.['items'];
  return new Map(Array.isArray(items) ? (items as QuoteItem[]).map((item) => [item.id, item]) : []);
}

/** What a line refers to in Autotask: exactly one thing. */
async function referenceOf(item: QuoteItem, context: Context): Promise<ItemReference> {
  if (item.kind === 'product' && item.productId !== undefined) {
    return { field: 'productID', id: await linkedId('product', item.productId, context) };
  }
  if (item.kind === 'service' && item.serviceId !== undefined) {
    return { field: 'serviceID', id: await linkedId('service', item.serviceId, context) };
  }
  return { field: 'chargeID', id: await activeBillingCode({}, context) };
}

async function linkedId(type: 'product' | 'service', recordId: string, context: Context): Promise<number> {
  const externalId = await context.externalId(type, recordId);
  if (externalId !== undefined) return Number(externalId);
  const record = await context.records.get(type, recordId);
  const reason = record?.external[context.integration.id]?.sync;
  const name = type === 'product' ? 'Product' : 'Service';
  // The line fails for the reason that its product failed for, where that is known.
  throw rejected('item_reference_missing', reason?.message ?? `${name} has no external identifier`, {
    details: { psaText: reason?.message ?? '', referenceCode: reason?.code },
  });
}

async function readPicklists(session: AutotaskSession): Promise<QuoteItemPicklists> {
  const infos = await session.fields(ITEMS);
  const choices = (field: string): readonly { value: string; label?: string | null | undefined }[] =>
    infos.find((info) => info.name === field)?.picklistValues ?? [];
  const typeOf = (kind: keyof typeof KNOWN_TYPES): number => {
    const labels: readonly string[] = TYPE_LABELS[kind];
    const choice = choices('quoteItemType').find(({ label }) => labels.includes(label?.toLowerCase() ?? ''));
    return choice ? Number(choice.value) : KNOWN_TYPES[kind];
  };
  return {
    itemTypes: { product: typeOf('product'), charge: typeOf('charge'), labour: typeOf('labour'), service: typeOf('service') },
    periods: new Map(
      choices('periodType').map(({ value, label }) => [labelKey(label), isNumeric(infos, 'periodType') ? Number(value) : value]),
    ),
  };
}

/** Picklist values are text in metadata; in rows they have the field's own type, and Autotask does not convert them. */
function isNumeric(infos: readonly FieldInfo[], field: string): boolean {
  return /^(integer|short|long)$/i.test(infos.find((info) => info.name === field)?.dataType ?? '');
}
