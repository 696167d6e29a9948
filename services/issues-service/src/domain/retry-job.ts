import type { Draft, Stored } from '@psa-bridge/persistence';
import type { IssueFilter } from './issue-filter.ts';

/** "Retry all that match": carried out page by page in the background and continued by any replica after a stop (IS-04). */
export interface RetryJob extends Stored {
  filter: IssueFilter;
  requestedBy: string;
  requestedAt: Date;
  state: 'running' | 'completed';
  completedAt?: Date;
  /** How many issues matched when the job was asked for. */
  matched: number;
  retried: number;
  /** Matching issues whose retry was under way already. */
  skipped: number;
  /** The last issue id that was dealt with: the next page begins after it. */
  cursor: string;
}

export interface PageOutcome {
  retried: number;
  skipped: number;
  /** Undefined when there was no further page. */
  lastId: string | undefined;
}

/** The job after one page; without a further page it is completed. */
export function afterPage(job: RetryJob, page: PageOutcome, at: Date): Draft<RetryJob> {
  const counted = { ...job, retried: job.retried + page.retried, skipped: job.skipped + page.skipped };
  return page.lastId === undefined ? { ...counted, state: 'completed', completedAt: at } : { ...counted, cursor: page.lastId };
}
