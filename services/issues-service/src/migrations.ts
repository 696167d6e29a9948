import type { DocumentStore, Draft, Migration } from '@psa-bridge/persistence';
import { collections } from './collections.ts';
import type { BulkJob } from './domain/bulk-job.ts';
import { causeOf } from './domain/cause/cause-of.ts';
import { noted } from './domain/cause/known-cause.ts';
import type { Issue } from './domain/issue.ts';
import { severityOf } from './domain/severity.ts';

const REASON = 'A change of shape concerns every tenant.';
const PAGE = 200;

/** An issue as it was before it had a cause and could be handled. */
type Before = Omit<Issue, 'cause' | 'severity' | 'revision' | 'reference'> & Partial<Issue>;

function completed(before: Before): Issue {
  const issue = { ...before, reference: before.reference ?? '' } as Issue;
  return { ...issue, cause: causeOf(issue, issue).key, severity: severityOf(issue, issue), revision: 1 };
}

async function completeIssues(store: DocumentStore): Promise<void> {
  const issues = store.collection(collections.issues).acrossTenants(REASON);
  const causes = store.collection(collections.causes);
  for await (const page of issues.pages({ cause: { $exists: false } }, { pageSize: PAGE })) {
    for (const issue of page.map(completed)) {
      const result = { ...issue, finishedAt: issue.lastFailedAt, tries: 1 };
      await causes.forTenant(issue.tenantId).mutate(issue.cause, (current) => noted(current, result, issue));
    }
    await issues.mutateMany(
      page.map(({ _id }) => _id),
      (_id, issue) => issue && completed(issue),
    );
  }
}

/** Jobs only retried, and said so. */
async function completeJobs(store: DocumentStore): Promise<void> {
  const jobs = store.collection(collections.jobs).acrossTenants(REASON);
  const since = ({ retried = 0, ...job }: BulkJob & { retried?: number }): Draft<BulkJob> => {
    return { ...job, action: { do: 'retry' }, done: retried };
  };
  for await (const page of jobs.pages({ action: { $exists: false } }, { pageSize: PAGE })) {
    await jobs.mutateMany(
      page.map(({ _id }) => _id),
      (_id, job) => job && since(job),
    );
  }
}

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  { id: '2026-11-issues-have-causes', up: completeIssues },
  { id: '2026-11-jobs-do-more-than-retry', up: completeJobs },
];
