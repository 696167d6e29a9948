import type { Clock } from '@psa-bridge/core';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { abandonLeft } from '../sync/abandon-left.ts';

export interface TakeOverOrdersDeps extends Pick<Collections, 'orders'> {
  clock: Clock;
  /** How long Xero may still carry out a call that nobody waits for. */
  quarantineMs: number;
}

/** Whoever holds it works on the orders of a connection. */
export function orderLeaseOf({ _id }: Pick<XeroConnection, '_id'>): string {
  return `xero-orders:${_id}`;
}

/** What was being sent when its worker was killed: looked for, but not before Xero can have carried it out. */
export function makeTakeOverOrders({ orders, clock, quarantineMs }: TakeOverOrdersDeps) {
  return ({ _id, tenantId, integrationId }: XeroConnection): Promise<void> => {
    // One that belongs to no organisation yet was begun by a process that did not say for which in the same write.
    const ours = { $or: [{ connectionId: _id }, { integrationId, connectionId: { $exists: false } }] };
    const dueAt = new Date(clock.now().getTime() + quarantineMs);
    return abandonLeft(orders.forTenant(tenantId), ours, () => dueAt);
  };
}

export type TakeOverOrders = ReturnType<typeof makeTakeOverOrders>;
