import { afterAll, beforeAll } from '@jest/globals';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import type { BusinessRecord, Incoming, RecordInput, RecordStore, SaveContext, TenantRecords } from '../src/index.ts';
import { createRecordStore } from '../src/record-store.ts';

export const SERVICE = 'records-test';
export const user: SaveContext = { source: 'user-1', pushTo: [] };

/** A tenant of its own with one integration, on the store under test. */
export interface RecordsBench {
  store: DocumentStore;
  clock: ManualClock;
  recordStore: RecordStore;
  tenantId: string;
  integrationId: string;
  records: TenantRecords;
  /** A user's save that is sent to the integration's PSA. */
  pushing(): SaveContext;
  incoming(externalId: string, data?: Partial<RecordInput<'company'>>, seenAt?: Date): Incoming<'company'>;
  apply(...page: Incoming<'company'>[]): ReturnType<TenantRecords['applyIncoming']>;
  /** Applies one entity and answers its record. */
  applied(one: Incoming<'company'>): Promise<BusinessRecord<'company'>>;
  linkOf(record: BusinessRecord | undefined): BusinessRecord['external'][string] | undefined;
}

export type NewBench = () => RecordsBench;

/** Opens the store for the suite around it; each test takes a bench of its own. */
export function useRecordsBench(open: (clock: ManualClock) => Promise<DocumentStore>): NewBench {
  let clock: ManualClock;
  let store: DocumentStore;
  let recordStore: RecordStore;

  beforeAll(async () => {
    clock = createManualClock();
    store = await open(clock);
    recordStore = createRecordStore({ store, clock, source: SERVICE });
    await store.prepare();
  });
  afterAll(() => store.close());

  return () => {
    const [tenantId, integrationId] = [newId(), newId()];
    const records = recordStore.forTenant(tenantId);
    const apply: RecordsBench['apply'] = (...page) => records.applyIncoming('company', integrationId, page);
    return {
      ...{ store, clock, recordStore, tenantId, integrationId, records, apply },
      pushing: () => ({ source: 'user-1', pushTo: [{ integrationId, provider: 'autotask' }] }),
      incoming: (externalId, data = {}, seenAt = clock.now()) => ({
        externalId,
        data: { name: `Company ${externalId}`, ...data },
        seenAt,
      }),
      async applied(one) {
        const { ids } = await apply(one);
        const record = await records.get('company', ids.get(one.externalId) ?? '');
        if (!record) throw new Error('There is no record.');
        return record;
      },
      linkOf: (record) => record?.external[integrationId],
    };
  };
}
