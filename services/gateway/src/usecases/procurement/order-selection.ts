import { canonicalJson, derivedId, newId, type Caller } from '@psa-bridge/core';
import type { BusinessRecord } from '@psa-bridge/records';
import {
  refusedOf,
  shareOut,
  type DistributorShare,
  type RefusedItem,
  type SelectionRequest,
} from '../../domain/procurement/order-selection.ts';
import { checkNamed, makeSaveOrder, type SaveOrderDeps } from './save-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface OrderedSelection {
  orders: readonly Order[];
  refused: readonly RefusedItem[];
}

/** `key` names this asking: the same one with the same selection comes to the same orders. */
export type OrderSelection = (caller: Caller, request: SelectionRequest, key: string | undefined) => Promise<OrderedSelection>;

/**
 * One order for each distributor of a selection (FP-11). An order's id follows from the asking and its distributor, so whoever
 * repeats one that a dead process left half done is told of the orders that were made, and gets those that were not.
 */
export function makeOrderSelection(deps: SaveOrderDeps): OrderSelection {
  const { records, settle } = deps;
  const saveOrder = makeSaveOrder(deps);

  async function orderOf(caller: Caller, id: string, share: DistributorShare): Promise<Order | undefined> {
    const { tenantId } = caller;
    const made = await settle(tenantId, id);
    if (made || share.items.length === 0) return made;
    return saveOrder(caller, id, share);
  }

  return async function orderSelection(caller, request, key = newId()) {
    const own = records.forTenant(caller.tenantId);
    await checkNamed(own, request);
    const ids = request.items.map(({ id }) => id);
    const { shares, refused: left } = shareOut(request, await own.getMany('procurement_item', ids));
    const orders: Order[] = [];
    const refused: RefusedItem[] = [...left];
    for (const share of shares) {
      const asking = [caller.tenantId, caller.subject, key, canonicalJson(request)];
      const order = await orderOf(caller, derivedId('purchase-order', ...asking, share.distributorId), share);
      if (order && order.data.status !== 'cancelled') orders.push(order);
      refused.push(...(order ? refusedOf(share, order) : share.refused));
    }
    return { orders, refused };
  };
}
