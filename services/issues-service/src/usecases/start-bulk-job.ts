import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { newId, notFound, type Caller } from '@psa-bridge/core';
import type { BulkAction, BulkJob } from '../domain/bulk-job.ts';
import { checkMute } from '../domain/handling.ts';
import { SERVICE_NAME } from '../domain/issue-events.ts';
import { shownFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

const DEEDS: Readonly<Record<BulkAction['do'], string>> = {
  retry: 'issues.retried',
  dismiss: 'issues.dismissed',
  change: 'issues.updated',
};

/** Something done to all issues that match (IS-04): stores the job and answers at once; the bulk-jobs worker carries it out. @throws AppError `mute_in_the_past` */
export function makeStartBulkJob(deps: Pick<Deps, 'issues' | 'jobs' | 'clock' | 'wakeBulkJobs'>) {
  const { issues, jobs, clock, wakeBulkJobs } = deps;
  return async (action: BulkAction, filter: Omit<IssueFilter, 'status'>, caller: Caller): Promise<BulkJob> => {
    const { tenantId, subject } = caller;
    const requestedAt = clock.now();
    if (action.do === 'change') checkMute(action.change, requestedAt);
    const matched = await issues.forTenant(tenantId).count(shownFilter(filter, requestedAt));
    const job = {
      ...{ _id: newId(), tenantId, action, filter, matched },
      ...{ requestedBy: subject, requestedAt, state: 'running' as const },
      ...{ done: 0, skipped: 0, cursor: '' },
    };
    const record = { type: 'issue_job', id: job._id };
    const fields = fieldChanges(undefined, { filter, matched, ...(action.do === 'change' ? { change: action.change } : {}) });
    const outbox = [actionTaken({ kind: DEEDS[action.do], record, fields }, { tenantId, source: SERVICE_NAME, at: requestedAt })];
    await jobs.forTenant(tenantId).insert({ ...job, outbox });
    wakeBulkJobs();
    return { ...job, version: 1 };
  };
}

/** @throws AppError `job_not_found`, also for a job of another tenant. */
export function makeGetBulkJob({ jobs }: Pick<Deps, 'jobs'>) {
  return async (id: string, caller: Caller): Promise<BulkJob> => {
    const job = await jobs.forTenant(caller.tenantId).get(id);
    if (!job) throw notFound('job_not_found', 'There is no such job.');
    return job;
  };
}
