import { isOrderWanted, linkedId, type PullPart, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import type { PurchaseOrder } from '@psa-bridge/records';
import { where } from '../client/conditions.ts';
import { replacements } from '../client/patch.ts';
import { CreatedRow } from '../client/types.ts';
import { purchaseOrderRow } from '../mapping/purchase-order.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { newOrderStatus, ORDERS, orderTerms, receivingWarehouse } from './order-choices.ts';
import { cancelOrder, pushOrderLines } from './purchase-order-lines.ts';
import { readOpenOrders } from './receipts.ts';

/**
 * Purchase orders (connectwise.md section 11): made once they are placed here, with our number as the marker, then their lines one by
 * one (FP-12). What is received comes back (FP-13).
 */
export const purchaseOrderResource: Resource<'purchase_order', ConnectWiseSession, ConnectWiseSettings> = {
  push: orderPush(),
  pull: orderPull(),
  nameOf: ({ number }) => number,
};

function orderPush(): PushPart<'purchase_order', ConnectWiseSession, ConnectWiseSettings> {
  return {
    wants: isOrderWanted,
    requires: ({ data }) => [{ type: 'company', id: data.distributorId }],
    prefers: ({ data }) =>
      [...new Set(data.lines.flatMap(({ productId }) => productId ?? []))].map((id) => ({ type: 'product', id })),
    create: {
      async claim({ data }, context) {
        return { vendor: await linkedId({ type: 'company', id: data.distributorId }, context), marker: data.number };
      },
      async find({ vendor, marker }, _record, { session }) {
        const conditions = where.all(where.eq('vendorCompany/id', Number(vendor)), where.eq('poNumber', String(marker)));
        const [row] = await session.client.list(ORDERS.path, { conditions, fields: ['id'] }, CreatedRow);
        return row && String(row.id);
      },
      async send({ data }, { vendor }, context) {
        const { session } = context;
        const row = purchaseOrderRow(data, {
          vendor: Number(vendor),
          status: await newOrderStatus(session),
          terms: await orderTerms(session),
          warehouse: receivingWarehouse(data, session),
        });
        await checkedRow('purchaseOrder', row, { isNew: true }, context);
        return String((await session.client.create(ORDERS.path, row, CreatedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const seen = link.seen as PurchaseOrder | undefined;
      if (data.status === 'cancelled' && seen?.status !== 'cancelled') return cancelOrder(Number(link.id), context);
      if (data.distributorReference === undefined || seen?.distributorReference === data.distributorReference) return;
      // The distributor tells its number once it has taken the order.
      const change = { vendorOrderNumber: data.distributorReference };
      await checkedRow('purchaseOrder', change, { isNew: false }, context);
      await context.session.client.patch(`${ORDERS.path}/${link.id}`, replacements(change));
    },
    parts: (record, externalId, context) => pushOrderLines(record, Number(externalId), context),
  };
}

/** Whether an order changes when something of it is received is not documented, so each run looks at those that are open here. */
function orderPull(): PullPart<'purchase_order', ConnectWiseSession, ConnectWiseSettings> {
  return { label: 'Purchase orders', changes: 'since', page: (context, { cursor }) => readOpenOrders(cursor, context) };
}
