import { LISTED_STATUSES, type Issue } from '../domain/issue.ts';
import { requestRetry } from '../domain/issue-actions.ts';
import type { IssueChange } from '../domain/issue-change.ts';
import { withEvents } from '../domain/issue-events.ts';
import { storeFilter } from '../domain/issue-filter.ts';
import { afterPage, type PageOutcome, type RetryJob } from '../domain/retry-job.ts';
import type { Deps } from '../ports.ts';
import { makeReportChange } from './change-issue.ts';

const PAGE_SIZE = 200;

/**
 * Carries out one page of a retry-all job and stores how far it came, so that any replica goes on from there. An issue of
 * a page that was done but not yet stored is recognised by the job's id in its retry, and not asked for twice.
 * Answers the job as it stands, or undefined when another replica moved it on.
 */
export function makeRunRetryJobPage(deps: Pick<Deps, 'issues' | 'jobs' | 'clock' | 'metrics' | 'logger'>) {
  const report = makeReportChange(deps);

  return async (job: RetryJob): Promise<RetryJob | undefined> => {
    const page = await retryPage(job, await readPage(job));
    return deps.jobs.forTenant(job.tenantId).replace(job, afterPage(job, page, deps.clock.now()));
  };

  function readPage(job: RetryJob): Promise<Issue[]> {
    const matching = storeFilter({ ...job.filter, status: LISTED_STATUSES });
    const filter = { $and: [matching, { _id: { $gt: job.cursor } }] };
    return deps.issues.forTenant(job.tenantId).find(filter, { sort: { _id: 1 }, limit: PAGE_SIZE, fields: ['status', 'retry'] });
  }

  async function retryPage(job: RetryJob, found: readonly Issue[]): Promise<PageOutcome> {
    const toRetry = found.filter((issue) => issue.status === 'open').map((issue) => issue._id);
    const doneBefore = found.filter((issue) => issue.retry?.jobId === job._id).length;
    const changes = await requestRetries(job, toRetry);
    const retried = changes.length + doneBefore;
    return { retried, skipped: found.length - retried, lastId: found.at(-1)?._id };
  }

  async function requestRetries(job: RetryJob, ids: readonly string[]): Promise<IssueChange[]> {
    const at = deps.clock.now();
    const changes = new Map<string, IssueChange>();
    await deps.issues.forTenant(job.tenantId).mutateMany(ids, (id, current) => {
      changes.delete(id);
      if (current?.status !== 'open') return undefined;
      const change = requestRetry(current, { at, by: job.requestedBy, jobId: job._id }, 'scheduled');
      changes.set(id, change);
      return withEvents(change, { at });
    });
    changes.forEach((change) => report(change));
    return [...changes.values()];
  }
}
