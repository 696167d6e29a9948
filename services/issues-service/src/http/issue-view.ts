import type { z } from 'zod';
import type { Attempt, Episode, Issue } from '../domain/issue.ts';
import type { RetryJob } from '../domain/retry-job.ts';
import type { IssueDetail, IssueSummary, RetryJobView } from './issues.schemas.ts';

/** An issue as the list shows it. */
export function issueSummary(issue: Issue): z.input<typeof IssueSummary> {
  const { integrationId, provider, entityType, entityId, entityName, externalId, operation, status } = issue;
  const { level, code, kind, message, remedy, psaText, failedItems, traceId, retry } = issue;
  return {
    ...{ id: issue._id, integrationId, provider, entityType, entityId, entityName, externalId, operation, status },
    ...{ level, code, kind, message, remedy, psaText, traceId, failedItems: [...failedItems], attempts: issue.failures },
    ...{ firstFailedAt: issue.firstFailedAt.toISOString(), lastFailedAt: issue.lastFailedAt.toISOString() },
    ...(retry ? { retry: { ...retry, at: retry.at.toISOString() } } : {}),
  };
}

/** An issue with its exchange and history. */
export function issueDetail(issue: Issue): z.input<typeof IssueDetail> {
  return {
    ...issueSummary(issue),
    ...(issue.exchange ? { exchange: issue.exchange } : {}),
    openings: issue.openings,
    episodes: issue.episodes.map(episodeView),
  };
}

export function retryJobView(job: RetryJob): z.input<typeof RetryJobView> {
  const { _id: id, state, matched, retried, skipped, requestedBy } = job;
  return {
    ...{ id, state, matched, retried, skipped, requestedBy, requestedAt: job.requestedAt.toISOString() },
    ...(job.completedAt ? { completedAt: job.completedAt.toISOString() } : {}),
  };
}

function episodeView({ openedAt, closedAt, attempts, ...rest }: Episode) {
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
    attempts: attempts.map(attemptView),
  };
}

function attemptView({ at, ...rest }: Attempt) {
  return { ...rest, at: at.toISOString() };
}
