import { afterPage, carriedOut, type BulkJob, type PageOutcome } from '../domain/bulk-job.ts';
import { isListed } from '../domain/apply-result.ts';
import type { Issue } from '../domain/issue.ts';
import type { IssueChange } from '../domain/issue-change.ts';
import { withEvents } from '../domain/issue-events.ts';
import { shownFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';
import { makeReportChange } from './change-issue.ts';

const PAGE_SIZE = 200;

/**
 * Carries out one page of a job and stores how far it came, so that any replica goes on from there. An issue of a page that was
 * done but not yet stored is left alone the second time: a retry is recognised by the job's id, all else is so already.
 * Answers the job as it stands, or undefined when another replica moved it on.
 */
export function makeRunBulkJobPage(deps: Pick<Deps, 'issues' | 'jobs' | 'clock' | 'metrics' | 'logger'>) {
  const report = makeReportChange(deps);

  return async (job: BulkJob): Promise<BulkJob | undefined> => {
    const page = await carryOut(job, await readPage(job));
    return deps.jobs.forTenant(job.tenantId).replace(job, afterPage(job, page, deps.clock.now()));
  };

  function readPage(job: BulkJob): Promise<Issue[]> {
    // What is muted is judged by when the job was asked for: the same issues match on every page.
    const filter = { $and: [shownFilter(job.filter, job.requestedAt), { _id: { $gt: job.cursor } }] };
    return deps.issues.forTenant(job.tenantId).find(filter, { sort: { _id: 1 }, limit: PAGE_SIZE, fields: ['status', 'retry'] });
  }

  async function carryOut(job: BulkJob, found: readonly Issue[]): Promise<PageOutcome> {
    const doneBefore = found.filter((issue) => issue.retry?.jobId === job._id);
    const ids = found.filter((issue) => !doneBefore.includes(issue)).map((issue) => issue._id);
    const changes = await changeAll(job, ids);
    const done = changes.length + doneBefore.length;
    return { done, skipped: found.length - done, lastId: found.at(-1)?._id };
  }

  async function changeAll(job: BulkJob, ids: readonly string[]): Promise<IssueChange[]> {
    const at = deps.clock.now();
    const changes = new Map<string, IssueChange>();
    await deps.issues.forTenant(job.tenantId).mutateMany(ids, (id, current) => {
      changes.delete(id);
      const change = current && isListed(current) ? carriedOut(job, current, at) : undefined;
      if (!change) return undefined;
      changes.set(id, change);
      return withEvents(change, { at });
    });
    changes.forEach((change) => report(change));
    return [...changes.values()];
  }
}
