import type { CollectionSpec } from '@psa-bridge/persistence';
import type { Issue } from './domain/issue.ts';
import type { KeptMail } from '@psa-bridge/mail';
import type { DigestSubscription } from './domain/digest/subscription.ts';
import type { BulkJob } from './domain/bulk-job.ts';
import type { KnownCause } from './domain/cause/known-cause.ts';
import type { Comment } from './domain/comment.ts';
import { SERVICE_NAME } from './domain/issue-events.ts';
import type { Leaving, SuccessMark } from './ports.ts';

/** The collections this service alone writes. */
export const collections = {
  issues: {
    name: 'issues',
    writer: SERVICE_NAME,
    indexes: [
      // Ends by the id, as every list does: otherwise all that is open would be sorted for its first page.
      { keys: { tenantId: 1, status: 1, lastFailedAt: -1, _id: 1 } },
      { keys: { tenantId: 1, code: 1, status: 1 } },
      { keys: { tenantId: 1, integrationId: 1, entityType: 1, status: 1 } },
      { keys: { tenantId: 1, status: 1, cause: 1 } },
      { keys: { status: 1, level: 1 } },
      { keys: { lastFailedAt: 1 } },
    ],
  } satisfies CollectionSpec<Issue> as CollectionSpec<Issue>,
  causes: {
    name: 'issue_causes',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<KnownCause> as CollectionSpec<KnownCause>,
  comments: {
    name: 'issue_comments',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, issueId: 1, _id: -1 } }],
  } satisfies CollectionSpec<Comment> as CollectionSpec<Comment>,
  digests: {
    name: 'issue_digests',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<DigestSubscription> as CollectionSpec<DigestSubscription>,
  mailOutbox: {
    name: 'issue_mail_outbox',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, at: -1 } }],
  } satisfies CollectionSpec<KeptMail> as CollectionSpec<KeptMail>,
  marks: {
    name: 'issue_success_marks',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<SuccessMark> as CollectionSpec<SuccessMark>,
  leavings: {
    name: 'issue_people_gone',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<Leaving> as CollectionSpec<Leaving>,
  jobs: {
    name: 'issue_retry_jobs',
    writer: SERVICE_NAME,
    indexes: [{ keys: { state: 1 } }],
  } satisfies CollectionSpec<BulkJob> as CollectionSpec<BulkJob>,
};
