import { ACTOR_KINDS, type ActorKind } from '@psa-bridge/audit';
import { events, timestampDate, topics, type ActionTaken, type Envelope } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import { defineConsumer, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { AuditedAction } from '../domain/audit/entry.ts';
import type { AppendEntry } from '../usecases/audit/append-entry.ts';

/** What was done anywhere, into the audit of its tenant. */
export function auditConsumer(appendEntry: AppendEntry): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.audit,
    subscriptions: [
      on(events.actionTaken, async (data, { envelope }) =>
        appendEntry({ tenantId: envelope.tenantId, eventId: envelope.id, action: toAction(data, envelope) }),
      ),
    ],
  });
}

function toAction(data: ActionTaken, { source, time }: Envelope): AuditedAction {
  const {
    kind,
    recordType: type,
    recordId,
    furtherRecordIds,
    recordName: name,
    address,
    requestId,
    changes,
    leftOut,
    occurredAt,
  } = data;
  return {
    ...{ kind, source, leftOut, actor: { kind: actorKindOf(data), id: data.actorId } },
    record: { type, ids: [recordId, ...furtherRecordIds], ...(name === '' ? {} : { name }) },
    ...(address === '' ? {} : { address }),
    ...(requestId === '' ? {} : { requestId }),
    changes: changes.map(({ field, beforeJson, afterJson }) => ({ field, beforeJson, afterJson })),
    occurredAt: occurredAt ? timestampDate(occurredAt) : time,
  };
}

/** @throws AppError `invalid_action` */
function actorKindOf({ actorKind }: ActionTaken): ActorKind {
  const kind = ACTOR_KINDS.find((known) => known === actorKind);
  if (!kind) throw invalidInput('invalid_action', `actor_kind: must be one of ${ACTOR_KINDS.join(', ')}, not "${actorKind}".`);
  return kind;
}
