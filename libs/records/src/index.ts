export type { BusinessRecord, ExternalLink, MergeConflict, SyncState, SyncStatus } from './domain/record.ts';
export { Address, Day, Instant, Money, Quantity } from './domain/field-types.ts';
export {
  Category,
  Company,
  Contact,
  FieldValue,
  Opportunity,
  Product,
  Quote,
  QuoteItem,
  RECORD_TYPES,
  recordSchemas,
  Service,
  type Agreement,
  type ProcurementItem,
  type PurchaseOrder,
  type RecordData,
  type RecordInput,
  type RecordType,
  type StockLevel,
  type Ticket,
  type TicketCharge,
} from './domain/record-types.ts';
export { createRecordStore, type RecordStoreOptions } from './record-store.ts';
export type {
  ApplyOutcome,
  LinkedRecord,
  ExternalChange,
  Incoming,
  PushTarget,
  RecordStore,
  SaveContext,
  SearchFilters,
  SearchRequest,
  SearchResult,
  TenantRecords,
} from './port.ts';
