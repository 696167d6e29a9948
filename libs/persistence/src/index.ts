export { createFieldCipher, fieldAad, isEncrypted, type FieldCipher, type FieldCipherOptions } from './field-cipher.ts';
export { findPage, type Page, type PageRequest } from './find-page.ts';
export { invalidSearch, type PageOrder, type PagedList } from './page-cursor.ts';
export { createMongoStore, type MongoStoreOptions } from './mongo-store.ts';
export { createMigrations, type Migration, type Migrations, type MigrationsOptions } from './migrations.ts';
export { documentsFrom, withNothingWaiting, type Kept } from './kept.ts';
export { whileRenewing, type KeptLease } from './kept-lease.ts';
export { createOutboxRelay, type OutboxRelay, type OutboxRelayOptions } from './outbox-relay.ts';
export type { OutboxCollection } from './outbox-waiting.ts';
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
export { rotateFields, type Renew, type RotateFieldsOptions } from './rotate-fields.ts';
