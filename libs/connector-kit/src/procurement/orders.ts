import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import type { PartContext } from '../definition/session.ts';
import { linkedPage, type LinkedPage } from '../wire/linked-page.ts';

type Context = Pick<PartContext<unknown, unknown>, 'records' | 'integration'>;

/** As many orders are looked at in one go. */
const ORDERS_AT_ONCE = 200;
/** Orders that the PSA may still say something new of. */
const OPEN_STATUSES: readonly PurchaseOrder['status'][] = ['placed', 'partially_received'];

/** The PSA learns of an order once it is placed (FP-12), and that it was cancelled where it knows it. */
export function isOrderWanted({ data, external }: BusinessRecord<'purchase_order'>, { integration }: Context): boolean {
  return data.status === 'cancelled' ? external[integration.id]?.id !== undefined : data.placedAt !== undefined;
}

/** Orders that are still open here: what becomes of them is looked for order by order (FP-13). */
export function openOrders(cursor: string | undefined, context: Context): Promise<LinkedPage<'purchase_order'>> {
  return linkedPage('purchase_order', { cursor, size: ORDERS_AT_ONCE, filters: { status: OPEN_STATUSES } }, context);
}

/** What came of one line. */
export interface LineReceipts {
  receivedQuantity: number;
  serialNumbers: readonly string[];
}

/**
 * The order with what was received of each line, and where it stands by that.
 * @param receiptsOf undefined for a line that the PSA does not have
 * @param isClosed the PSA expects nothing more of it
 */
export function receivedOrder(
  order: PurchaseOrder,
  receiptsOf: (line: PurchaseOrder['lines'][number], index: number) => LineReceipts | undefined,
  { isClosed = false }: { isClosed?: boolean } = {},
): PurchaseOrder {
  const lines = order.lines.map((line, index) => {
    const receipts = receiptsOf(line, index);
    return receipts === undefined ? line : { ...line, ...receipts, serialNumbers: [...receipts.serialNumbers] };
  });
  const isAny = lines.some((line) => line.receivedQuantity > 0);
  const isAll = lines.every((line) => line.receivedQuantity >= line.quantity) || (isClosed && isAny);
  return { ...order, lines, status: isAll ? 'received' : isAny ? 'partially_received' : 'placed' };
}

/** The order, which somebody cancelled in the PSA. */
export function cancelledThere(order: PurchaseOrder, psaName: string): PurchaseOrder {
  return { ...order, status: 'cancelled', cancelledBecause: `Cancelled in ${psaName}.` };
}
