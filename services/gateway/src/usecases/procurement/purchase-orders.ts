import { conflict, type Caller, type Clock } from '@psa-bridge/core';
import type { Mailer } from '@psa-bridge/mail';
import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import { orderMail } from '../../domain/procurement/order-mail.ts';
import {
  approve,
  beginMailing,
  cancel,
  draftOrder,
  endMailing,
  placeManually,
  type OrderChanges,
  type OrderRequest,
} from '../../domain/procurement/order-rules.ts';
import type { Reference, Resource } from '../../domain/resources.ts';
import type { ProcurementSettings } from '../../ports.ts';
import { checkReferences } from '../check-references.ts';
import { existing } from '../read-record.ts';
import type { RecordSaves } from '../save-record.ts';
import { changeRecord } from './change-record.ts';
import type { SettleOrder } from './settle-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface PurchaseOrders {
  create(caller: Caller, request: OrderRequest): Promise<Order>;
  approve(caller: Caller, id: string): Promise<Order>;
  placeManually(caller: Caller, id: string): Promise<Order>;
  placeByMail(caller: Caller, id: string, to: string): Promise<Order>;
  cancel(caller: Caller, id: string, reason: string): Promise<Order>;
}

export interface PurchaseOrderDeps {
  records: RecordStore;
  saves: RecordSaves;
  /** The row of purchase orders. */
  resource: Resource;
  settings: ProcurementSettings;
  settle: SettleOrder;
  mailer: Mailer;
  clock: Clock;
}

const NAMED: readonly Reference[] = [
  { path: 'distributorId', type: 'company' },
  { path: 'items.id', type: 'procurement_item' },
];

/** What people do with purchase orders (FP-11, FP-12). */
export function makePurchaseOrders(deps: PurchaseOrderDeps): PurchaseOrders {
  const { clock } = deps;
  const change = makeChangeOrder(deps);
  return {
    create: makeCreateOrder(deps),
    approve: (caller, id) => change(caller, id, (order) => approve(order, caller)),
    placeManually: (caller, id) => change(caller, id, (order) => placeManually(order, clock.now())),
    placeByMail: makePlaceByMail(deps, change),
    cancel: (caller, id, reason) => change(caller, id, (order) => cancel(order, reason)),
  };
}

function makeCreateOrder({ records, saves, resource, settings, settle }: PurchaseOrderDeps): PurchaseOrders['create'] {
  return async function createOrder(caller, request) {
    const own = records.forTenant(caller.tenantId);
    await checkReferences(own, { references: NAMED }, request);
    const items = await own.getMany(
      'procurement_item',
      request.items.map(({ id }) => id),
    );
    const requestedBy = caller.subject;
    // Refused before a number is spent on it.
    draftOrder(request, items, { number: 'PO', requestedBy });
    const draft = draftOrder(request, items, { number: await settings.takeNumber(caller.tenantId), requestedBy });
    const saved = await saves.create(caller, resource, draft);
    const order = await settle(caller.tenantId, saved._id);
    if (order?.data.status !== 'cancelled') return order ?? (saved as Order);
    throw conflict('item_taken', order.data.cancelledBecause ?? 'An item was taken meanwhile.', {
      details: { purchaseOrderId: order._id },
      expected: true,
    });
  };
}

type ChangeOrder = (caller: Caller, id: string, decide: (order: Order['data']) => OrderChanges | undefined) => Promise<Order>;

/** What a dead process left of the order is finished first; its items follow what it becomes. */
function makeChangeOrder({ records, saves, resource, settle }: PurchaseOrderDeps): ChangeOrder {
  return async function changeOrder(caller, id, decide) {
    const own = records.forTenant(caller.tenantId);
    await existing(own, resource, id);
    await settle(caller.tenantId, id);
    const order = await changeRecord(own, {
      ...{ type: 'purchase_order', id, decide },
      save: (changes, ifRevision) => saves.update(caller, resource, { id, changes, ifRevision }),
    });
    return (await settle(caller.tenantId, id)) ?? order;
  };
}

/**
 * The order is noted as being mailed before the mail goes out, and as placed once the server took it. A process that dies in
 * between leaves it as being mailed: placed again, the mail goes out under the same id.
 */
function makePlaceByMail({ mailer, clock }: PurchaseOrderDeps, change: ChangeOrder): PurchaseOrders['placeByMail'] {
  return async function placeByMail(caller, id, to) {
    const order = await change(caller, id, (data) => beginMailing(data, to, clock.now()));
    if (order.data.status !== 'placing') return order;
    const { placingSince } = order.data;
    try {
      await mailer.send(caller.tenantId, orderMail(id, order.data, to));
    } catch (error) {
      await change(caller, id, (data) => endMailing(data, placingSince, undefined));
      throw error;
    }
    return change(caller, id, (data) => endMailing(data, placingSince, clock.now()));
  };
}
