import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { newId, notFound, type Caller } from '@psa-bridge/core';
import { LISTED_STATUSES } from '../domain/issue.ts';
import { SERVICE_NAME } from '../domain/issue-events.ts';
import { storeFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { RetryJob } from '../domain/retry-job.ts';
import type { Deps } from '../ports.ts';

/** Retry All (IS-04): stores the job and answers at once; the retry-jobs worker carries it out. */
export function makeStartRetryJob(deps: Pick<Deps, 'issues' | 'jobs' | 'clock' | 'wakeRetryJobs'>) {
  const { issues, jobs, clock, wakeRetryJobs } = deps;
  return async (filter: Omit<IssueFilter, 'status'>, caller: Caller): Promise<RetryJob> => {
    const { tenantId, subject } = caller;
    const matched = await issues.forTenant(tenantId).count(storeFilter({ ...filter, status: LISTED_STATUSES }));
    const job = {
      ...{ _id: newId(), tenantId, filter, matched },
      ...{ requestedBy: subject, requestedAt: clock.now(), state: 'running' as const },
      ...{ retried: 0, skipped: 0, cursor: '' },
    };
    const record = { type: 'issue_retry_job', id: job._id };
    const told = { kind: 'issues.retried', record, fields: fieldChanges(undefined, { filter, matched }) };
    const outbox = [actionTaken(told, { tenantId, source: SERVICE_NAME, at: job.requestedAt })];
    await jobs.forTenant(tenantId).insert({ ...job, outbox });
    wakeRetryJobs();
    return { ...job, version: 1 };
  };
}

/** @throws AppError `retry_job_not_found`, also for a job of another tenant. */
export function makeGetRetryJob({ jobs }: Pick<Deps, 'jobs'>) {
  return async (id: string, caller: Caller): Promise<RetryJob> => {
    const job = await jobs.forTenant(caller.tenantId).get(id);
    if (!job) throw notFound('retry_job_not_found', 'There is no such retry job.');
    return job;
  };
}
