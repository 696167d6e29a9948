import { conflict } from '@psa-bridge/core';
import { isListed } from './apply-result.ts';
import type { Issue, RetryRequest } from './issue.ts';
import { closeEpisode, withoutCare, type IssueChange, type RetryLane } from './issue-change.ts';

/**
 * Retry (IS-03). Asking again while a retry is under way is allowed: it moves the work to the faster lane.
 *
 * @throws AppError `issue_closed` (conflict) when the issue is cleared or dismissed.
 */
export function requestRetry(issue: Issue, retry: RetryRequest, retryLane: RetryLane): IssueChange {
  if (!isListed(issue)) throw closed(issue);
  const told = retry.jobId === undefined ? { deed: { kind: 'issue.retried' } } : {};
  return { event: 'updated', issue: { ...issue, status: 'retrying', retry }, retryLane, ...told };
}

/**
 * Dismiss (IS-05): leaves the list without another attempt; history stays. Dismissing twice changes nothing.
 *
 * @throws AppError `issue_closed` (conflict) when a success has cleared it already.
 */
export function dismiss(issue: Issue, by: string, at: Date): IssueChange | undefined {
  if (issue.status === 'dismissed') return undefined;
  if (!isListed(issue)) throw closed(issue);
  const episodes = closeEpisode(issue.episodes, { closedAt: at, closedBy: 'dismissal', dismissedBy: by });
  const dismissed = { ...withoutCare(issue), status: 'dismissed' as const, episodes };
  return { event: 'dismissed', issue: dismissed, deed: { kind: 'issue.dismissed' } };
}

export function closed(issue: Issue) {
  return conflict('issue_closed', `The issue is ${issue.status} already.`, { details: { status: issue.status } });
}
