import {
  fromBinary,
  toBinary,
  toJson,
  create,
  type DescMessage,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import { AppError, type Json } from '@psa-bridge/core';
import { ActionTakenSchema } from './gen/psa_bridge/audit/v1/audit_pb.ts';
import { NoteInvoiceSchema, PushRecordSchema, RetryWorkSchema } from './gen/psa_bridge/commands/v1/commands_pb.ts';
import { EntityHintSchema } from './gen/psa_bridge/hints/v1/hints_pb.ts';
import { IntegrationAnnouncedSchema } from './gen/psa_bridge/integrations/v1/integrations_pb.ts';
import { InvoiceSeenSchema } from './gen/psa_bridge/invoices/v1/invoices_pb.ts';
import { IssueChangedSchema, IssueDigestSchema } from './gen/psa_bridge/issues/v1/issues_pb.ts';
import {
  InvoiceEventSchema,
  IssueLifeEventSchema,
  RecordEventSchema,
  SyncResultEventSchema,
} from './gen/psa_bridge/partner/v1/partner_pb.ts';
import { PersonSeenSchema } from './gen/psa_bridge/people/v1/people_pb.ts';
import { PurchaseOrderSeenSchema } from './gen/psa_bridge/purchase_orders/v1/purchase_orders_pb.ts';
import { RecordChangedSchema } from './gen/psa_bridge/records/v1/records_pb.ts';
import { SyncProgressSchema } from './gen/psa_bridge/sync_progress/v1/sync_progress_pb.ts';
import { SyncResultSchema } from './gen/psa_bridge/sync_results/v1/sync_results_pb.ts';

/** An event's payload type. Its name, with the version in it, travels as `ce_type`. */
export interface EventType<Desc extends DescMessage = DescMessage> {
  readonly type: string;
  readonly schema: Desc;
}

/** The payload of an event type. */
export type EventData<Type extends EventType> = MessageShape<Type['schema']>;
/** What is enough to make a payload: every field optional. */
export type EventInit<Type extends EventType> = MessageInitShape<Type['schema']>;

function eventType<Desc extends DescMessage>(schema: Desc): EventType<Desc> {
  return { type: schema.typeName, schema };
}

export const events = {
  pushRecord: eventType(PushRecordSchema),
  retryWork: eventType(RetryWorkSchema),
  noteInvoice: eventType(NoteInvoiceSchema),
  entityHint: eventType(EntityHintSchema),
  syncResult: eventType(SyncResultSchema),
  syncProgress: eventType(SyncProgressSchema),
  integrationAnnounced: eventType(IntegrationAnnouncedSchema),
  recordChanged: eventType(RecordChangedSchema),
  issueChanged: eventType(IssueChangedSchema),
  issueDigest: eventType(IssueDigestSchema),
  personSeen: eventType(PersonSeenSchema),
  invoiceSeen: eventType(InvoiceSeenSchema),
  purchaseOrderSeen: eventType(PurchaseOrderSeenSchema),
  actionTaken: eventType(ActionTakenSchema),
} as const;

/** What partners' systems are told, by stream. */
export const partnerEvents = {
  records: eventType(RecordEventSchema),
  'sync-results': eventType(SyncResultEventSchema),
  issues: eventType(IssueLifeEventSchema),
  invoices: eventType(InvoiceEventSchema),
} as const;

export function encodePayload<Type extends EventType>(type: Type, data: EventInit<Type>): Uint8Array {
  return toBinary(type.schema, create(type.schema, data));
}

/** The payload as proto3 JSON, for readers that have no schema. */
export function payloadToJson<Type extends EventType>(type: Type, data: EventInit<Type>): Json {
  return toJson(type.schema, create(type.schema, data));
}

/** @throws AppError `undecodable_payload` when the bytes are not a message of this type. */
export function decodePayload<Type extends EventType>(type: Type, bytes: Uint8Array): EventData<Type> {
  try {
    return fromBinary(type.schema, bytes) as EventData<Type>;
  } catch (cause) {
    throw new AppError(`The payload is not a ${type.type}.`, { code: 'undecodable_payload', kind: 'invalid_input', cause });
  }
}
