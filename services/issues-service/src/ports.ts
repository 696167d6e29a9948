import type { Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { Collection, Stored } from '@psa-bridge/persistence';
import type { Issue } from './domain/issue.ts';
import type { BulkJob } from './domain/bulk-job.ts';
import type { KnownCause } from './domain/cause/known-cause.ts';
import type { Comment } from './domain/comment.ts';

/**
 * The newest result of an entity that has no issue: without it, a failure that arrives after the success that came later
 * would open an issue wrongly. One small document per entity, so bounded by the number of entities.
 */
export interface SuccessMark extends Stored {
  sequence: number;
}

/** People, as identity-service knows them. */
export interface Accounts {
  /** @throws AppError `upstream_unavailable` */
  ownOf(authorization: string | undefined): Promise<{ email: string; emailVerified: boolean }>;
  /** Whether a user of the caller's tenant is let in. @throws AppError `upstream_unavailable` */
  isActive(userId: string, authorization: string | undefined): Promise<boolean>;
}

/** Whether somebody was kept out or let in again, as identity-service told last. */
export interface Leaving extends Stored {
  userId: string;
  isGone: boolean;
  at: Date;
}

export type Leavings = Collection<Leaving>;

export type Issues = Collection<Issue>;
export type SuccessMarks = Collection<SuccessMark>;
export type BulkJobs = Collection<BulkJob>;

/** What every use case of this service gets. */
export interface Deps {
  issues: Issues;
  marks: SuccessMarks;
  causes: Collection<KnownCause>;
  comments: Collection<Comment>;
  jobs: BulkJobs;
  leavings: Leavings;
  /** Undefined where no identity-service is configured. */
  accounts: Accounts | undefined;
  clock: Clock;
  metrics: Metrics;
  logger: Logger;
  /** Tells whoever sends digests that a cause is new. */
  wakeDigests: () => void;
  /** Tells the worker that a job was stored. */
  wakeBulkJobs: () => void;
}
