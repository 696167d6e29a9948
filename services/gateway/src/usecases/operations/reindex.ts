import { newId, type Caller, type Clock } from '@psa-bridge/core';
import type { Collection, Leases } from '@psa-bridge/persistence';
import type { RecordStore, RecordType } from '@psa-bridge/records';
import { afterReindexed, reindexJobId, startedJob, type ReindexJob } from '../../domain/reindex-job.ts';

export interface ReindexDeps {
  jobs: Collection<ReindexJob>;
  leases: Leases;
  records: RecordStore;
  clock: Clock;
}

export interface Reindexing {
  /** Begins a re-index of a type, or answers the one that runs (OP-02, SY-41). */
  start(entityType: RecordType, caller: Caller): Promise<ReindexJob>;
  /** The latest one of each type. */
  list(caller: Caller): Promise<readonly ReindexJob[]>;
  /** Carries on whatever runs, whoever began it. */
  carryOn(signal: AbortSignal): Promise<void>;
}

const PAGE = 200;
const AT_ONCE = 100;
/** A replica that says nothing for so long has died. Renewed with each page. */
const LEASE_MS = 60_000;

export function makeReindexing({ jobs, leases, records, clock }: ReindexDeps): Reindexing {
  const owner = newId();

  async function carryOnOne(job: ReindexJob, signal: AbortSignal): Promise<void> {
    const lease = `reindex:${job._id}`;
    const isHeld = async (): Promise<boolean> => (await leases.acquire(lease, owner, LEASE_MS)) !== undefined;
    if (!(await isHeld())) return;
    try {
      let current: ReindexJob | undefined = await jobs.forTenant(job.tenantId).get(job._id);
      while (current?.state === 'running' && !signal.aborted && (await isHeld())) current = await nextPage(current);
    } finally {
      await leases.release(lease, owner);
    }
  }

  /** Killed in between, the page is told of once more. */
  async function nextPage({ _id, tenantId, entityType, after, startedBy: source }: ReindexJob): Promise<ReindexJob | undefined> {
    const reindexed = await records.forTenant(tenantId).reindex(entityType, { after, size: PAGE, source });
    return jobs
      .forTenant(tenantId)
      .mutate(_id, (job) =>
        job?.state === 'running' && job.after === after ? afterReindexed(job, reindexed, clock.now()) : undefined,
      );
  }

  return {
    async start(entityType, { tenantId, subject: startedBy }) {
      const { total } = await records.forTenant(tenantId).search(entityType, { from: 0, size: 1 });
      const toDo = { tenantId, entityType, total, startedBy };
      const job = await jobs.forTenant(tenantId).mutate(reindexJobId(toDo), (current) => startedJob(current, toDo, clock.now()));
      if (!job) throw new Error('A job that was written is there.');
      return job;
    },
    list: ({ tenantId }) => jobs.forTenant(tenantId).find({}, { sort: { _id: 1 } }),
    async carryOn(signal) {
      const running = await jobs.acrossTenants('any replica carries on any job').find({ state: 'running' }, { limit: AT_ONCE });
      for (const job of running) if (!signal.aborted) await carryOnOne(job, signal);
    },
  };
}
