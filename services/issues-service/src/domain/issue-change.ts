import type { FieldChanges } from '@psa-bridge/audit';
import type { Draft } from '@psa-bridge/persistence';
import type { Episode, Issue } from './issue.ts';

/** History is kept to a bounded size; the counts beside it know how much there was. */
export const MAX_EPISODES = 20;
export const MAX_ATTEMPTS = 10;

export type IssueEventName = 'opened' | 'updated' | 'cleared' | 'dismissed' | 'reopened' | 'muted';

/** Which lane of the rate budget a retry may use: a person waits for one issue, nobody for a whole list. */
export type RetryLane = 'interactive' | 'bulk';

/** An issue as it is to be written, and what happened to it; without an event only bookkeeping changes. */
export interface IssueChange {
  issue: Draft<Issue>;
  event?: IssueEventName;
  /** The connector is asked for another attempt in this lane. */
  retryLane?: RetryLane;
  /** What the audit is told that a person did; absent where a job did it, which is told as a whole. */
  deed?: { kind: string; fields?: FieldChanges };
}

export function closeEpisode(
  episodes: readonly Episode[],
  closing: Pick<Episode, 'closedAt' | 'closedBy' | 'dismissedBy'>,
): Episode[] {
  return episodes.map((episode, index) => (index === episodes.length - 1 ? { ...episode, ...closing } : episode));
}

export function withoutRetry(issue: Issue): Issue {
  const { retry: _retry, ...rest } = issue;
  return rest;
}

/** An issue that leaves the list: what was said of this failure is over, who works on the entity's failures stays. */
export function withoutCare(issue: Issue): Issue {
  const { acknowledged: _seen, mutedUntil: _muted, ...rest } = withoutRetry(issue);
  return rest;
}
