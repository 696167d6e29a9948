import { entityKey, events, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { currentContext, currentTraceparent } from '@psa-bridge/observability';
import type { FieldChanges } from './field-changes.ts';

/** `unknown`: somebody of whom the network address is all that is known. */
export const ACTOR_KINDS = ['user', 'integration', 'service', 'operator', 'unknown'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export interface Actor {
  kind: ActorKind;
  id: string;
}

/** What somebody did, as it is told to the audit. */
export interface Action {
  /** What was done to what: `company.updated`. */
  kind: string;
  /** Where it is not whoever made the request. */
  actor?: Actor;
  record: {
    type: string;
    id: string;
    /** As people know it; never a person's. */
    name?: string | undefined;
    /** Where the deed concerns more records of the type. */
    furtherIds?: readonly string[];
  };
  /** Absent where the action has no fields. */
  fields?: FieldChanges;
}

export interface ActionCause {
  tenantId: string;
  /** The service that tells of it. */
  source: string;
  at: Date;
}

/**
 * The event that tells of an action, for the outbox of the document that it changed. Who acted, from which address and in which
 * request comes from the work that is going on.
 */
export function actionTaken({ kind, actor, record, fields }: Action, { tenantId, source, at }: ActionCause): OutboxEvent {
  const { requestId = '', address = '' } = currentContext();
  const { kind: actorKind, id: actorId } = actor ?? currentActor(source);
  const traceparent = currentTraceparent();
  return newEvent(events.actionTaken, {
    ...{ topic: topics.audit.name, key: entityKey(tenantId, record.type, record.id), source, tenantId, at },
    ...(traceparent === undefined ? {} : { traceparent }),
    data: {
      ...{ kind, actorKind, actorId, requestId, address: isCaller(actorKind) ? address : '' },
      ...{ recordType: record.type, recordId: record.id, recordName: record.name ?? '' },
      furtherRecordIds: [...(record.furtherIds ?? [])],
      ...{ changes: [...(fields?.changes ?? [])], leftOut: fields?.leftOut ?? 0 },
      occurredAt: timestampFromDate(at),
    },
  });
}

/** Others act by themselves while somebody happens to be served. */
function isCaller(kind: ActorKind): boolean {
  return kind === 'user' || kind === 'unknown';
}

/** The verified caller of the request that is served; the service itself where it acts on its own. */
function currentActor(source: string): Actor {
  const { actor } = currentContext();
  return actor === undefined ? { kind: 'service', id: source } : { kind: 'user', id: actor };
}
