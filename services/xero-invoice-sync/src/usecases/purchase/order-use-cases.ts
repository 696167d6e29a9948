import { actionTaken } from '@psa-bridge/audit';
import { conflict, notFound, type Caller, type Clock } from '@psa-bridge/core';
import { findPage, type Filter, type Page, type PageRequest } from '@psa-bridge/persistence';
import { SERVICE_NAME, type Collections, type StoredOrder } from '../../collections.ts';
import { logged } from '../../domain/life/log.ts';
import { nextState } from '../../domain/life/next-state.ts';
import type { SyncState } from '../../domain/life/sync-item.ts';
import { afterDecision, dismissal, restoration, unconnected, type Decision } from '../decide.ts';
import { withOrderResult } from './order-result.ts';

export interface OrderUseCaseDeps extends Pick<Collections, 'connections' | 'orders'> {
  clock: Clock;
  wake(): void;
}

export interface OrderPage extends PageRequest {
  state?: readonly SyncState[] | undefined;
}

/** What people see of purchase orders; one that is in Xero is never sent again (XI-45). */
export function makeOrderUseCases({ connections, orders, clock, wake }: OrderUseCaseDeps) {
  async function ask(tenantId: string, id: string, isTold: boolean): Promise<StoredOrder | undefined> {
    const at = clock.now();
    const order = await orders.forTenant(tenantId).mutate(id, (current) => {
      const item = current?.item.state === 'fault' ? nextState(current.item, { kind: 'resync', at }) : undefined;
      if (!current || !item) return undefined;
      const record = { type: 'xero_order', id, name: current.source.number };
      const deed = actionTaken({ kind: 'xero_order.resync_asked', record }, { tenantId, source: SERVICE_NAME, at });
      const lines = logged(current, at, ['Resync was asked for: Pending Sync']);
      return { ...current, item, ...lines, outbox: [...(current.outbox ?? []), ...(isTold ? [deed] : [])] };
    });
    wake();
    return order;
  }

  async function decided({ tenantId }: Caller, id: string, decision: Decision, at: Date): Promise<StoredOrder> {
    const order = await orders.forTenant(tenantId).mutate(id, (current) => {
      const next = afterDecision(current, decision, { type: 'xero_order', at });
      return next && withOrderResult(next, at);
    });
    wake();
    const known = required(order);
    if (known.item.state === 'processing') throw beingSynchronized();
    return known;
  }

  return {
    list({ tenantId }: Caller, { state, ...request }: OrderPage): Promise<Page<StoredOrder>> {
      const filter: Filter = state?.length ? { 'item.state': { $in: state } } : {};
      const list = { of: [tenantId, 'xero_orders'], filter, order: LATEST_FIRST };
      return findPage(orders.forTenant(tenantId), list, request);
    },

    /** @throws AppError `order_not_found`; `order_not_at_fault`; `order_dismissed` */
    async resync({ tenantId }: Caller, id: string): Promise<StoredOrder> {
      const order = required(await ask(tenantId, id, true));
      if (order.item.state === 'complete') throw notAtFault();
      if (order.item.dismissed !== undefined) throw isDismissed();
      return order;
    },

    /**
     * As of an invoice (XI-01): it leaves the list of what needs somebody, and nothing changes on either side. Said twice it is as
     * said once.
     * @throws AppError `order_not_found`; `being_synchronized` while it runs
     */
    dismiss: (caller: Caller, id: string, { reason }: { reason: string }): Promise<StoredOrder> =>
      decided(caller, id, dismissal(reason), clock.now()),

    /** Takes that back. @throws AppError `order_not_found` */
    async restore(caller: Caller, id: string): Promise<StoredOrder> {
      const at = clock.now();
      return decided(caller, id, restoration(at, await unconnected(connections, caller)), at);
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

function required(order: StoredOrder | undefined): StoredOrder {
  if (order !== undefined) return order;
  throw notFound('order_not_found', 'There is no such purchase order.', { expected: true });
}

function notAtFault() {
  const message = 'The purchase order is in Xero, and later changes are not sent. Change it there.';
  return conflict('order_not_at_fault', message, { expected: true });
}

function isDismissed() {
  return conflict('order_dismissed', 'The purchase order was dismissed. Take that back, and it is sent.', { expected: true });
}

function beingSynchronized() {
  const message = 'The purchase order is being sent to Xero now. Wait for the result.';
  return conflict('being_synchronized', message, { expected: true });
}
