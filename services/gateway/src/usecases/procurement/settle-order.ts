import type { ArmedPoints } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore, TenantRecords } from '@psa-bridge/records';
import { itemOnOrder } from '../../domain/procurement/item-rules.ts';
import { afterReservation } from '../../domain/procurement/order-rules.ts';
import type { ProcurementSettings } from '../../ports.ts';
import { changeRecord } from './change-record.ts';
import { BY_PROCUREMENT, type Follow } from './follow-sources.ts';

type Order = BusinessRecord<'purchase_order'>;

const PAGE = 500;

export interface SettleOrderDeps {
  records: RecordStore;
  settings: ProcurementSettings;
  faults: ArmedPoints;
}

/** Brings the items of an order into step with it; answers the order as it stands then. Safe to repeat, and to run twice at once. */
export type SettleOrder = (tenantId: string, orderId: string) => Promise<Order | undefined>;

/**
 * An order is saved before its items are reserved, so a process that dies in between leaves a draft, which this finishes
 * whoever comes next. Items are reserved in the order of their ids up to the first that is taken: of several orders that want
 * the same items one always gets all of its own.
 */
export function makeSettleOrder(deps: SettleOrderDeps): SettleOrder {
  return async function settleOrder(tenantId, orderId) {
    const records = deps.records.forTenant(tenantId);
    for (;;) {
      const order = await records.get('purchase_order', orderId);
      if (!order) return undefined;
      const taken = await settleItems(records, order, deps.faults);
      const { approvalAbove } = await deps.settings.get(tenantId);
      const after = await changeRecord(records, {
        ...{ type: 'purchase_order', id: orderId },
        decide: (data) => afterReservation(data, { taken, approvalAbove }),
        save: (changes, ifRevision) => records.update('purchase_order', orderId, changes, { ...BY_PROCUREMENT, ifRevision }),
      });
      // Its items were settled by what it was; it has moved on, so they are settled once more.
      if (after.dataRevision === order.dataRevision) return after;
    }
  };
}

/** The name of the first item that another order has. */
async function settleItems(records: TenantRecords, order: Order, faults: ArmedPoints): Promise<string | undefined> {
  for (const id of await itemsOf(records, order)) {
    let taken: string | undefined;
    await changeRecord(records, {
      ...{ type: 'procurement_item', id },
      decide: (item) => {
        const becomes = itemOnOrder(item, order._id, order.data, id);
        taken = becomes === 'taken' ? item.name : undefined;
        return becomes === 'taken' ? undefined : becomes;
      },
      save: (changes, ifRevision) => records.update('procurement_item', id, changes, { ...BY_PROCUREMENT, ifRevision }),
    });
    if (taken !== undefined) return taken;
    await faults.reach('after_write', 'procurement:purchase_order');
  }
  return undefined;
}

/** Those of its lines, and those that it still has although their line was taken off. */
async function itemsOf(records: TenantRecords, { _id: purchaseOrderId, data }: Order): Promise<readonly string[]> {
  const ids = new Set(data.lines.map(({ procurementItemId }) => procurementItemId));
  for await (const page of records.pages('procurement_item', PAGE, { purchaseOrderId })) for (const { _id } of page) ids.add(_id);
  return [...ids].sort();
}

/** An item that a slow reservation put on an order that had let go of it meanwhile is given back. */
export function makeFollowItem({ records, settle }: { records: RecordStore; settle: SettleOrder }): Follow {
  return async function followItem(tenantId, id) {
    const own = records.forTenant(tenantId);
    const item = (await own.get('procurement_item', id))?.data;
    const order = item?.purchaseOrderId === undefined ? undefined : await own.get('purchase_order', item.purchaseOrderId);
    if (!item || !order) return;
    const becomes = itemOnOrder(item, order._id, order.data, id);
    if (becomes !== 'taken' && becomes.status === 'pending') await settle(tenantId, order._id);
  };
}
