import { LANES } from '../definition/lanes.ts';
import type { ReadyQueue } from './ready-queue.ts';
import type { WorkRow } from './row.ts';
import type { Hold, WorkTable } from './table.ts';

export interface DueScanOptions {
  table: Pick<WorkTable, 'due' | 'dueByIntegration'>;
  ready: ReadyQueue;
  capacity: number;
  pollMs: number;
  now: () => number;
  /** What need not be looked for. */
  holds: () => readonly Hold[];
  /** Whether a row that is ready may not run now. */
  mayNotRun: (row: WorkRow) => boolean;
  take: (row: WorkRow) => void;
  onFailure: (error: unknown) => void;
  onEnd: () => void;
}

/** Looks at the database for what is due: what other replicas and dead workers left. It goes on beside the work. */
export interface DueScan {
  /** Begins a look where one is due and there is room for what it finds. */
  startIfDue(): void;
  /** There is more than was taken: looks again before long. */
  soon(): void;
  nextAt(): number;
  ended(): Promise<void>;
}

/** A look takes at most this share of the time. */
const SHARE = 20;

export function createDueScan(options: DueScanOptions): DueScan {
  const { table, ready, capacity, pollMs, now, holds, take } = options;
  let nextAt = 0;
  let evenOutAt = 0;
  let isOverflowing = false;
  let running: Promise<void> | undefined;

  const restFrom = (began: number): number => now() + Math.max((now() - began) * SHARE, pollMs);

  /** One look feeds thousands of claims. */
  async function look(): Promise<void> {
    const began = now();
    ready.purge(options.mayNotRun);
    const limit = Math.max(100, capacity - ready.size());
    const rows = await table.due(limit, { holds: holds() });
    rows.forEach(take);
    isOverflowing = rows.length >= limit;
    if (isOverflowing && began >= evenOutAt) {
      await evenOut(limit);
      evenOutAt = restFrom(began);
    }
    nextAt = restFrom(began);
  }

  /** Where more is due than fits, what is urgent comes in anyway, and so does a share of each integration that stands behind. */
  async function evenOut(limit: number): Promise<void> {
    (await table.due(limit, { holds: holds(), aboveLane: LANES.length - 1 })).forEach(take);
    const due = await table.dueByIntegration(holds());
    const share = Math.max(10, Math.floor(limit / Math.max(1, due.size) / 4));
    const behind = [...due].filter(([id, count]) => ready.sizeOf(id) < Math.min(count, share)).map(([id]) => id);
    if (behind.length > 0) (await table.due(limit, { holds: holds(), integrationIds: behind })).forEach(take);
  }

  return {
    startIfDue() {
      const isDue = now() >= nextAt || (isOverflowing && ready.size() < capacity / 4);
      if (running || !isDue || ready.size() >= capacity / 2) return;
      running = look()
        .catch(options.onFailure)
        .finally(() => {
          running = undefined;
          options.onEnd();
        });
    },
    soon() {
      nextAt = Math.min(nextAt, now() + pollMs);
    },
    nextAt: () => nextAt,
    ended: async () => running,
  };
}
