import type { Draft, Stored } from '@psa-bridge/persistence';
import type { Handled } from './handling.ts';
import type { Issue } from './issue.ts';
import { dismiss, requestRetry } from './issue-actions.ts';
import type { IssueChange } from './issue-change.ts';
import type { IssueFilter } from './issue-filter.ts';
import { handle } from './handling.ts';

/** What is done to each issue that matches. */
export type BulkAction = { do: 'retry' } | { do: 'dismiss' } | { do: 'change'; change: Handled };

/** "To all that match": carried out page by page in the background and continued by any replica after a stop (IS-04). */
export interface BulkJob extends Stored {
  action: BulkAction;
  filter: IssueFilter;
  requestedBy: string;
  requestedAt: Date;
  state: 'running' | 'completed';
  completedAt?: Date;
  /** How many issues matched when the job was asked for. */
  matched: number;
  /** Issues that it was done to. */
  done: number;
  /** Matching issues of which it was true already, such as those whose retry is under way. */
  skipped: number;
  /** The last issue id that was dealt with: the next page begins after it. */
  cursor: string;
}

export interface PageOutcome {
  done: number;
  skipped: number;
  /** Undefined when there was no further page. */
  lastId: string | undefined;
}

/** The job after one page; without a further page it is completed. */
export function afterPage(job: BulkJob, page: PageOutcome, at: Date): Draft<BulkJob> {
  const counted = { ...job, done: job.done + page.done, skipped: job.skipped + page.skipped };
  return page.lastId === undefined ? { ...counted, state: 'completed', completedAt: at } : { ...counted, cursor: page.lastId };
}

/** What the job does to one issue; undefined where it is so already. The audit is told of the job as a whole. */
export function carriedOut({ _id: jobId, action, requestedBy: by }: BulkJob, issue: Issue, at: Date): IssueChange | undefined {
  const change = decided(action, issue, { jobId, by, at });
  if (!change) return undefined;
  const { deed: _one, ...untold } = change;
  return untold;
}

function decided(action: BulkAction, issue: Issue, { jobId, by, at }: { jobId: string; by: string; at: Date }) {
  switch (action.do) {
    case 'retry':
      return issue.status === 'open' ? requestRetry(issue, { at, by, jobId }, 'bulk') : undefined;
    case 'dismiss':
      return dismiss(issue, by, at);
    case 'change':
      return handle(issue, action.change, { by, at });
  }
}
