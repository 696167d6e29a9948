import { conflict, invalidInput, type Caller, type Clock } from '@psa-bridge/core';
import type { Mailer } from '@psa-bridge/mail';
import type { BusinessRecord, TenantRecords } from '@psa-bridge/records';
import { editOrder, type OrderEdit } from '../../domain/procurement/order-edit.ts';
import { cancel, placeManually, type PlacingWay } from '../../domain/procurement/order-placing.ts';
import { approve, draftOrder, type OrderRequest } from '../../domain/procurement/order-rules.ts';
import type { Reference } from '../../domain/resources.ts';
import type { DistributorApi, ProcurementSettings } from '../../ports.ts';
import { checkReferences } from '../check-references.ts';
import { existing } from '../read-record.ts';
import { makeChangeOrder, type ChangeOrderDeps } from './change-order.ts';
import { makePlaceOrder } from './place-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface PurchaseOrders {
  create(caller: Caller, request: OrderRequest): Promise<Order>;
  edit(caller: Caller, id: string, edit: { changes: OrderEdit; ifRevision: number }): Promise<Order>;
  approve(caller: Caller, id: string): Promise<Order>;
  place(caller: Caller, id: string, way: PlacingWay): Promise<Order>;
  placeManually(caller: Caller, id: string): Promise<Order>;
  cancel(caller: Caller, id: string, reason: string): Promise<Order>;
}

export interface PurchaseOrderDeps extends ChangeOrderDeps {
  settings: ProcurementSettings;
  mailer: Mailer;
  distributors: DistributorApi;
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
    edit: makeEditOrder(deps),
    approve: (caller, id) => change(caller, id, (order) => approve(order, caller)),
    place: makePlaceOrder({ ...deps, change }),
    placeManually: (caller, id) => change(caller, id, (order) => placeManually(order, clock.now())),
    cancel: (caller, id, reason) => change(caller, id, (order) => cancel(order, { reason, now: clock.now() })),
  };
}

function makeCreateOrder({ records, saves, resource, settings, settle }: PurchaseOrderDeps): PurchaseOrders['create'] {
  return async function createOrder(caller, request) {
    const own = records.forTenant(caller.tenantId);
    await checkNamed(own, request);
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

function makeEditOrder({ records, saves, resource, settle }: PurchaseOrderDeps): PurchaseOrders['edit'] {
  return async function editPurchaseOrder(caller, id, { changes, ifRevision }) {
    const own = records.forTenant(caller.tenantId);
    await existing(own, resource, id);
    await checkNamed(own, changes);
    const before = (await settle(caller.tenantId, id)) ?? ((await existing(own, resource, id)) as Order);
    const edited = editOrder(before.data, changes, caller.subject);
    const saved = await saves.update(caller, resource, { id, changes: edited, ifRevision });
    return (await settle(caller.tenantId, id)) ?? (saved as Order);
  };
}

/** @throws AppError `unknown_reference` */
async function checkNamed(own: TenantRecords, named: { receivingLocation?: string | undefined }): Promise<void> {
  await checkReferences(own, { references: NAMED }, named);
  const { receivingLocation: key } = named;
  if (key === undefined) return;
  const filters = { kind: 'inventory_location', key, isActive: true };
  if ((await own.search('field_value', { from: 0, size: 1, filters })).total > 0) return;
  const problem = { field: 'body.receivingLocation', message: 'there is no active inventory location with this key' };
  throw invalidInput('unknown_reference', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
