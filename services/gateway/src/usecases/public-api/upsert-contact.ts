import type { Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordInput, RecordStore } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { RecordSaves } from '../save-record.ts';

/** A record that was created or changed. */
export interface Upserted {
  record: BusinessRecord;
  isNew: boolean;
}

/** Changes the contact with this e-mail address, or creates it where there is none (PA-06). */
export function makeUpsertContact({ records, saves }: { records: RecordStore; saves: RecordSaves }) {
  return async (caller: Caller, resource: Resource, data: RecordInput<'contact'>): Promise<Upserted> => {
    const same = { from: 0, size: 1, filters: { email: data.email } };
    const { items } = await records.forTenant(caller.tenantId).search('contact', same);
    const [known] = items;
    if (!known) return { record: await saves.create(caller, resource, data), isNew: true };
    return { record: await saves.update(caller, resource, { id: known._id, changes: data }), isNew: false };
  };
}

export type UpsertContact = ReturnType<typeof makeUpsertContact>;
