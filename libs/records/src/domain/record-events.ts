import { Change, entityKey, events, Lane, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import type { PushTarget } from '../port.ts';
import type { RecordData, RecordType } from './record-types.ts';

/** What an event says of a record: the record after the change. */
export interface ChangedRecord {
  readonly _id: string;
  readonly tenantId: string;
  readonly type: RecordType;
  readonly data: RecordData;
  readonly dataRevision: number;
}

export interface Cause {
  /** The service that writes. */
  service: string;
  /** Who changed it: a user's id or an integration's. */
  by: string;
  at: Date;
  traceparent?: string | undefined;
}

function envelopeOf(record: ChangedRecord, { service, at, traceparent }: Cause) {
  return {
    key: entityKey(record.tenantId, record.type, record._id),
    source: service,
    tenantId: record.tenantId,
    at,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

export function recordChanged(
  record: ChangedRecord,
  change: 'created' | 'updated' | 'marked_deleted',
  cause: Cause,
): OutboxEvent {
  const changes = { created: Change.CREATED, updated: Change.UPDATED, marked_deleted: Change.MARKED_DELETED };
  return newEvent(events.recordChanged, {
    ...envelopeOf(record, cause),
    topic: topics.records.name,
    data: {
      entityType: record.type,
      entityId: record._id,
      dataRevision: BigInt(record.dataRevision),
      change: changes[change],
      dataJson: JSON.stringify(record.data),
      source: cause.by,
      changedAt: timestampFromDate(cause.at),
    },
  });
}

/** Asks an integration's connector to bring its PSA up to this revision. */
export function pushRecord(record: ChangedRecord, target: PushTarget, cause: Cause): OutboxEvent {
  return newEvent(events.pushRecord, {
    ...envelopeOf(record, cause),
    topic: topics.commands(target.provider).name,
    data: {
      integrationId: target.integrationId,
      entityType: record.type,
      entityId: record._id,
      desiredRevision: BigInt(record.dataRevision),
      lane: Lane.INTERACTIVE,
    },
  });
}
