export { timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt';
export {
  newEvent,
  readEnvelope,
  toBusMessage,
  type BusMessage,
  type Envelope,
  type NewEvent,
  type OutboxEvent,
} from './envelope.ts';
export {
  decodePayload,
  encodePayload,
  events,
  partnerEvents,
  payloadToJson,
  type EventData,
  type EventInit,
  type EventType,
} from './events.ts';
export { type ActionTaken, type FieldChange } from './gen/psa_bridge/audit/v1/audit_pb.ts';
export { Lane, type NoteInvoice, type PushRecord, type RetryWork } from './gen/psa_bridge/commands/v1/commands_pb.ts';
export { HintAction, type EntityHint } from './gen/psa_bridge/hints/v1/hints_pb.ts';
export { type IntegrationAnnounced } from './gen/psa_bridge/integrations/v1/integrations_pb.ts';
export { type InvoiceSeen } from './gen/psa_bridge/invoices/v1/invoices_pb.ts';
export { type PurchaseOrderSeen } from './gen/psa_bridge/purchase_orders/v1/purchase_orders_pb.ts';
export { IssueEvent, type IssueChanged } from './gen/psa_bridge/issues/v1/issues_pb.ts';
export { type PersonSeen } from './gen/psa_bridge/people/v1/people_pb.ts';
export { Change, type RecordChanged } from './gen/psa_bridge/records/v1/records_pb.ts';
export { type SyncProgress } from './gen/psa_bridge/sync_progress/v1/sync_progress_pb.ts';
export {
  Outcome,
  Severity,
  type Exchange,
  type FailedItem,
  type Failure,
  type SyncResult,
} from './gen/psa_bridge/sync_results/v1/sync_results_pb.ts';
export {
  deadLetterTopic,
  entityKey,
  PARTNER_STREAMS,
  partnerTopic,
  replayTopic,
  topics,
  type PartnerStream,
  type TopicSpec,
} from './topics.ts';
