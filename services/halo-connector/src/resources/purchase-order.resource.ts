import { isOrderWanted, openOrders, type Page, type PartContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Incoming, PurchaseOrder } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import { HaloPurchaseOrder } from '../client/sales-types.ts';
import { SavedRow } from '../client/types.ts';
import { purchaseOrderLineRow, purchaseOrderRow, withReceipts } from '../mapping/purchase-order.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { supplierNamed } from './item-push.ts';
import { accountsOf, itemOf } from './line-items.ts';
import { readingDetails } from './details.ts';

type Context = PartContext<HaloSession, HaloSettings>;

const ORDERS = 'PurchaseOrder';

/**
 * Purchase orders (halopsa.md section 6): made once they are placed here (FP-12), whole and with our number as the marker. What is
 * received comes back (FP-13).
 */
export const purchaseOrderResource: Resource<'purchase_order', HaloSession, HaloSettings> = {
  push: orderPush(),
  pull: {
    label: 'Purchase orders',
    changes: 'since',
    page: (context, { cursor }) => readOpenOrders(cursor, context),
  },
  nameOf: ({ number }) => number,
};

function orderPush(): PushPart<'purchase_order', HaloSession, HaloSettings> {
  return {
    wants: isOrderWanted,
    prefers: ({ data }) =>
      [...new Set(data.lines.flatMap(({ productId }) => productId ?? []))].map((id) => ({ type: 'product', id })),
    create: {
      async claim({ data }, context) {
        return { supplier: await supplierOf(data, context), marker: data.number };
      },
      async find({ supplier, marker }, _record, { session: { client } }) {
        const rows = await client.list(
          ORDERS,
          { supplier_id: Number(supplier), order: 'id', orderdesc: true },
          HaloPurchaseOrder,
        );
        const made = rows.find((row) => row.supplier_id === supplier && row.po_ref === marker);
        return made && String(made.id);
      },
      async send({ data }, { supplier }, context) {
        const itemIds = await Promise.all(data.lines.map((line) => itemOf(line, context)));
        const accountOf = await accountsOf(itemIds, context);
        const lines = data.lines.map((line, index) =>
          purchaseOrderLineRow(line, { itemId: itemIds[index], expense: accountOf(itemIds[index]).expense }),
        );
        const row: HaloWrite = { ...purchaseOrderRow(data, Number(supplier)), lines };
        return String((await context.session.client.save(ORDERS, row, SavedRow)).id);
      },
    },
    async update({ data }, link, { session }) {
      const seen = link.seen as PurchaseOrder | undefined;
      if (data.status === 'cancelled' && seen?.status !== 'cancelled') throw notCancelled(link.id);
      if (data.distributorReference === undefined || seen?.distributorReference === data.distributorReference) return;
      // The distributor tells its number once it has taken the order.
      await session.client.save(ORDERS, { id: Number(link.id), '3rd_party_ponumber': data.distributorReference }, SavedRow);
    },
  };
}

/** @throws AppError `supplier_missing` */
async function supplierOf({ distributorId }: PurchaseOrder, { records, session }: Context): Promise<number> {
  const name = (await records.get('company', distributorId))?.data.name ?? '';
  const supplier = await supplierNamed(name, session);
  if (supplier !== undefined) return supplier;
  throw rejected('supplier_missing', `HaloPSA has no supplier called "${name}".`, { details: { reference: `supplier ${name}` } });
}

/** No status of HaloPSA's is documented to take an order back. */
function notCancelled(id: string): Error {
  return rejected('order_cancelled_here', `The order was cancelled here; purchase order ${id} stands in HaloPSA as it was.`);
}

/** Whether an order changes when something of it is received is not documented, so each run looks at those that are open here. */
async function readOpenOrders(cursor: string | undefined, context: Context): Promise<Page<'purchase_order'>> {
  const { integration } = context;
  const { records, externalIds, next } = await openOrders(cursor, context);
  return readingDetails(context, `purchase orders ${externalIds.join(',')}`, async ({ read, seenAt }) => {
    const rows = new Map((await read(ORDERS, HaloPurchaseOrder, externalIds)).map((row) => [String(row.id), row]));
    const itemIds = await itemIdsOf(records, context);
    const items = records.flatMap(({ data, external }): Incoming<'purchase_order'>[] => {
      const externalId = external[integration.id]?.id;
      const row = rows.get(externalId ?? '');
      if (externalId === undefined || !row) return [];
      const itemOfLine = ({ productId }: Line): number | undefined => itemIds.get(productId ?? '');
      return [{ externalId, seenAt, data: withReceipts(data, row.lines ?? [], itemOfLine) }];
    });
    return { items, watermark: seenAt, ...(next === undefined ? {} : { next }) };
  });
}

type Line = PurchaseOrder['lines'][number];

/** Items by our ids of the products that are ordered. */
async function itemIdsOf(
  orders: readonly BusinessRecord<'purchase_order'>[],
  context: Context,
): Promise<ReadonlyMap<string, number>> {
  const products = new Set(orders.flatMap(({ data }) => data.lines.flatMap(({ productId }) => productId ?? [])));
  const ids = new Map<string, number>();
  for (const id of products) {
    const itemId = await context.externalId('product', id);
    if (itemId !== undefined) ids.set(id, Number(itemId));
  }
  return ids;
}
