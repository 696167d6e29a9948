import { compact, moneyNumber, receivedOrder, type LineReceipts } from '@psa-bridge/connector-kit';
import type { PurchaseOrder } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloOrderLine } from '../client/sales-types.ts';

type Line = PurchaseOrder['lines'][number];

/** A new purchase order (halopsa.md section 6); our number is its marker. */
export function purchaseOrderRow(order: PurchaseOrder, supplier: number): HaloWrite {
  return {
    title: order.number,
    po_ref: order.number,
    supplier_id: supplier,
    ...compact({ date: order.placedAt, '3rd_party_ponumber': order.distributorReference }),
  };
}

/** @param expense where its cost is booked (HP-15) */
export function purchaseOrderLineRow(
  line: Line,
  { itemId, expense }: { itemId: number | undefined; expense: string | undefined },
): HaloWrite {
  return {
    name: line.name,
    quantity: line.quantity,
    price: moneyNumber(line.unitCost),
    costprice: moneyNumber(line.unitCost),
    ...compact({ item_id: itemId, accounts_code: expense }),
  };
}

/** The order with what was received of each line; HaloPSA tells no serial numbers with it. */
export function withReceipts(
  order: PurchaseOrder,
  rows: readonly HaloOrderLine[],
  itemOf: (line: Line) => number | undefined,
): PurchaseOrder {
  const receipts = receiptsByLine(order, rows, itemOf);
  return receivedOrder(order, ({ id }) => receipts.get(id));
}

/**
 * Lines are sent in one go and stand in their order there, but somebody may have added or taken off some: a row belongs to the
 * first line of its item, or of its name where it has none, that has no row yet.
 */
function receiptsByLine(
  order: PurchaseOrder,
  rows: readonly HaloOrderLine[],
  itemOf: (line: Line) => number | undefined,
): ReadonlyMap<string, LineReceipts> {
  const receipts = new Map<string, LineReceipts>();
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    const isFor = (line: Line): boolean => (row.item_id === undefined ? line.name === row.name : itemOf(line) === row.item_id);
    const line = order.lines.find((candidate) => !receipts.has(candidate.id) && isFor(candidate));
    if (line === undefined) continue;
    receipts.set(line.id, { receivedQuantity: Math.max(0, row.quantity_received ?? 0), serialNumbers: line.serialNumbers });
  }
  return receipts;
}
