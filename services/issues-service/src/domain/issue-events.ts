import { actionTaken } from '@psa-bridge/audit';
import {
  entityKey,
  events,
  IssueEvent,
  Lane,
  newEvent,
  timestampFromDate,
  topics,
  type OutboxEvent,
} from '@psa-bridge/contracts';
import type { Draft } from '@psa-bridge/persistence';
import type { Issue } from './issue.ts';
import type { IssueChange, IssueEventName, RetryLane } from './issue-change.ts';

export const SERVICE_NAME = 'issues-service';

const WIRE_EVENT: Readonly<Record<IssueEventName, IssueEvent>> = {
  opened: IssueEvent.OPENED,
  updated: IssueEvent.UPDATED,
  cleared: IssueEvent.CLEARED,
  dismissed: IssueEvent.DISMISSED,
  reopened: IssueEvent.REOPENED,
  muted: IssueEvent.MUTED,
};

export interface EventContext {
  at: Date;
  traceparent?: string | undefined;
}

const WIRE_LANE: Readonly<Record<RetryLane, Lane>> = { interactive: Lane.INTERACTIVE, bulk: Lane.BULK };

/** The changed issue with the events it causes in its outbox: one atomic write. */
export function withEvents(change: IssueChange, context: EventContext): Draft<Issue> {
  const { issue, event, retryLane } = change;
  const caused = [
    ...(event ? [issueChanged(issue, event, context)] : []),
    ...(retryLane ? [retryCommand(issue, retryLane, context)] : []),
    ...actionOf(change, context),
  ];
  return caused.length ? { ...issue, outbox: [...(issue.outbox ?? []), ...caused] } : issue;
}

/** What a person did about one issue. What a job does is told once, as the job. */
function actionOf({ issue, deed }: IssueChange, { at }: EventContext): readonly OutboxEvent[] {
  if (!deed) return [];
  const record = { type: 'issue', id: issue._id };
  return [actionTaken({ ...deed, record }, { tenantId: issue.tenantId, source: SERVICE_NAME, at })];
}

function retryCommand(issue: Draft<Issue>, lane: RetryLane, context: EventContext): OutboxEvent {
  const { integrationId, entityType, entityId } = issue;
  return newEvent(events.retryWork, {
    ...addressed(issue, context),
    topic: topics.commands(issue.provider).name,
    data: { integrationId, entityType, entityId, lane: WIRE_LANE[lane], issueId: issue._id },
  });
}

function issueChanged(issue: Draft<Issue>, event: IssueEventName, context: EventContext): OutboxEvent {
  const { integrationId, entityType, entityId, entityName, level, code, message } = issue;
  return newEvent(events.issueChanged, {
    ...addressed(issue, context),
    topic: topics.issues.name,
    data: {
      ...{ integrationId, entityType, entityId, entityName, level, code, message },
      issueId: issue._id,
      event: WIRE_EVENT[event],
      attempts: issue.failures,
      occurredAt: timestampFromDate(context.at),
      ...{ causeId: issue.cause, severity: issue.severity, owner: issue.owner ?? '' },
      ...(issue.mutedUntil ? { mutedUntil: timestampFromDate(issue.mutedUntil) } : {}),
    },
  });
}

function addressed(issue: Draft<Issue>, { at, traceparent }: EventContext) {
  return {
    key: entityKey(issue.tenantId, issue.entityType, issue.entityId),
    source: SERVICE_NAME,
    tenantId: issue.tenantId,
    at,
    ...(traceparent ? { traceparent } : {}),
  };
}
