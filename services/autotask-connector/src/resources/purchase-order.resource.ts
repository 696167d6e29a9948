import { isOrderWanted, linkedId, openOrders, type PullPart, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import type { PurchaseOrder } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskPurchaseOrder } from '../client/types.ts';
import { purchaseOrderRow } from '../mapping/purchase-order.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { followCharges } from './bought-charges.ts';
import { checkedRow } from './checked-row.ts';
import { ORDERS, orderStatus } from './order-statuses.ts';
import { pushOrderLines } from './purchase-order-lines.ts';
import { readMovedOrders } from './receipts.ts';

/**
 * Purchase orders (autotask.md sections 5.19 to 5.21): made as New with our number as the marker, then their lines one by one,
 * then submitted, for nothing can be added afterwards and nothing received before. What is received comes back (FP-13).
 */
export const purchaseOrderResource: Resource<'purchase_order', AutotaskSession, AutotaskSettings> = {
  push: orderPush(),
  pull: orderPull(),
  nameOf: ({ number }) => number,
};

function orderPush(): PushPart<'purchase_order', AutotaskSession, AutotaskSettings> {
  return {
    wants: isOrderWanted,
    requires: ({ data }) => [{ type: 'company', id: data.distributorId }],
    prefers: ({ data }) => productsOf(data).map((id) => ({ type: 'product' as const, id })),
    create: {
      async claim(record, context) {
        return {
          vendorId: await linkedId({ type: 'company', id: record.data.distributorId }, context),
          marker: record.data.number,
        };
      },
      async find(claim, _record, { session }) {
        const filter = [where.eq('vendorID', claim['vendorId']), where.eq('externalPONumber', claim['marker'])];
        const rows = await session.client.query(ORDERS, { filter }, AutotaskPurchaseOrder);
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const { session } = context;
        const made = purchaseOrderRow(record.data, await session.ownCompany());
        const row = await checkedRow(ORDERS, made, { isNew: true }, context);
        const status = await orderStatus(session, 'fresh');
        return String(await session.client.create(ORDERS, { ...row, vendorID: claim['vendorId'], status }));
      },
    },
    async update(record, link, { session }) {
      if (record.data.status !== 'cancelled' || link.seen?.['status'] === 'cancelled') return;
      await session.client.patch(ORDERS, { id: Number(link.id), status: await orderStatus(session, 'cancelled') });
    },
    async parts(record, externalId, context) {
      await pushOrderLines(record, Number(externalId), context);
      await followCharges(record.data, context);
    },
  };
}

/** Nothing tells of edits to an order (autotask.md section 5.4.2), so each run looks at those that are still open here. */
function orderPull(): PullPart<'purchase_order', AutotaskSession, AutotaskSettings> {
  return {
    label: 'Purchase orders',
    changes: 'since',
    async page(context, { cursor }) {
      const { session, integration, clock } = context;
      const seenAt = clock.now();
      const { records: open, next } = await openOrders(cursor, context);
      return {
        items: (await readMovedOrders(session, integration.id, open)).map((moved) => ({ ...moved, seenAt })),
        watermark: seenAt,
        ...(next === undefined ? {} : { next }),
      };
    },
  };
}

/** Those that are bought as products; a charge of a ticket has its product with it. */
function productsOf({ lines }: PurchaseOrder): readonly string[] {
  return [...new Set(lines.flatMap(({ productId, ticketChargeId }) => (ticketChargeId ? [] : (productId ?? []))))];
}
