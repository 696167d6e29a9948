import { IssueEvent, Outcome, timestampDate, type IssueChanged, type SyncProgress, type SyncResult } from '@psa-bridge/contracts';
import { resourceOf } from '../domain/resources.ts';
import type { StreamEvent } from '../domain/stream-event.ts';

type Timestamp = Parameters<typeof timestampDate>[0];

const ISSUE_EVENTS: Partial<Record<IssueEvent, string>> = {
  [IssueEvent.OPENED]: 'opened',
  [IssueEvent.UPDATED]: 'updated',
  [IssueEvent.CLEARED]: 'cleared',
  [IssueEvent.DISMISSED]: 'dismissed',
  [IssueEvent.REOPENED]: 'reopened',
  [IssueEvent.MUTED]: 'muted',
};

const STATUSES: Partial<Record<Outcome, string>> = {
  [Outcome.SUCCEEDED]: 'synchronized',
  [Outcome.PARTIAL]: 'warning',
  [Outcome.FAILED]: 'failed',
};

/** Where a sync run stands, for everybody signed in. */
export function progressEvent(id: string, run: SyncProgress): StreamEvent {
  return {
    id,
    type: 'sync-progress',
    access: 'signed-in',
    data: {
      integrationId: run.integrationId,
      runId: run.runId,
      kind: run.kind,
      state: run.state,
      phase: run.phase,
      done: Number(run.done),
      total: run.total === 0n ? null : Number(run.total),
      rate: run.rate,
      callsSpent: Number(run.callsSpent),
      startedAt: time(run.startedAt),
      updatedAt: time(run.updatedAt),
      error: run.error === '' ? null : run.error,
    },
  };
}

/** A change in an issue's life, for those who may see issues. */
export function issueEvent(id: string, issue: IssueChanged): StreamEvent {
  const { issueId, integrationId, entityType, entityId, entityName, level, code, message, attempts, causeId, severity } = issue;
  return {
    id,
    type: 'issue',
    access: ['Issue manager'],
    data: {
      issueId,
      event: ISSUE_EVENTS[issue.event] ?? 'updated',
      integrationId,
      entityType,
      entityId,
      entityName,
      level,
      code,
      message,
      attempts,
      causeId,
      severity,
      owner: issue.owner === '' ? null : issue.owner,
      occurredAt: time(issue.occurredAt),
    },
  };
}

/** How an operation on one record ended, for those who may read records of its type; undefined for what is no record. */
export function recordSyncEvent(id: string, result: SyncResult): StreamEvent | undefined {
  const resource = resourceOf(result.entityType);
  const status = STATUSES[result.outcome];
  if (!resource || !status) return undefined;
  return {
    id,
    type: 'record-sync',
    access: resource.read,
    data: {
      integrationId: result.integrationId,
      type: result.entityType,
      id: result.entityId,
      externalId: result.externalId === '' ? null : result.externalId,
      operation: result.operation,
      status,
      code: result.failure?.code ?? null,
      message: result.failure?.message ?? null,
      finishedAt: time(result.finishedAt),
    },
  };
}

function time(timestamp: Timestamp | undefined): string | null {
  return timestamp ? timestampDate(timestamp).toISOString() : null;
}
