import { beforeEach, describe, expect, it } from '@jest/globals';
import { events, topics } from '@psa-bridge/contracts';
import { createManualClock, type Caller } from '@psa-bridge/core';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { failure } from '../../test/examples.ts';
import { collections } from '../collections.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import { makeIssueUseCases, type IssueUseCases } from './issue-use-cases.ts';

const caller: Caller = { tenantId: 'tenant-a', subject: 'user-manager', isAdmin: false, permissions: ['Issue manager'] };
const COUNT = 450;

describe('retry all', () => {
  let usecases: IssueUseCases;
  let store: ReturnType<typeof createMemoryStore>;

  beforeEach(() => {
    const clock = createManualClock();
    store = createMemoryStore({ clock });
    const { issues, marks, causes, comments, jobs, leavings } = collections;
    const open = {
      ...{ issues: store.collection(issues), marks: store.collection(marks), jobs: store.collection(jobs) },
      ...{ causes: store.collection(causes), comments: store.collection(comments) },
      ...{ leavings: store.collection(leavings), accounts: undefined },
    };
    const parts = { clock, metrics: createMetrics({ processMetrics: false }), logger: captureLogger().logger };
    usecases = makeIssueUseCases({ ...open, ...parts, wakeBulkJobs: () => undefined, wakeDigests: () => undefined });
  });

  async function openIssues(count: number, tenantId = 'tenant-a'): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await usecases.recordResults(tenantId, [{ ...failure(1), tenantId, entityId: `quote-${index}` }]);
    }
  }
  async function finish(job: BulkJob): Promise<BulkJob> {
    let current: BulkJob | undefined = job;
    for (let page = 0; page < 20 && current?.state === 'running'; page += 1) current = await usecases.runBulkJobPage(current);
    if (!current) throw new Error('the job was moved on by somebody else');
    return current;
  }
  /** Retry commands that wait in the outboxes, by entity. */
  async function commands(tenantId = 'tenant-a'): Promise<string[]> {
    const found = await store.collection(collections.issues).forTenant(tenantId).find({});
    return found.flatMap((issue) =>
      (issue.outbox ?? []).filter((event) => event.type === events.retryWork.type).map(() => issue.entityId),
    );
  }

  it('IS-04: asks for every issue that matches, once, page by page', async () => {
    await openIssues(COUNT);

    const done = await finish(await usecases.startBulkJob({ do: 'retry' }, {}, caller));

    const asked = await commands();
    expect(done).toMatchObject({ state: 'completed', matched: COUNT, done: COUNT, skipped: 0 });
    expect(new Set(asked).size).toBe(COUNT);
    expect(asked).toHaveLength(COUNT);
  });

  it('IS-04: leaves alone what does not match, what is dismissed and what another tenant has', async () => {
    await openIssues(3);
    await openIssues(3, 'tenant-b');
    const company = { ...failure(1), entityType: 'company', entityId: 'company-1' };
    await usecases.recordResults('tenant-a', [company]);
    const { items } = await usecases.listIssues(
      { filter: { search: 'quote-0' }, from: 0, size: 1, sort: { field: 'code', direction: 1 } },
      caller,
    );
    await usecases.dismissIssue(items[0]?._id ?? '', caller);

    const done = await finish(await usecases.startBulkJob({ do: 'retry' }, { entityType: ['quote'] }, caller));

    expect(done).toMatchObject({ matched: 2, done: 2 });
    expect((await commands()).sort()).toEqual(['quote-1', 'quote-2']);
    await expect(commands('tenant-b')).resolves.toEqual([]);
  });

  it('a page that was carried out but not noted before the process was killed asks for nothing twice and loses no count', async () => {
    await openIssues(COUNT);
    const job = await usecases.startBulkJob({ do: 'retry' }, {}, caller);
    await usecases.runBulkJobPage(job);
    const jobs = store.collection(collections.jobs).forTenant('tenant-a');
    const asBefore = await jobs.mutate(job._id, (current) => current && { ...current, cursor: '', done: 0 });

    const done = await finish(asBefore ?? job);

    expect(done).toMatchObject({ state: 'completed', done: COUNT, skipped: 0 });
    await expect(commands()).resolves.toHaveLength(COUNT);
  });

  it('two replicas at the same page: one of them moves the job on, no issue is asked for twice', async () => {
    await openIssues(10);
    const job = await usecases.startBulkJob({ do: 'retry' }, {}, caller);

    const outcomes = await Promise.all([usecases.runBulkJobPage(job), usecases.runBulkJobPage(job)]);

    expect(outcomes.filter(Boolean)).toHaveLength(1);
    await expect(commands()).resolves.toHaveLength(10);
  });

  it('issues whose retry is under way already are skipped, and counted as such', async () => {
    await openIssues(3);
    await finish(await usecases.startBulkJob({ do: 'retry' }, {}, caller));

    const second = await finish(await usecases.startBulkJob({ do: 'retry' }, {}, caller));

    expect(second).toMatchObject({ matched: 3, done: 0, skipped: 3 });
    await expect(commands()).resolves.toHaveLength(3);
  });

  it('addresses each provider’s own topic', async () => {
    await usecases.recordResults('tenant-a', [failure(1)]);
    await usecases.recordResults('tenant-a', [{ ...failure(1), provider: 'halo', integrationId: 'integration-2' }]);

    await finish(await usecases.startBulkJob({ do: 'retry' }, {}, caller));

    const found = await store.collection(collections.issues).forTenant('tenant-a').find({});
    const addressed = found.flatMap((issue) => (issue.outbox ?? []).map((event) => event.topic));
    expect(addressed).toEqual(expect.arrayContaining([topics.commands('autotask').name, topics.commands('halo').name]));
  });
});
