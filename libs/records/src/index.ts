export type { BusinessRecord, ExternalLink, MergeConflict, SyncState, SyncStatus } from './domain/record.ts';
export {
  Address,
  Category,
  Company,
  Contact,
  Day,
  FieldValue,
  Money,
  Opportunity,
  Product,
  Quote,
  QuoteItem,
  RECORD_TYPES,
  recordSchemas,
  Service,
  type RecordData,
  type RecordInput,
  type RecordType,
} from './domain/record-types.ts';
export { createRecordStore, type RecordStoreOptions } from './record-store.ts';
export type {
  ApplyOutcome,
  ExternalChange,
  Incoming,
  PushTarget,
  RecordStore,
  SaveContext,
  SearchRequest,
  SearchResult,
  TenantRecords,
} from './port.ts';
