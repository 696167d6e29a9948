import { actionTaken } from '@psa-bridge/audit';
import { conflict, notFound, type Caller, type Clock } from '@psa-bridge/core';
import { findPage, type Filter, type Page, type PageRequest } from '@psa-bridge/persistence';
import { SERVICE_NAME, type Collections, type StoredOrder } from '../../collections.ts';
import { logged } from '../../domain/life/log.ts';
import { nextState } from '../../domain/life/next-state.ts';
import type { SyncState } from '../../domain/life/sync-item.ts';

export interface OrderUseCaseDeps extends Pick<Collections, 'orders'> {
  clock: Clock;
  wake(): void;
}

export interface OrderPage extends PageRequest {
  state?: readonly SyncState[] | undefined;
}

/** What people see of purchase orders; one that is in Xero is never sent again (XI-45). */
export function makeOrderUseCases({ orders, clock, wake }: OrderUseCaseDeps) {
  async function ask(tenantId: string, id: string, isTold: boolean): Promise<StoredOrder | undefined> {
    const at = clock.now();
    const order = await orders.forTenant(tenantId).mutate(id, (current) => {
      const item = current?.item.state === 'fault' ? nextState(current.item, { kind: 'resync', at }) : undefined;
      if (!current || !item) return undefined;
      const record = { type: 'xero_order', id, name: current.source.number };
      const deed = actionTaken({ kind: 'xero_order.resync_asked', record }, { tenantId, source: SERVICE_NAME, at });
      const log = logged(current.log, at, ['Resync was asked for: Pending Sync']);
      return { ...current, item, log, outbox: [...(current.outbox ?? []), ...(isTold ? [deed] : [])] };
    });
    wake();
    return order;
  }

  return {
    list({ tenantId }: Caller, { state, ...request }: OrderPage): Promise<Page<StoredOrder>> {
      const filter: Filter = state?.length ? { 'item.state': { $in: state } } : {};
      const list = { of: [tenantId, 'xero_orders'], filter, order: LATEST_FIRST };
      return findPage(orders.forTenant(tenantId), list, request);
    },

    /** @throws AppError `order_not_found`; `order_not_at_fault` */
    async resync({ tenantId }: Caller, id: string): Promise<StoredOrder> {
      const order = await ask(tenantId, id, true);
      if (order === undefined) throw notFound('order_not_found', 'There is no such purchase order.', { expected: true });
      if (order.item.state === 'complete') throw notAtFault();
      return order;
    },

    /** A retry of its issue. False where there is no such order. */
    retry: async (tenantId: string, id: string): Promise<boolean> => (await ask(tenantId, id, false)) !== undefined,
  };
}

const LATEST_FIRST = [
  ['source.orderDate', -1],
  ['_id', -1],
] as const;

export type OrderUseCases = ReturnType<typeof makeOrderUseCases>;

function notAtFault() {
  const message = 'The purchase order is in Xero, and later changes are not sent. Change it there.';
  return conflict('order_not_at_fault', message, { expected: true });
}
