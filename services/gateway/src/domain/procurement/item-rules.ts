import { conflict, derivedId } from '@psa-bridge/core';
import type {
  BusinessRecord,
  ProcurementItem,
  Product,
  PurchaseOrder,
  Quote,
  RecordInput,
  TicketCharge,
} from '@psa-bridge/records';

export type ItemChanges = Partial<RecordInput<'procurement_item'>>;

/** An item that a cause brings about: its id follows from the cause, so the same cause never makes a second one. */
export interface WantedItem {
  id: string;
  data: RecordInput<'procurement_item'>;
}

type Products = ReadonlyMap<string, Product>;

/** What an approved quote wants bought: its product lines, but for those that need no procurement (FP-10). */
export function itemsOfQuote(quoteId: string, quote: Quote, products: Products): readonly WantedItem[] {
  if (quote.status !== 'approved') return [];
  return quote.items.flatMap(({ id, kind, productId, name, quantity, unitCost }): WantedItem[] => {
    if (kind !== 'product' || !needsProcurement(productId, products)) return [];
    return [
      {
        id: itemIdOfLine(quoteId, id),
        data: {
          ...{ name, quantity, unitCost: unitCost ?? costOf(productId, products), productId },
          ...{ source: 'quote', quoteId, quoteItemId: id, companyId: quote.companyId },
        },
      },
    ];
  });
}

export function itemIdOfLine(quoteId: string, quoteItemId: string): string {
  return derivedId('procurement-item', 'quote', quoteId, quoteItemId);
}

export function itemIdOfCharge(chargeId: string): string {
  return derivedId('procurement-item', 'ticket-charge', chargeId);
}

/** What a charge on a PSA's ticket wants bought; a charge that was cancelled, or is of nothing, wants nothing (AT-92). */
export function itemOfCharge(chargeId: string, charge: TicketCharge, products: Products): WantedItem | undefined {
  if (charge.isCancelled || charge.quantity === 0 || !needsProcurement(charge.productId, products)) return undefined;
  const { companyId, productId } = charge;
  return {
    id: itemIdOfCharge(chargeId),
    data: { ...spokenByCharge(charge, products), ...{ source: 'ticket_charge', ticketChargeId: chargeId, companyId, productId } },
  };
}

/** The item's changes after its charge changed in the PSA: while it is pending it follows, and falls with the charge (AT-93). */
export function followCharge(item: ProcurementItem, charge: TicketCharge, products: Products): ItemChanges | undefined {
  if (item.status !== 'pending') return undefined;
  if (charge.isCancelled || charge.quantity === 0) return { status: 'cancelled' };
  return spokenByCharge(charge, products);
}

/**
 * The item of a quote's line that stands as a charge on its ticket: it is bought as that charge, and as long as it is pending it
 * falls with it (AT-93). Of several charges, because a ticket was lost and made again, the latest that is still there counts.
 */
export function followOwnCharges(
  item: ProcurementItem,
  charges: readonly BusinessRecord<'ticket_charge'>[],
): ItemChanges | undefined {
  const standing = charges.filter(isThere).sort((a, b) => b.data.madeAt.localeCompare(a.data.madeAt));
  const live = standing.find(({ data }) => !data.isCancelled);
  if (item.status === 'pending' && live === undefined && standing.length > 0) return { status: 'cancelled' };
  return item.ticketChargeId === live?._id ? undefined : { ticketChargeId: live?._id };
}

function isThere({ external }: BusinessRecord<'ticket_charge'>): boolean {
  const links = Object.values(external);
  return links.length === 0 || links.some(({ deletedAt }) => deletedAt === undefined);
}

/** @throws AppError `item_not_pending` */
export function dismiss(item: ProcurementItem, reason: string): ItemChanges {
  requirePending(item, 'dismissed');
  return { status: 'dismissed', dismissedBecause: reason };
}

/** @throws AppError `item_not_dismissed`; an item that is pending stays as it is. */
export function restore(item: ProcurementItem): ItemChanges | undefined {
  if (item.status === 'pending') return undefined;
  if (item.status !== 'dismissed') {
    throw conflict('item_not_dismissed', `An item that is ${spoken(item.status)} cannot be restored; only a dismissed one can.`, {
      details: { status: item.status },
      expected: true,
    });
  }
  return { status: 'pending', dismissedBecause: undefined };
}

/** @throws AppError `item_not_pending` */
export function chooseDistributor(item: ProcurementItem, distributorId: string): ItemChanges {
  requirePending(item, 'given to a distributor');
  return { distributorId };
}

/**
 * What an item becomes by an order: reserved for it while it is among its lines, received as its line says, and free again
 * when it was taken off, or the order was cancelled before anything came. `taken` where it is not this order's to have.
 */
export function itemOnOrder(item: ProcurementItem, orderId: string, order: PurchaseOrder, itemId: string): ItemChanges | 'taken' {
  const line = order.lines.find(({ procurementItemId }) => procurementItemId === itemId);
  const isOurs = item.purchaseOrderId === orderId;
  if (!line || order.status === 'cancelled') {
    const isFree = isOurs && (line?.receivedQuantity ?? 0) === 0;
    return isFree ? { status: 'pending', purchaseOrderId: undefined } : {};
  }
  if (!isOurs && item.status !== 'pending') return 'taken';
  return {
    status: line.receivedQuantity >= line.quantity ? 'received' : line.receivedQuantity > 0 ? 'partially_received' : 'ordered',
    purchaseOrderId: orderId,
    distributorId: order.distributorId,
    receivedQuantity: line.receivedQuantity,
    serialNumbers: line.serialNumbers,
  };
}

/** @throws AppError `item_not_pending` */
export function requirePending(item: ProcurementItem, action: string): void {
  if (item.status === 'pending') return;
  throw conflict('item_not_pending', `${item.name} is ${spoken(item.status)}: only a pending item can be ${action}.`, {
    details: { status: item.status, purchaseOrderId: item.purchaseOrderId },
    expected: true,
  });
}

export function spoken(status: string): string {
  return status.replaceAll('_', ' ');
}

function needsProcurement(productId: string | undefined, products: Products): boolean {
  return productId === undefined || products.get(productId)?.doesNotRequireProcurement !== true;
}

function costOf(productId: string | undefined, products: Products): string | undefined {
  return productId === undefined ? undefined : products.get(productId)?.cost;
}

function spokenByCharge(charge: TicketCharge, products: Products) {
  const { name, quantity, unitCost, productId } = charge;
  return { name, quantity, unitCost: unitCost ?? costOf(productId, products) };
}
