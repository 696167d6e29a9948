import { isDeltaDue, MOST_PATIENCE_MS, RUNS_AT_ONCE } from '@psa-bridge/connector-kit/scheduling';
import type { EventQueue } from './event-queue.ts';
import { COSTS, DELTA_EVERY_MS, type Tenant } from './tenants.ts';

export interface Run {
  tenant: Tenant;
  lane: 'scheduled' | 'bulk';
  calls: number;
  callMs: number;
  begunAt: number;
  dueAt: number;
}

export interface SyncParts {
  queue: EventQueue;
  tenants: readonly Tenant[];
  replicas: number;
  /** Takes a permit: answers 0, or when to ask again. */
  permit(tenant: Tenant, lane: Run['lane']): number;
}

export interface Syncs {
  /** A full sync that somebody asked for. */
  full(tenant: Tenant, pages: number): void;
}

const POLL_MS = 1_000;

/** Sync runs of all tenants, taken up by each replica as its executor does: the one that is due longest first, a few at a time. */
export function createSyncs({ queue, tenants, replicas, permit }: SyncParts): Syncs {
  let waiting: Run[] = [];

  function begin(tenant: Tenant, run: Pick<Run, 'lane' | 'calls' | 'callMs'>): void {
    tenant.isSyncing = true;
    waiting.push({ tenant, ...run, begunAt: queue.now(), dueAt: queue.now() });
  }

  function startDeltas(): void {
    const now = new Date(queue.now());
    for (const tenant of tenants) {
      const state = { deltaStartedAt: tenant.deltaStartedAt, fullSyncedAt: tenant.deltaStartedAt };
      if (tenant.isSyncing || !isDeltaDue({ deltaEveryMs: DELTA_EVERY_MS }, state, now)) continue;
      tenant.deltaStartedAt = now;
      begin(tenant, { lane: 'scheduled', calls: COSTS.callsOfDelta, callMs: COSTS.callMs });
    }
  }

  function poll(replica: { running: number }): void {
    startDeltas();
    const due = waiting.filter(({ dueAt }) => dueAt <= queue.now()).sort((a, b) => a.dueAt - b.dueAt);
    const taken = new Set(due.slice(0, RUNS_AT_ONCE - replica.running));
    waiting = waiting.filter((run) => !taken.has(run));
    for (const run of taken) {
      replica.running += 1;
      read(run, replica, queue.now());
    }
    queue.after(POLL_MS, () => poll(replica));
  }

  function read(run: Run, replica: { running: number }, since: number): void {
    const { tenant, lane } = run;
    if (run.calls === 0) {
      replica.running -= 1;
      tenant.isSyncing = false;
      tenant.readAt = run.begunAt;
      return;
    }
    const retryAt = permit(tenant, lane);
    if (retryAt === 0) return queue.after(run.callMs, () => read({ ...run, calls: run.calls - 1 }, replica, queue.now()));
    if (retryAt - since <= MOST_PATIENCE_MS) return queue.at(retryAt, () => read(run, replica, since));
    replica.running -= 1;
    waiting.push({ ...run, dueAt: retryAt });
  }

  for (let at = 0; at < replicas; at += 1) queue.at((at * POLL_MS) / replicas, () => poll({ running: 0 }));
  return { full: (tenant, pages) => begin(tenant, { lane: 'bulk', calls: pages, callMs: COSTS.pageMs }) };
}
