import { actionTaken, fieldChanges, type ActorKind } from '@psa-bridge/audit';
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
  byKind: ActorKind;
  at: Date;
  traceparent?: string | undefined;
}

function envelopeOf(record: Pushed, { service, at, traceparent }: Cause) {
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

/** Which record is to be pushed; without a revision as it stands. */
export type Pushed = Pick<ChangedRecord, '_id' | 'tenantId' | 'type'> & Partial<Pick<ChangedRecord, 'dataRevision'>>;

/** Asks an integration's connector to bring its PSA up to this revision. */
export function pushRecord(record: Pushed, target: PushTarget, cause: Cause): OutboxEvent {
  return newEvent(events.pushRecord, {
    ...envelopeOf(record, cause),
    topic: topics.commands(target.provider).name,
    data: {
      integrationId: target.integrationId,
      entityType: record.type,
      entityId: record._id,
      desiredRevision: BigInt(record.dataRevision ?? 0),
      lane: Lane.INTERACTIVE,
    },
  });
}

/** What the audit is told of a change. */
export function recordAction(
  record: ChangedRecord,
  before: RecordData | undefined,
  verb: 'created' | 'updated' | 'marked_deleted',
  { service, by, byKind, at }: Cause,
): OutboxEvent {
  return actionTaken(
    {
      kind: `${record.type}.${verb}`,
      actor: { kind: byKind, id: by },
      record: { type: record.type, id: record._id, name: nameOf(record.data) },
      fields: fieldChanges(before, record.data),
    },
    { tenantId: record.tenantId, source: service, at },
  );
}

/**
 * What the audit is told of records that an import only made: one deed of the integration for all of them, with no fields, because
 * these stand in the records, and a PSA has a hundred thousand of them.
 */
export function importAction(
  { _id: id, type, tenantId }: Pick<ChangedRecord, '_id' | 'type' | 'tenantId'>,
  furtherIds: readonly string[],
  { service, by, byKind, at }: Cause,
): OutboxEvent {
  return actionTaken(
    { kind: `${type}.imported`, actor: { kind: byKind, id: by }, record: { type, id, furtherIds } },
    { tenantId, source: service, at },
  );
}

/** People have no such field, so none is named. */
function nameOf(data: Readonly<Record<string, unknown>>): string | undefined {
  const name = data['name'] ?? data['title'] ?? data['number'] ?? data['label'];
  return typeof name === 'string' ? name : undefined;
}
