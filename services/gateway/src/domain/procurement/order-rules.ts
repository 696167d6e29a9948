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
  memo?: string | undefined;
}

/** A mail takes no longer than this: an order that is being mailed for longer was left behind by a process that died. */
const MAILING_MS = 2 * 60_000;

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

function lineOf({ _id, data }: Item, given: string | undefined, distributorId: string) {
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

/**
 * Before the mail goes out, so that no second person sends it as well (FP-12).
 *
 * @throws AppError `order_being_placed`, `order_status_conflict`
 */
export function beginMailing(order: PurchaseOrder, to: string, now: Date): OrderChanges | undefined {
  if (order.placedBy === 'email' && order.placedAt !== undefined) return undefined;
  const since = order.status === 'placing' ? new Date(order.placingSince ?? 0).getTime() : undefined;
  if (since !== undefined && now.getTime() - since < MAILING_MS) {
    throw conflict('order_being_placed', 'This order is being mailed right now.', { expected: true });
  }
  if (since === undefined) requireStatus(order, ['approved'], 'placed');
  return { status: 'placing', mailedTo: to, placingSince: now.toISOString() };
}

/** Of the mailing that began at `since`; one that was taken over meanwhile is not settled by the one that it replaced. */
export function endMailing(order: PurchaseOrder, since: string | undefined, sentAt: Date | undefined): OrderChanges | undefined {
  if (order.status !== 'placing' || order.placingSince !== since) return undefined;
  if (sentAt === undefined) return { status: 'approved', mailedTo: undefined, placingSince: undefined };
  return { status: 'placed', placedBy: 'email', placedAt: sentAt.toISOString(), placingSince: undefined };
}

/** Ordered elsewhere and only noted here; the PSA gets it all the same (FP-12). @throws AppError `order_status_conflict` */
export function placeManually(order: PurchaseOrder, now: Date): OrderChanges | undefined {
  if (order.placedBy === 'manual') return undefined;
  requireStatus(order, ['approved'], 'placed');
  return { status: 'placed', placedBy: 'manual', placedAt: now.toISOString() };
}

/** @throws AppError `order_status_conflict`, `order_partly_received` */
export function cancel(order: PurchaseOrder, reason: string): OrderChanges | undefined {
  if (order.status === 'cancelled') return undefined;
  requireStatus(order, ['draft', 'awaiting_approval', 'approved', 'placed'], 'cancelled');
  return { status: 'cancelled', cancelledBecause: reason };
}

function requireStatus({ status, number }: PurchaseOrder, allowed: readonly Status[], becoming: string): void {
  if (allowed.includes(status)) return;
  const wanted = allowed.map(spoken).join(' or ');
  throw conflict(
    'order_status_conflict',
    `${number} is ${spoken(status)} and cannot be ${becoming}; for that it must be ${wanted}.`,
    { details: { status, allowed }, expected: true },
  );
}
