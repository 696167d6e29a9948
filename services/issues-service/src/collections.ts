import type { CollectionSpec } from '@psa-bridge/persistence';
import type { Issue } from './domain/issue.ts';
import type { RetryJob } from './domain/retry-job.ts';
import { SERVICE_NAME } from './domain/issue-events.ts';
import type { SuccessMark } from './ports.ts';

/** The collections this service alone writes. */
export const collections = {
  issues: {
    name: 'issues',
    writer: SERVICE_NAME,
    indexes: [
      { keys: { tenantId: 1, status: 1, lastFailedAt: -1 } },
      { keys: { tenantId: 1, code: 1, status: 1 } },
      { keys: { tenantId: 1, integrationId: 1, entityType: 1, status: 1 } },
      { keys: { status: 1, level: 1 } },
    ],
  } satisfies CollectionSpec<Issue> as CollectionSpec<Issue>,
  marks: {
    name: 'issue_success_marks',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<SuccessMark> as CollectionSpec<SuccessMark>,
  jobs: {
    name: 'issue_retry_jobs',
    writer: SERVICE_NAME,
    indexes: [{ keys: { state: 1 } }],
  } satisfies CollectionSpec<RetryJob> as CollectionSpec<RetryJob>,
};
