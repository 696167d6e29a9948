import { newId, toAppError } from '@psa-bridge/core';
import type { Leases } from '@psa-bridge/persistence';
import { createPeriodicTask, type PeriodicTask } from '@psa-bridge/service-host';
import type { BulkJob } from '../domain/bulk-job.ts';
import type { Deps } from '../ports.ts';

export interface BulkJobsWorkerOptions extends Pick<Deps, 'jobs' | 'clock' | 'logger'> {
  leases: Leases;
  runPage: (job: BulkJob) => Promise<unknown>;
}

const LEASE = 'issues-bulk-jobs';
/** Longer than a round of pages takes; a killed replica's jobs go on elsewhere after it. */
const LEASE_MS = 60_000;
const EVERY_MS = 5_000;
const MAX_JOBS = 50;

/** Carries out the jobs over many issues in one replica at a time: a page of each job in turn, so that a long one delays no other. */
export function createBulkJobsWorker({ jobs, leases, runPage, clock, logger }: BulkJobsWorkerOptions): PeriodicTask {
  const owner = newId();
  const everywhere = jobs.acrossTenants('One worker serves the jobs of all tenants.');
  const runningJobs = () => everywhere.find({ state: 'running' }, { sort: { _id: 1 }, limit: MAX_JOBS });

  async function runUntilDone(signal: AbortSignal): Promise<void> {
    let waiting = await runningJobs();
    while (waiting.length > 0 && !signal.aborted) {
      if ((await leases.acquire(LEASE, owner, LEASE_MS)) === undefined) return;
      // When no job gets on, the pause until the next run gives the cause time to end.
      if (!(await onePageEach(waiting, signal))) break;
      waiting = await runningJobs();
    }
    await leases.release(LEASE, owner);
  }

  /** Answers whether any job got on. */
  async function onePageEach(waiting: readonly BulkJob[], signal: AbortSignal): Promise<boolean> {
    let didAny = false;
    for (const job of waiting) {
      if (signal.aborted) break;
      didAny = (await tryPage(job)) || didAny;
    }
    return didAny;
  }

  async function tryPage(job: BulkJob): Promise<boolean> {
    try {
      await runPage(job);
      return true;
    } catch (error) {
      const { code, kind } = toAppError(error);
      logger.warn({ jobId: job._id, tenantId: job.tenantId, code, kind, error }, 'bulk_job_page_failed');
      return false;
    }
  }

  return createPeriodicTask({ name: 'bulk-jobs', everyMs: EVERY_MS, run: runUntilDone, clock, logger });
}
