import { describe, expect, it } from '@jest/globals';
import { createManualClock, newId } from '@psa-bridge/core';
import type { Collection, CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { describeRecords } from '../test/records-contract.ts';
import { describeSearch } from '../test/search-contract.ts';
import { createRecordStore } from './record-store.ts';

describeRecords('memory', (clock) => Promise.resolve(createMemoryStore({ clock })));
describeSearch('memory', (clock) => Promise.resolve(createMemoryStore({ clock })));

/** The store, telling of every operation and how many documents it was for. */
function tellingStore(store: DocumentStore, tell: (operation: string) => void): DocumentStore {
  function collection<Doc extends Stored>(spec: CollectionSpec<Doc>): Collection<Doc> {
    const inner = store.collection(spec);
    return {
      ...inner,
      forTenant: (tenantId) =>
        new Proxy(inner.forTenant(tenantId), {
          get(target, name, receiver) {
            const method: unknown = Reflect.get(target, name, receiver);
            if (typeof method !== 'function') return method;
            return (...given: unknown[]) => {
              tell(`${spec.name} ${String(name)}`);
              return method.apply(target, given) as unknown;
            };
          },
        }),
    };
  }
  return { ...store, collection };
}

describe('the cost of a page', () => {
  function setUp() {
    const clock = createManualClock();
    const operations: string[] = [];
    const store = tellingStore(createMemoryStore({ clock }), (operation) => operations.push(operation));
    const records = createRecordStore({ store, clock, source: 'test' }).forTenant(newId());
    const integrationId = newId();
    const page = Array.from({ length: 500 }, (_, at) => ({
      externalId: String(at),
      data: { name: `Company ${at}` },
      seenAt: clock.now(),
    }));
    return { operations, records, bringIn: () => records.applyIncoming('company', integrationId, page) };
  }

  it('is three operations whose documents are unchanged, none of which writes, whatever its size', async () => {
    const { operations, records, bringIn } = setUp();
    const { ids } = await bringIn();
    const versions = async () => (await records.getMany('company', [...ids.values()])).map(({ version }) => version);
    operations.length = 0;

    const outcome = await bringIn();

    expect(outcome.unchanged).toBe(500);
    expect(operations).toEqual(['record_links getMany', 'record_spoken_fields get', 'companies mutateMany']);
    expect(new Set(await versions())).toEqual(new Set([1]));
  });

  it('is one insert of the records where all are new: what cannot exist is not read', async () => {
    const { operations, bringIn } = setUp();

    const outcome = await bringIn();

    expect(outcome.created).toBe(500);
    expect(operations.filter((operation) => operation.startsWith('companies'))).toEqual(['companies insertMany']);
    expect(operations.filter((operation) => operation.startsWith('record_links'))).toEqual([
      'record_links getMany',
      'record_links insertMany',
    ]);
  });
});
