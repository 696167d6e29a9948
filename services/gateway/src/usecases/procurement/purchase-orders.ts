import { checkRevision, conflict, newId, type Caller, type Clock } from '@psa-bridge/core';
import type { Mailer } from '@psa-bridge/mail';
import type { BusinessRecord } from '@psa-bridge/records';
import { editOrder, type OrderEdit } from '../../domain/procurement/order-edit.ts';
import { cancel, placeManually, type PlacingWay } from '../../domain/procurement/order-placing.ts';
import { approve, type OrderRequest } from '../../domain/procurement/order-rules.ts';
import type { DistributorApi } from '../../ports.ts';
import { existing } from '../read-record.ts';
import { makeChangeOrder } from './change-order.ts';
import { makeOrderSelection, type OrderSelection } from './order-selection.ts';
import { makePlaceOrder } from './place-order.ts';
import { checkNamed, makeSaveOrder, type SaveOrderDeps } from './save-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface PurchaseOrders {
  create(caller: Caller, request: OrderRequest): Promise<Order>;
  createForEach: OrderSelection;
  edit(caller: Caller, id: string, edit: { changes: OrderEdit; ifRevision: number }): Promise<Order>;
  approve(caller: Caller, id: string): Promise<Order>;
  place(caller: Caller, id: string, way: PlacingWay): Promise<Order>;
  placeManually(caller: Caller, id: string): Promise<Order>;
  cancel(caller: Caller, id: string, reason: string): Promise<Order>;
}

export interface PurchaseOrderDeps extends SaveOrderDeps {
  mailer: Mailer;
  distributors: DistributorApi;
  clock: Clock;
}

/** What people do with purchase orders (FP-11, FP-12). */
export function makePurchaseOrders(deps: PurchaseOrderDeps): PurchaseOrders {
  const { clock } = deps;
  const change = makeChangeOrder(deps);
  return {
    create: makeCreateOrder(deps),
    createForEach: makeOrderSelection(deps),
    edit: makeEditOrder(deps),
    approve: (caller, id) => change(caller, id, (order) => approve(order, caller)),
    place: makePlaceOrder({ ...deps, change }),
    placeManually: (caller, id) => change(caller, id, (order) => placeManually(order, clock.now())),
    cancel: (caller, id, reason) => change(caller, id, (order) => cancel(order, { reason, now: clock.now() })),
  };
}

function makeCreateOrder(deps: PurchaseOrderDeps): PurchaseOrders['create'] {
  const saveOrder = makeSaveOrder(deps);
  return async function createOrder(caller, request) {
    const own = deps.records.forTenant(caller.tenantId);
    await checkNamed(own, request);
    const items = await own.getMany(
      'procurement_item',
      request.items.map(({ id }) => id),
    );
    const order = await saveOrder(caller, newId(), { request, items });
    if (order.data.status !== 'cancelled') return order;
    throw conflict('item_taken', order.data.cancelledBecause ?? 'An item was taken meanwhile.', {
      details: { purchaseOrderId: order._id },
      expected: true,
    });
  };
}

function makeEditOrder({ records, saves, resource, settle }: PurchaseOrderDeps): PurchaseOrders['edit'] {
  return async function editPurchaseOrder(caller, id, { changes, ifRevision }) {
    const own = records.forTenant(caller.tenantId);
    await existing(own, resource, id);
    await checkNamed(own, changes);
    const before = (await settle(caller.tenantId, id)) ?? ((await existing(own, resource, id)) as Order);
    // Before its state is judged: what the person saw may have been another one.
    checkRevision(before.dataRevision, ifRevision);
    const edited = editOrder(before.data, changes, caller.subject);
    const saved = await saves.update(caller, resource, { id, changes: edited, ifRevision });
    return (await settle(caller.tenantId, id)) ?? (saved as Order);
  };
}
