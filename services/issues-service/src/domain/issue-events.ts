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
};

export interface EventContext {
  at: Date;
  traceparent?: string | undefined;
}

const WIRE_LANE: Readonly<Record<RetryLane, Lane>> = { interactive: Lane.INTERACTIVE, scheduled: Lane.SCHEDULED };

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

/** What a person did about one issue. The retries of a job are told once, as the job. */
function actionOf({ issue, event, retryLane }: IssueChange, { at }: EventContext): readonly OutboxEvent[] {
  const verb = event === 'dismissed' ? 'dismissed' : retryLane && issue.retry?.jobId === undefined ? 'retried' : undefined;
  if (verb === undefined) return [];
  const record = { type: 'issue', id: issue._id };
  return [actionTaken({ kind: `issue.${verb}`, record }, { tenantId: issue.tenantId, source: SERVICE_NAME, at })];
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
