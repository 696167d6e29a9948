import { cancelledThere, openOrders, type Page, type PartContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import type { CwPurchaseOrder } from '../client/fulfilment-types.ts';
import { isCancelledThere, withReceipts } from '../mapping/purchase-order.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { keepingReads } from './keeping-reads.ts';
import { ORDERS } from './order-choices.ts';
import { readRows } from './paging.ts';
import { orderLines } from './purchase-order-lines.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

/** What became of open orders (FP-13): one call for all of them, and one for the lines of each. */
export function readOpenOrders(cursor: string | undefined, context: Context): Promise<Page<'purchase_order'>> {
  return keepingReads(`open orders from ${cursor}`, context, (kept) => readOrders(cursor, kept));
}

async function readOrders(cursor: string | undefined, context: Context): Promise<Page<'purchase_order'>> {
  const { session, integration, clock } = context;
  const seenAt = clock.now();
  const { records: open, externalIds, next } = await openOrders(cursor, context);
  const rows = new Map((await readRows(session, ORDERS, externalIds)).map((row) => [String(row.id), row]));
  const productIds = await catalogItems(open, context);
  const items: Page<'purchase_order'>['items'][number][] = [];
  for (const { data, external } of open) {
    const row = rows.get(external[integration.id]?.id ?? '');
    if (row) items.push({ externalId: String(row.id), data: await orderThere(data, row, { productIds, session }), seenAt });
  }
  return { items, watermark: seenAt, ...(next === undefined ? {} : { next }) };
}

async function orderThere(
  order: PurchaseOrder,
  { id, status, closedFlag }: CwPurchaseOrder,
  { productIds, session }: { productIds: ReadonlyMap<string, number>; session: ConnectWiseSession },
): Promise<PurchaseOrder> {
  const lines = await orderLines(id, session);
  const productOf = ({ productId }: PurchaseOrder['lines'][number]): number | undefined => productIds.get(productId ?? '');
  const received = withReceipts(order, { lines, isClosed: closedFlag === true }, productOf);
  return isCancelledThere(status?.name, lines) ? cancelledThere(received, 'ConnectWise') : received;
}

/** ConnectWise's ids of the products that these orders buy. */
async function catalogItems(
  orders: readonly BusinessRecord<'purchase_order'>[],
  { records, integration }: Context,
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(orders.flatMap(({ data }) => data.lines.flatMap(({ productId }) => productId ?? [])))];
  const products = ids.length === 0 ? [] : await records.getMany('product', ids);
  return new Map(
    products.flatMap(({ _id, external }) => {
      const id = external[integration.id]?.id;
      return id === undefined ? [] : [[_id, Number(id)] as const];
    }),
  );
}
