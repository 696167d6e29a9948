import { topics } from '@psa-bridge/contracts';
import { createPlatform, createService, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import { collections } from './collections.ts';
import type { Config } from './config.ts';
import { syncResultsConsumer } from './consumers/sync-results.consumer.ts';
import { userChangesConsumer } from './consumers/user-changes.consumer.ts';
import { createDigests } from './digests.ts';
import { SERVICE_NAME } from './domain/issue-events.ts';
import { issueRoutes } from './http/issues.routes.ts';
import { migrations } from './migrations.ts';
import { closedIssues, exchangesOf } from './usecases/keep-for-long-enough.ts';
import { makeIssueUseCases } from './usecases/issue-use-cases.ts';
import { createOpenIssuesGauge } from './workers/open-issues.gauge.ts';
import { createBulkJobsWorker } from './workers/bulk-jobs.worker.ts';

export { configSchema, type Config } from './config.ts';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(SERVICE_NAME, config, overrides);
  const { store, clock, metrics, logger } = platform;
  const issues = store.collection(collections.issues);
  const marks = store.collection(collections.marks);
  const jobs = store.collection(collections.jobs);
  const causes = store.collection(collections.causes);
  const comments = store.collection(collections.comments);

  const digests = createDigests(config, platform);
  const wakeDigests = digests.wake;
  const wakeBulkJobs = () => bulkJobs.wake();
  const usecases = makeIssueUseCases({
    issues,
    marks,
    causes,
    comments,
    jobs,
    leavings: store.collection(collections.leavings),
    accounts: digests.accounts,
    clock,
    metrics,
    logger,
    wakeBulkJobs,
    wakeDigests,
  });
  const bulkJobs = createBulkJobsWorker({ jobs, leases: store.leases, runPage: usecases.runBulkJobPage, clock, logger });

  return createService({
    platform,
    // The digest goes before the routes of one issue, which would take its name for an id.
    routes: [...digests.routes, ...issueRoutes(usecases, { trace: config.TRACE_URL, runbook: config.RUNBOOK_URL })],
    consumers: [syncResultsConsumer(usecases), userChangesConsumer(usecases)],
    outboxes: [issues, jobs, causes, comments, digests.outbox],
    migrations,
    kept: [
      { what: 'exchanges', days: config.EXCHANGE_KEPT_DAYS, takeAway: exchangesOf({ issues }) },
      { what: 'issues', days: config.ISSUE_KEPT_DAYS, takeAway: closedIssues({ issues, marks, comments }) },
    ],
    topics: [topics.issues, topics.audit],
    components: [...digests.components, bulkJobs, createOpenIssuesGauge({ issues, clock, metrics, logger })],
  });
}
