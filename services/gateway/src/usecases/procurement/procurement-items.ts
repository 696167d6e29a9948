import type { Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import { chooseDistributor, dismiss, restore, type ItemChanges } from '../../domain/procurement/item-rules.ts';
import type { Reference, Resource } from '../../domain/resources.ts';
import { checkReferences } from '../check-references.ts';
import { existing } from '../read-record.ts';
import type { RecordSaves } from '../save-record.ts';
import { changeRecord } from './change-record.ts';

type Item = BusinessRecord<'procurement_item'>;

/** What people decide about what has to be bought (FP-11). */
export interface ProcurementItems {
  dismiss(caller: Caller, id: string, reason: string): Promise<Item>;
  restore(caller: Caller, id: string): Promise<Item>;
  chooseDistributor(caller: Caller, id: string, distributorId: string): Promise<Item>;
}

const DISTRIBUTOR: readonly Reference[] = [{ path: 'distributorId', type: 'company' }];

export function makeProcurementItems(deps: { records: RecordStore; saves: RecordSaves; resource: Resource }): ProcurementItems {
  const { records, saves, resource } = deps;
  const change = (caller: Caller, id: string, decide: (item: Item['data']) => ItemChanges | undefined): Promise<Item> =>
    changeRecord(records.forTenant(caller.tenantId), {
      ...{ type: 'procurement_item', id, decide },
      save: (changes, ifRevision) => saves.update(caller, resource, { id, changes, ifRevision }),
    });
  return {
    dismiss: (caller, id, reason) => change(caller, id, (item) => dismiss(item, reason)),
    restore: (caller, id) => change(caller, id, restore),
    async chooseDistributor(caller, id, distributorId) {
      const own = records.forTenant(caller.tenantId);
      await existing(own, resource, id);
      await checkReferences(own, { references: DISTRIBUTOR }, { distributorId });
      return change(caller, id, (item) => chooseDistributor(item, distributorId));
    },
  };
}
