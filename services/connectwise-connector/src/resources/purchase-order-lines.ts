import { linkedId, present, sendParts, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import { CwOrderLine } from '../client/fulfilment-types.ts';
import { replacements, type ConnectWiseWrite } from '../client/patch.ts';
import { CreatedRow } from '../client/types.ts';
import { purchaseOrderLineRow, type OrderLineLinks } from '../mapping/purchase-order.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { CATALOG } from './catalog-rows.ts';
import { checkedRow } from './checked-row.ts';
import { cancelledStatus, ORDERS, receivingWarehouse } from './order-choices.ts';
import { readRows } from './paging.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;
type Line = PurchaseOrder['lines'][number];

const STEPS = 'line:';
const lineStep = ({ id }: Line): string => `${STEPS}${id}`;

/** The lines one after the other, each once; a line that fails is named and the others go on (IS-09). */
export async function pushOrderLines(
  { data: order }: BusinessRecord<'purchase_order'>,
  orderId: number,
  context: Context,
): Promise<void> {
  if (order.status === 'cancelled') return;
  const toSend = order.lines.filter((line) => context.stepId(lineStep(line)) === undefined);
  if (toSend.length === 0) return;
  const itemAt = await itemsOf(toSend, context);
  const numbers = new Map(order.lines.map(({ id }, index) => [id, index + 1]));
  const warehouse = receivingWarehouse(order, context.session);
  await sendParts(
    toSend,
    async (line) => {
      const product = await productOf(line, context);
      const number = numbers.get(line.id) ?? 0;
      const row = purchaseOrderLineRow(line, { number, product, ...itemAt(product), warehouse });
      await checkedRow('purchaseOrderLine', row, { isNew: true }, context);
      await makeLine(line, { orderId, row }, context);
    },
    context,
  );
}

/** Nothing marks a line: one of this order with its number and content that no line of ours is known by is the one sought. */
async function makeLine(
  line: Line,
  { orderId, row }: { orderId: number; row: ConnectWiseWrite },
  context: Context,
): Promise<void> {
  const { client } = context.session;
  await context.once(lineStep(line), {
    async find() {
      const known = new Set(context.stepIds(STEPS).values());
      const made = (await orderLines(orderId, context.session)).find(
        (there) => !known.has(String(there.id)) && isMadeFrom(row, there),
      );
      return made && String(made.id);
    },
    create: async () => String((await client.create(`${ORDERS.path}/${orderId}/lineitems`, row, CreatedRow)).id),
  });
}

function isMadeFrom(row: ConnectWiseWrite, there: CwOrderLine): boolean {
  const { id } = row['product'] as { id: number };
  return there.lineNumber === row['lineNumber'] && there.product?.id === id && there.quantity === row['quantity'];
}

export function orderLines(orderId: number, { client }: ConnectWiseSession): Promise<readonly CwOrderLine[]> {
  return client.list(`${ORDERS.path}/${orderId}/lineitems`, {}, CwOrderLine);
}

/** A charge of a ticket is bought as its product: ConnectWise's orders refer to no tickets. */
function productOf({ productId }: Line, context: Context): Promise<number> {
  if (productId !== undefined) return linkedId({ type: 'product', id: productId }, context);
  throw rejected('order_line_without_product', 'The line names no product, and ConnectWise orders catalog items only.');
}

/** How each catalog item is bought: in its unit, or where it names none in the default one, and by the vendor's part number. */
async function itemsOf(lines: readonly Line[], context: Context): Promise<(item: number) => BoughtItem> {
  const { session } = context;
  const products = [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
  const linked = await Promise.all(products.map((id) => context.externalId('product', id)));
  const ids = linked.flatMap((id) => id ?? []);
  const rows = await readRows(session, { ...CATALOG, fields: ['id', 'unitOfMeasure', 'vendorSku'] }, ids);
  const items = new Map(rows.map((row) => [row.id, row]));
  const usual = (await session.setup('procurement/unitOfMeasures')).find(({ defaultFlag }) => defaultFlag === true)?.id;
  return (id) => {
    const item = items.get(id);
    return { unit: item?.unitOfMeasure?.id ?? usual, vendorSku: present(item?.vendorSku) };
  };
}

type BoughtItem = Pick<OrderLineLinks, 'unit' | 'vendorSku'>;

/** Takes back what has not come yet; the order's status says so too, where ConnectWise has one for it. */
export async function cancelOrder(orderId: number, context: Context): Promise<void> {
  const { session } = context;
  const own = new Set(context.stepIds(STEPS).values());
  const open = (await orderLines(orderId, session)).filter(
    ({ id, canceledFlag, receivedQuantity }) => own.has(String(id)) && canceledFlag !== true && (receivedQuantity ?? 0) === 0,
  );
  for (const { id } of open)
    await session.client.patch(`${ORDERS.path}/${orderId}/lineitems/${id}`, replacements({ canceledFlag: true }));
  const status = await cancelledStatus(session);
  if (status !== undefined) await session.client.patch(`${ORDERS.path}/${orderId}`, replacements({ status: { id: status } }));
}
