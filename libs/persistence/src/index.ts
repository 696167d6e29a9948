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
