export { createMemoryStore, type MemoryStoreOptions } from './memory-store.ts';
export { createMongoStore, type MongoStoreOptions } from './mongo-store.ts';
export type {
  Collection,
  CollectionSpec,
  Condition,
  DocumentStore,
  Draft,
  Filter,
  FindOptions,
  IndexSpec,
  Leases,
  Stored,
  TenantCollection,
} from './port.ts';
