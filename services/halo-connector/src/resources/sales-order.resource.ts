import {
  linkedId,
  linkedPage,
  picklistKey,
  type Page,
  type PageRequest,
  type PartContext,
  type PushContext,
  type PushPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, SalesOrder } from '@psa-bridge/records';
import { HaloQuotation, HaloSalesOrder, type HaloQuoteLine } from '../client/sales-types.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import { SavedRow } from '../client/types.ts';
import { salesOrderLineRow, salesOrderRow } from '../mapping/sales-order.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { accountsOf, itemOf } from './line-items.ts';
import { readingDetails } from './details.ts';
import { QUOTATIONS } from './quote-lines.ts';
import { showOnOpportunity } from './order-numbers.ts';

type Context = PartContext<HaloSession, HaloSettings>;
type Pushing = PushContext<HaloSession, HaloSettings>;

const ORDERS = 'SalesOrder';
/** As many of our own orders as one page looks at: each is a call. */
const OWN_AT_ONCE = 50;

/**
 * Sales orders made from approved quotes (HP-20; halopsa.md section 6). Nothing marks them: one of the quotation with the same
 * title that no order of ours is known by is the one sought. Their status is read back, their number is their id.
 */
export const salesOrderResource: Resource<'sales_order', HaloSession, HaloSettings> = {
  pull: { label: 'Sales orders', changes: 'full', page: readOwnOrders, getMany: readOrders },
  push: orderPush(),
};

function orderPush(): PushPart<'sales_order', HaloSession, HaloSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      { type: 'quote', id: data.quoteId },
    ],
    create: {
      async claim({ data }, context) {
        return { quotation: await linkedId({ type: 'quote', id: data.quoteId }, context) };
      },
      find: (claim, { data }, context) => findMade(data, Number(claim['quotation']), context),
      async send(record, claim, context) {
        const row = await orderRow(record, Number(claim['quotation']), context);
        return String((await context.session.client.save(ORDERS, row, SavedRow)).id);
      },
    },
    // Nobody changes it here after its creation; but one that is gone must not pass for synchronized.
    async update(_record, link, { session }) {
      if (await session.client.detail(ORDERS, link.id, HaloSalesOrder)) return;
      throw rejected('entity_gone', `Sales order ${link.id} was not found in HaloPSA.`, { details: { externalId: link.id } });
    },
    parts: showOnOpportunity,
    readBack: { after: 'every_push', read: (externalId, context) => readOrders(context, [externalId]) },
  };
}

async function orderRow({ data }: BusinessRecord<'sales_order'>, quotation: number, context: Pushing): Promise<HaloWrite> {
  const { companyId, contactId, quoteId } = data;
  const { records, session } = context;
  const quote = await records.get('quote', quoteId);
  if (!quote) throw rejected('quote_gone', 'The quote that the order was made from is gone.');
  const user = contactId === undefined ? undefined : await context.externalId('contact', contactId);
  const there = await session.client.detail(QUOTATIONS, quotation, HaloQuotation);
  const itemIds = await Promise.all(data.lines.map((line) => itemOf({ ...line, ...kindIn(quote, line) }, context)));
  const accountOf = await accountsOf(itemIds, context);
  return {
    ...salesOrderRow(data, {
      client: await linkedId({ type: 'company', id: companyId }, context),
      user: user === undefined ? undefined : Number(user),
      opportunity: await linkedId({ type: 'opportunity', id: quote.data.opportunityId }, context),
      quotation,
    }),
    lines: data.lines.map((line, index) =>
      salesOrderLineRow(line, {
        itemId: itemIds[index],
        quotationLine: quotationLine(quote, line, there?.lines ?? []),
        income: accountOf(itemIds[index]).income,
      }),
    ),
  };
}

type Line = SalesOrder['lines'][number];

/** A charge such as shipping has an item of its own (HP-11). */
function kindIn({ data }: BusinessRecord<'quote'>, { quoteItemId }: Line) {
  const item = data.items.find(({ id }) => id === quoteItemId);
  return item === undefined ? {} : { kind: item.kind };
}

/** Lines stand in the quotation at the place that they have in the quote. */
function quotationLine({ data }: BusinessRecord<'quote'>, { quoteItemId, name }: Line, rows: readonly HaloQuoteLine[]) {
  const place = data.items.findIndex(({ id }) => id === quoteItemId) + 1;
  return rows.find((row) => row.sort_seq === place && row.name === name)?.id;
}

async function findMade({ title }: SalesOrder, quotation: number, context: Pushing): Promise<string | undefined> {
  const query = { quotation_id: quotation, order: 'id', orderdesc: true };
  const rows = await context.session.client.list(ORDERS, query, HaloSalesOrder);
  const ids = rows.flatMap((row) => (row.quotation_id === quotation && row.title === title ? [String(row.id)] : []));
  const known = await context.knownIds('sales_order', ids);
  return ids.find((id) => !known.has(id));
}

/** A page of our orders: orders that were made in HaloPSA are none of ours. */
async function readOwnOrders(context: Context, { cursor }: PageRequest): Promise<Page<'sales_order'>> {
  const { externalIds, next } = await linkedPage('sales_order', { cursor, size: OWN_AT_ONCE }, context);
  return { ...(await readOrders(context, externalIds)), ...(next === undefined ? {} : { next }) };
}

function readOrders(context: Context, externalIds: readonly string[]): Promise<Pick<Page<'sales_order'>, 'items'>> {
  return readingDetails(context, `sales orders ${externalIds.join(',')}`, async ({ read, seenAt }) =>
    mapOrders(context, await read(ORDERS, HaloSalesOrder, externalIds), seenAt),
  );
}

async function mapOrders(
  context: Context,
  rows: readonly HaloSalesOrder[],
  seenAt: Date,
): Promise<Pick<Page<'sales_order'>, 'items'>> {
  const known = await context.knownIds(
    'sales_order',
    rows.map(({ id }) => String(id)),
  );
  const ours = new Map((await context.records.getMany('sales_order', [...known.values()])).map(({ _id, data }) => [_id, data]));
  return {
    items: rows.flatMap(({ id, status }) => {
      const order = ours.get(known.get(String(id)) ?? '');
      if (!order) return [];
      const { status: _status, ...rest } = order;
      const key = picklistKey(status);
      return [
        { externalId: String(id), seenAt, data: { ...rest, number: String(id), ...(key === undefined ? {} : { status: key }) } },
      ];
    }),
  };
}
