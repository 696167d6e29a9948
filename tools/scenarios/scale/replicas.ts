import {
  createLaneHolds,
  createReadyQueue,
  hasRoom,
  WORKERS,
  WORKERS_PER_INTEGRATION,
} from '@psa-bridge/connector-kit/scheduling';
import type { WorkRow } from '@psa-bridge/connector-kit/scheduling';
import type { EventQueue } from './event-queue.ts';
import { COSTS } from './tenants.ts';

/** A row on its way, and whom it belongs to. */
export interface Job<Owner> {
  owner: Owner;
  row: WorkRow;
  calls: number;
  raisedAt: number;
}

export interface WorkReplica<Owner> {
  add(job: Job<Owner>): void;
}

export interface WorkParts<Owner> {
  queue: EventQueue;
  /** Takes a permit: answers 0, or when to ask again. */
  permit(owner: Owner, row: WorkRow): number;
  done(job: Job<Owner>): void;
}

/** The rows that one replica works on: the connectors' own queue, holds and rule of room, with calls that take their time. */
export function createWorkReplica<Owner>({ queue, permit, done }: WorkParts<Owner>): WorkReplica<Owner> {
  const ready = createReadyQueue({ capacity: 10_000 });
  const holds = createLaneHolds(queue.now);
  const jobs = new Map<string, Job<Owner>>();
  const owns = new Map<string, number>();
  let all = 0;

  function mayRun(row: WorkRow): boolean {
    if (holds.isHeld(row)) return false;
    const own = owns.get(row.integrationId) ?? 0;
    return hasRoom(row.lane, { own, all, workers: WORKERS, workersPerIntegration: WORKERS_PER_INTEGRATION });
  }

  function occupy(row: WorkRow, by: 1 | -1): void {
    all += by;
    owns.set(row.integrationId, (owns.get(row.integrationId) ?? 0) + by);
  }

  function dispatch(): void {
    for (let row = ready.take(mayRun); row; row = ready.take(mayRun)) {
      const job = jobs.get(row._id);
      if (!job) continue;
      occupy(row, 1);
      call(job, job.calls);
    }
  }

  function call(job: Job<Owner>, left: number): void {
    const { owner, row } = job;
    if (left === 0) {
      jobs.delete(row._id);
      occupy(row, -1);
      done(job);
      return dispatch();
    }
    const retryAt = permit(owner, row);
    if (retryAt > 0) {
      holds.hold(row, new Date(retryAt));
      occupy(row, -1);
      queue.at(retryAt, () => add({ ...job, calls: left }));
      return;
    }
    queue.after(COSTS.callMs, () => call(job, left - 1));
  }

  function add(job: Job<Owner>): void {
    jobs.set(job.row._id, job);
    if (!ready.add(job.row)) queue.after(1_000, () => add(job));
    dispatch();
  }

  return { add };
}
