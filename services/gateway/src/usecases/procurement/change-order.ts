import type { Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import type { OrderChanges } from '../../domain/procurement/order-rules.ts';
import type { Resource } from '../../domain/resources.ts';
import { existing } from '../read-record.ts';
import type { RecordSaves } from '../save-record.ts';
import { changeRecord } from './change-record.ts';
import type { SettleOrder } from './settle-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface ChangeOrderDeps {
  records: RecordStore;
  saves: RecordSaves;
  /** The row of purchase orders. */
  resource: Resource;
  settle: SettleOrder;
}

export type ChangeOrder = (
  caller: Caller,
  id: string,
  decide: (order: Order['data']) => OrderChanges | undefined,
) => Promise<Order>;

/** What a dead process left of the order is finished first; its items follow what it becomes. */
export function makeChangeOrder({ records, saves, resource, settle }: ChangeOrderDeps): ChangeOrder {
  return async function changeOrder(caller, id, decide) {
    const own = records.forTenant(caller.tenantId);
    await existing(own, resource, id);
    await settle(caller.tenantId, id);
    const order = await changeRecord(own, {
      ...{ type: 'purchase_order', id, decide },
      save: (changes, ifRevision) => saves.update(caller, resource, { id, changes, ifRevision }),
    });
    return (await settle(caller.tenantId, id)) ?? order;
  };
}
