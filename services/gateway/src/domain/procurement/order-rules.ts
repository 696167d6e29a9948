import { conflict, forbidden, invalidInput, newId, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, PurchaseOrder, RecordInput } from '@psa-bridge/records';
import { Decimal } from 'decimal.js';
import { requirePending, spoken } from './item-rules.ts';

export type OrderChanges = Partial<RecordInput<'purchase_order'>>;
type Item = BusinessRecord<'procurement_item'>;
type Status = PurchaseOrder['status'];

/** What a person says of an order to make. */
export interface OrderRequest {
  distributorId: string;
  items: readonly { id: string; unitCost?: string | undefined }[];
  shipTo?: string | undefined;
  shipToAddress?: PurchaseOrder['shipToAddress'];
  receivingLocation?: string | undefined;
  memo?: string | undefined;
}

/**
 * A new order for items of any number of quotes, to one distributor (FP-11). It is a draft until its items are reserved.
 *
 * @throws AppError `item_not_pending`, `other_distributor`, `unit_cost_missing`, `item_twice`, each naming the item
 */
export function draftOrder(
  request: OrderRequest,
  items: readonly Item[],
  made: { number: string; requestedBy: string },
): RecordInput<'purchase_order'> {
  const byId = new Map(items.map((item) => [item._id, item]));
  if (byId.size !== request.items.length)
    throw invalidInput('item_twice', 'body.items: name each item once.', { expected: true });
  const lines = request.items.flatMap(({ id, unitCost }) => {
    const item = byId.get(id);
    return item ? [lineOf(item, unitCost, request.distributorId)] : [];
  });
  const { items: _items, ...said } = request;
  return { ...said, ...made, lines, total: totalOf(lines) };
}

/** @throws AppError `item_not_pending`, `other_distributor`, `unit_cost_missing`, each naming the item */
export function lineOf({ _id, data }: Item, given: string | undefined, distributorId: string) {
  requirePending(data, 'ordered');
  if (data.distributorId !== undefined && data.distributorId !== distributorId) {
    throw conflict('other_distributor', `${data.name} is to be bought from another distributor: choose one order for each.`, {
      details: { itemId: _id, distributorId: data.distributorId },
      expected: true,
    });
  }
  const unitCost = given ?? data.unitCost;
  if (unitCost === undefined) {
    throw invalidInput('unit_cost_missing', `${data.name} has no unit cost: give one in body.items.`, {
      details: { itemId: _id },
      expected: true,
    });
  }
  const { productId, ticketChargeId, name, quantity } = data;
  return { id: newId(), procurementItemId: _id, productId, ticketChargeId, name, quantity, unitCost };
}

export function totalOf(lines: readonly { quantity: number; unitCost: string }[]): string {
  const total = lines.reduce((sum, line) => sum.plus(new Decimal(line.unitCost).times(line.quantity)), new Decimal(0));
  const exact = total.toDecimalPlaces(4);
  return exact.decimalPlaces() > 2 ? exact.toFixed() : exact.toFixed(2);
}

/**
 * A draft after its items were asked for: where somebody else was faster it is cancelled, else it is free to be placed or
 * waits for its approval. `approvalAbove` is the tenant's threshold; without one no order needs approval.
 */
export function afterReservation(
  order: PurchaseOrder,
  { taken, approvalAbove }: { taken: string | undefined; approvalAbove: string | undefined },
): OrderChanges | undefined {
  if (order.status !== 'draft') return undefined;
  if (taken !== undefined)
    return { status: 'cancelled', cancelledBecause: `${taken} was put on another order, or dismissed, meanwhile.` };
  const needsApproval = approvalAbove !== undefined && new Decimal(order.total).greaterThan(approvalAbove);
  return { status: needsApproval ? 'awaiting_approval' : 'approved' };
}

/**
 * Another person than the one who asked for it, or an admin, lets an order pass (FP-11).
 *
 * @throws AppError `own_order`, `order_status_conflict`
 */
export function approve(order: PurchaseOrder, caller: Pick<Caller, 'subject' | 'isAdmin'>): OrderChanges | undefined {
  if (order.status === 'approved') return undefined;
  requireStatus(order, ['awaiting_approval'], 'approved');
  if (order.requestedBy === caller.subject && !caller.isAdmin) {
    throw forbidden('own_order', 'Another person, or an admin, must approve this order.', { expected: true });
  }
  return { status: 'approved', approvedBy: caller.subject };
}

/** @throws AppError `order_status_conflict` */
export function requireStatus({ status, number }: PurchaseOrder, allowed: readonly Status[], becoming: string): void {
  if (allowed.includes(status)) return;
  const wanted = allowed.map(spoken).join(' or ');
  throw conflict(
    'order_status_conflict',
    `${number} is ${spoken(status)} and cannot be ${becoming}; for that it must be ${wanted}.`,
    { details: { status, allowed }, expected: true },
  );
}
