import { cancelledThere } from '@psa-bridge/connector-kit';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import { PAGE_ROWS, where } from '../client/query.ts';
import { AutotaskPurchaseOrder, AutotaskPurchaseOrderItem, AutotaskReceiving } from '../client/types.ts';
import { withReceipts, type Receipts } from '../mapping/purchase-order.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import { ORDERS, orderStatus } from './order-statuses.ts';
import { readRows } from './paging.ts';

interface MovedOrder {
  externalId: string;
  data: PurchaseOrder;
}

/**
 * What became of open orders (FP-13): one call for the statuses of all, and two more for the receipts of those that moved. Of an
 * order that is received in parts the status stays the same from part to part, so its receipts are read each time.
 */
export async function readMovedOrders(
  session: AutotaskSession,
  integrationId: string,
  open: readonly BusinessRecord<'purchase_order'>[],
): Promise<readonly MovedOrder[]> {
  const byExternalId = new Map(open.flatMap(({ external, data }) => linked(external[integrationId]?.id, data)));
  const rows = await readRows(session, { entity: ORDERS, shape: AutotaskPurchaseOrder }, [...byExternalId.keys()]);
  if (rows.length === 0) return [];
  const [fresh, submitted, cancelled] = [
    await orderStatus(session, 'fresh'),
    await orderStatus(session, 'submitted'),
    await orderStatus(session, 'cancelled'),
  ];
  const moved = rows.flatMap(({ id, status }) => {
    const externalId = String(id);
    const data = byExternalId.get(externalId);
    const hasStood = data?.status === 'placed' && (status === fresh || status === submitted);
    return data === undefined || hasStood ? [] : [{ id, externalId, data, isCancelled: status === cancelled }];
  });
  const receipts = await readReceipts(
    session,
    moved.map(({ id }) => id),
  );
  return moved.map(({ id, externalId, data, isCancelled }) => {
    const received = withReceipts(data, receipts.get(id) ?? { items: [], rows: [] });
    return { externalId, data: isCancelled ? cancelledThere(received, 'Autotask') : received };
  });
}

function linked(externalId: string | undefined, data: PurchaseOrder): [string, PurchaseOrder][] {
  return externalId === undefined ? [] : [[externalId, data]];
}

/** By the order's id. */
async function readReceipts(session: AutotaskSession, orderIds: readonly number[]): Promise<ReadonlyMap<number, Receipts>> {
  if (orderIds.length === 0) return new Map();
  const { client } = session;
  const filter = [where.oneOf('orderID', orderIds)];
  const items = await client.list('PurchaseOrderItems', { filter }, AutotaskPurchaseOrderItem);
  const rows: AutotaskReceiving[] = [];
  for (let from = 0; from < items.length; from += PAGE_ROWS) {
    const ids = items.slice(from, from + PAGE_ROWS).map(({ id }) => id);
    const filter = [where.oneOf('purchaseOrderItemID', ids)];
    rows.push(...(await client.list('PurchaseOrderItemReceiving', { filter }, AutotaskReceiving)));
  }
  return new Map(orderIds.map((id) => [id, { items: items.filter(({ orderID }) => orderID === id), rows }]));
}
