import { invalidInput, isAppError } from '@psa-bridge/core';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import { lineOf, type OrderRequest } from './order-rules.ts';

type Item = BusinessRecord<'procurement_item'>;

/** Items to order, each from the distributor that was chosen for it (FP-11). */
export type SelectionRequest = Omit<OrderRequest, 'distributorId'>;

export interface RefusedItem {
  itemId: string;
  name: string;
  code: string;
  /** Why, and what to do. */
  message: string;
  /** The order that has it, or should have had it. */
  purchaseOrderId?: string | undefined;
}

/** What one distributor is to be asked for; `refused` are those of its items that cannot be ordered as they stand. */
export interface DistributorShare {
  distributorId: string;
  request: OrderRequest;
  items: readonly Item[];
  refused: readonly RefusedItem[];
}

/**
 * The selection by distributor, and the items that have none.
 *
 * @throws AppError `item_twice`
 */
export function shareOut(request: SelectionRequest, items: readonly Item[]) {
  if (items.length !== request.items.length)
    throw invalidInput('item_twice', 'body.items: name each item once.', { expected: true });
  const costs = new Map(request.items.map(({ id, unitCost }) => [id, unitCost]));
  const byDistributor = Map.groupBy(items, ({ data }) => data.distributorId);
  const shares = [...byDistributor].flatMap(([distributorId, own]): DistributorShare[] =>
    distributorId === undefined ? [] : [shareOf(distributorId, own, { request, costs })],
  );
  return { shares, refused: (byDistributor.get(undefined) ?? []).map(withoutDistributor) };
}

interface Asked {
  request: SelectionRequest;
  costs: ReadonlyMap<string, string | undefined>;
}

function shareOf(distributorId: string, own: readonly Item[], { request, costs }: Asked): DistributorShare {
  const refused = own.flatMap((item) => refusalOf(item, () => lineOf(item, costs.get(item._id), distributorId)));
  const items = own.filter(({ _id }) => !refused.some(({ itemId }) => itemId === _id));
  const ids = new Set(items.map(({ _id }) => _id));
  return {
    distributorId,
    items,
    refused,
    request: { ...request, distributorId, items: request.items.filter(({ id }) => ids.has(id)) },
  };
}

/** What became of a share whose order is made: an item that is not on it, or no longer, was refused. */
export function refusedOf({ items, refused }: DistributorShare, order: BusinessRecord<'purchase_order'>): readonly RefusedItem[] {
  const { _id: purchaseOrderId, data } = order;
  const has = new Set(data.status === 'cancelled' ? [] : data.lines.map(({ procurementItemId }) => procurementItemId));
  const missing = items.map((item) =>
    told(item, { code: 'order_without_item', message: withoutItem(item, data), purchaseOrderId }),
  );
  return [...refused, ...missing].filter(({ itemId }) => !has.has(itemId));
}

function withoutItem({ data: { name } }: Item, { number, status, cancelledBecause = '' }: PurchaseOrder): string {
  const why = status === 'cancelled' ? `was cancelled: ${cancelledBecause.replace(/\.$/, '')}` : 'was made before, without it';
  return `${name} is not ordered, for ${number} ${why}. Order it anew.`;
}

function withoutDistributor(item: Item): RefusedItem {
  const message = `${item.data.name} has no distributor: choose one with PUT /v1/procurement-items/${item._id}/distributor.`;
  // What else stands in its way comes first, for a distributor would not help it.
  const [refusal] = refusalOf(item, () => lineOf(item, '0', ''));
  return refusal ?? told(item, { code: 'no_distributor', message });
}

function refusalOf(item: Item, attempt: () => unknown): readonly RefusedItem[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, message } = error;
    return [told(item, { code, message, purchaseOrderId: item.data.purchaseOrderId })];
  }
}

function told({ _id: itemId, data: { name } }: Item, why: Omit<RefusedItem, 'itemId' | 'name'>): RefusedItem {
  return { itemId, name, ...why };
}
