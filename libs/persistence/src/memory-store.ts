import type { Clock } from '@psa-bridge/core';
import { createCollection, createPutVersions } from './collection.ts';
import { createLeases, leaseCollection } from './leases.ts';
import { createMemoryCollection } from './memory-collection.ts';
import type { Collection, CollectionSpec, DocumentStore, Stored } from './port.ts';

export interface MemoryStoreOptions {
  clock: Clock;
}

/** The in-memory twin of the MongoDB store, for tests and for a run without a database: nothing outlives the process. */
export function createMemoryStore({ clock }: MemoryStoreOptions): DocumentStore {
  const collections = new Map<string, unknown>();
  const nextPutVersion = createPutVersions(clock);

  function collection<Doc extends Stored>(spec: CollectionSpec<Doc>): Collection<Doc> {
    const known = collections.get(spec.name) as Collection<Doc> | undefined;
    if (known) return known;
    const made = createCollection({ spec, raw: createMemoryCollection(spec), nextPutVersion });
    collections.set(spec.name, made);
    return made;
  }

  return {
    collection,
    leases: createLeases(collection(leaseCollection), clock),
    everyCollection: () => Promise.resolve([...collections.values()] as Collection<Stored>[]),
    prepare: () => Promise.resolve(),
    isHealthy: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
}
