import { conflict } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import { requireStatus, type OrderChanges } from './order-rules.ts';

/** How an order reaches its distributor (FP-12). */
export type PlacingWay = { by: 'email'; to: string } | { by: 'distributor' };

/** Why an order was not placed; `isUnclear` where the distributor may have it all the same. */
export interface PlacingFailure {
  code: string;
  message: string;
  isUnclear: boolean;
}

/** No try takes longer than this: an order that is on its way for longer was left behind by a process that died. */
const PLACING_MS = 2 * 60_000;
const NOT_ON_ITS_WAY = { placingBy: undefined, placingSince: undefined, placingFailure: undefined } as const;

/**
 * Before the order goes out, so that no second person sends it as well. One that may have arrived goes out in the same way
 * again: under the same id, by which its receiver knows it.
 *
 * @throws AppError `order_being_placed`, `order_placing_unclear`, `order_status_conflict`
 */
export function beginPlacing(order: PurchaseOrder, way: PlacingWay, now: Date): OrderChanges | undefined {
  if (order.placedAt !== undefined && order.placedBy === way.by) return undefined;
  if (order.status !== 'placing') requireStatus(order, ['approved'], 'placed');
  else requireLeftBehind(order, now, way);
  return {
    ...{ ...NOT_ON_ITS_WAY, status: 'placing', placingBy: way.by, placingSince: now.toISOString() },
    ...(way.by === 'email' ? { mailedTo: way.to } : {}),
  };
}

/** Of the try that began at `since`; one that was taken over meanwhile is not settled by the one that it replaced. */
export function endPlacing(
  order: PurchaseOrder,
  since: string | undefined,
  { at, reference }: { at: Date; reference?: string | undefined },
): OrderChanges | undefined {
  if (!isThatTry(order, since)) return undefined;
  return {
    ...{ ...NOT_ON_ITS_WAY, status: 'placed', placedBy: order.placingBy, placedAt: at.toISOString() },
    ...(reference === undefined ? {} : { distributorReference: reference }),
  };
}

/** The reason stays with the order. It is free for anything again only where it certainly did not arrive. */
export function failPlacing(
  order: PurchaseOrder,
  since: string | undefined,
  { failure: { code, message, isUnclear }, at }: { failure: PlacingFailure; at: Date },
): OrderChanges | undefined {
  if (!isThatTry(order, since)) return undefined;
  const placingFailure = { code, message, at: at.toISOString() };
  if (isUnclear) return { placingSince: undefined, placingFailure };
  return { ...NOT_ON_ITS_WAY, status: 'approved', mailedTo: undefined, placingFailure };
}

/**
 * Ordered elsewhere and only noted here; the PSA gets it all the same (FP-12). So is one whose distributor was asked whether
 * it arrived.
 *
 * @throws AppError `order_being_placed`, `order_status_conflict`
 */
export function placeManually(order: PurchaseOrder, now: Date): OrderChanges | undefined {
  if (order.placedBy === 'manual') return undefined;
  if (order.status !== 'placing') requireStatus(order, ['approved'], 'placed');
  else requireLeftBehind(order, now);
  return { ...NOT_ON_ITS_WAY, status: 'placed', placedBy: 'manual', placedAt: now.toISOString() };
}

/** @throws AppError `order_being_placed`, `order_status_conflict` */
export function cancel(order: PurchaseOrder, { reason, now }: { reason: string; now: Date }): OrderChanges | undefined {
  if (order.status === 'cancelled') return undefined;
  if (order.status === 'placing') requireLeftBehind(order, now);
  else requireStatus(order, ['draft', 'awaiting_approval', 'approved', 'placed'], 'cancelled');
  return { ...NOT_ON_ITS_WAY, status: 'cancelled', cancelledBecause: reason };
}

function isThatTry({ status, placingSince }: PurchaseOrder, since: string | undefined): boolean {
  return status === 'placing' && placingSince === since;
}

function requireLeftBehind({ number, placingBy, placingSince }: PurchaseOrder, now: Date, way?: PlacingWay): void {
  if (placingSince !== undefined && now.getTime() - new Date(placingSince).getTime() < PLACING_MS) {
    throw conflict('order_being_placed', `${number} is on its way to the distributor right now.`, { expected: true });
  }
  if (way === undefined || way.by === placingBy) return;
  throw conflict(
    'order_placing_unclear',
    `${number} may have reached the distributor by ${placingBy ?? 'another way'}: place it in that way again, or ask the distributor and then note it as placed or cancel it.`,
    { details: { placingBy }, expected: true },
  );
}
