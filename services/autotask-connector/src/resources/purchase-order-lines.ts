import { type PushContext, sendParts } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskPurchaseOrder, AutotaskPurchaseOrderItem } from '../client/types.ts';
import { lineMemo, purchaseOrderItemRow, type OrderReference } from '../mapping/purchase-order.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { chargeToOrder, readBoughtCharges, type BoughtCharges } from './bought-charges.ts';
import { ORDERS, orderStatus } from './order-statuses.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;
type Line = PurchaseOrder['lines'][number];

const SUBMIT = 'submit';

/**
 * The lines one after the other, each once; a line that fails is named and the others go on (IS-09). The order is submitted
 * when all of them are there: a later try adds what is missing, which a submitted order would no longer take.
 */
export async function pushOrderLines(
  { data: order }: BusinessRecord<'purchase_order'>,
  orderId: number,
  context: Context,
): Promise<void> {
  if (order.status === 'cancelled' || context.stepId(SUBMIT) !== undefined) return;
  const places = new Map(order.lines.map(({ id }, index) => [id, index]));
  const toSend = order.lines.filter((line) => context.stepId(itemStep(line)) === undefined);
  const charges = await readBoughtCharges(toSend, context);
  const send = (line: Line): Promise<void> =>
    pushLine({ line, order, orderId, memo: lineMemo(order, places.get(line.id) ?? 0), charges }, context);
  if (await sendParts(order.lines, send, context)) await submit(orderId, context);
}

interface OrderedLine {
  line: Line;
  order: PurchaseOrder;
  orderId: number;
  memo: string;
  charges: BoughtCharges;
}

const itemStep = ({ id }: Line): string => `item:${id}`;

async function pushLine({ line, order, orderId, memo, charges }: OrderedLine, context: Context): Promise<void> {
  const { session } = context;
  await context.once(itemStep(line), {
    async find() {
      const filter = [where.eq('orderID', orderId)];
      const rows = await session.client.list('PurchaseOrderItems', { filter }, AutotaskPurchaseOrderItem);
      const own = rows.find((row) => row.memo === memo);
      return own && String(own.id);
    },
    async create() {
      const reference = await referenceOf(line, charges, context);
      const locationId = await session.receivingLocationId(order.receivingLocation);
      const row = purchaseOrderItemRow(line, reference, { locationId, memo });
      const target = { parent: ORDERS, parentId: orderId, child: 'Items' };
      return String(await session.client.create(target, { orderID: orderId, ...row }));
    },
  });
}

/** Submitted once: an order of which something was received must not be put back. */
async function submit(orderId: number, { session, once }: Context): Promise<void> {
  await once(SUBMIT, {
    async find() {
      const order = await session.client.get(ORDERS, orderId, AutotaskPurchaseOrder);
      return order && order.status !== (await orderStatus(session, 'fresh')) ? String(orderId) : undefined;
    },
    async create() {
      await session.client.patch(ORDERS, { id: orderId, status: await orderStatus(session, 'submitted') });
      return String(orderId);
    },
  });
}

/** A charge of a ticket is bought as such, so that it moves with the order; everything else as a product. */
async function referenceOf(line: Line, charges: BoughtCharges, context: Context): Promise<OrderReference> {
  const chargeId = chargeToOrder(line.id, charges);
  if (chargeId !== undefined) return { field: 'chargeID', id: chargeId };
  if (line.productId === undefined) throw missing('The line names no product, and Autotask orders products and charges only.');
  const productId = await context.externalId('product', line.productId);
  if (productId !== undefined) return { field: 'productID', id: Number(productId) };
  const product = await context.records.get('product', line.productId);
  // The line fails for the reason that its product failed for, where that is known.
  throw missing(product?.external[context.integration.id]?.sync.message ?? 'Product has no external identifier');
}

function missing(message: string) {
  return rejected('item_reference_missing', message);
}
