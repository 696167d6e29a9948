import { newId, toAppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { LANES, laneOfRank } from '../definition/lanes.ts';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import { holdRow, type HeldRow } from './held-row.ts';
import { createReadyQueue } from './ready-queue.ts';
import type { RowReport } from './run-row.ts';
import { isRunning, type WorkRow } from './row.ts';
import type { Hold, WorkTable } from './table.ts';

export interface SchedulerOptions {
  table: WorkTable;
  provider: string;
  integrations: { all(): Promise<readonly Integration[]> };
  run(held: HeldRow, integration: Integration): Promise<RowReport>;
  quarantineMs: number;
  clock: Clock;
  logger: Logger;
  /** Rows worked on at the same time in this process. */
  workers?: number;
  /** The same, of one integration. */
  workersPerIntegration?: number;
  leaseMs?: number;
  /** Rows kept in memory, ready to be claimed. */
  readyCapacity?: number;
  /** Longest time between two looks at the database. */
  pollMs?: number;
}

export interface Scheduler extends Component {
  start(): void;
  /** Takes no more rows; ends when the running ones have ended or given up. */
  stop(): Promise<void>;
  /** When the loop last turned, for liveness. */
  lastTick(): Date;
  running(): number;
}

/** The look at the database takes at most this share of the time. */
const SCAN_SHARE = 20;
const PAUSE_MS = 1_000;
/** A loop with nothing to do turns no more often than this. */
const IDLE_MS = 20;
const SWEEP_EVERY_MS = 10 * 60_000;
const SWEEP_AGE_MS = 60 * 60_000;

/** Brings due rows to workers: lane before lane, integrations in turns, a bounded number each (architecture rule 3). */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const {
    table,
    clock,
    logger,
    workers = 16,
    workersPerIntegration = 6,
    leaseMs = 10_000,
    readyCapacity = 10_000,
    pollMs = 1_000,
  } = options;
  const owner = newId();
  const ready = createReadyQueue({ capacity: readyCapacity });
  const later = new Map<string, WorkRow>();
  const running = new Map<string, { held?: HeldRow; integrationId: string; lane: number; done: Promise<void> }>();
  const held = new Map<string, { integrationId: string; lane: number; until: number }>();
  const stopping = new AbortController();
  let integrations: ReadonlyMap<string, Integration> = new Map();
  let loop: Promise<void> | undefined;
  let wake: () => void = () => undefined;
  let tick = clock.now();
  let scanAt = 0;
  let scanning: Promise<void> | undefined;
  let isOverflowing = false;
  let evenOutAt = 0;
  let laterAt = Infinity;
  let sweepAt = clock.now().getTime() + SWEEP_EVERY_MS;
  let pausedUntil = 0;
  let unsubscribe: (() => void) | undefined;

  const now = (): number => clock.now().getTime();

  function take(row: WorkRow): void {
    if (row.dueAt === undefined || isRunning(row, clock.now())) return;
    if (row.dueAt.getTime() <= now()) {
      later.delete(row._id);
      if (!ready.add(row)) scanAt = Math.min(scanAt, now() + pollMs);
      wake();
    } else if (later.size < readyCapacity) {
      later.set(row._id, row);
      laterAt = Math.min(laterAt, row.dueAt.getTime());
      wake();
    }
  }

  function mayRun(row: WorkRow): boolean {
    if (!isOpen(row) || running.has(row._id) || isHeld(row)) return false;
    const isUrgent = row.lane === 0;
    const own = [...running.values()].filter((other) => other.integrationId === row.integrationId).length;
    return (
      own < (isUrgent ? workersPerIntegration : workersPerIntegration - 1) && running.size < (isUrgent ? workers : workers - 1)
    );
  }

  function isOpen(row: WorkRow): boolean {
    const integration = integrations.get(row.integrationId);
    return integration !== undefined && opennessOf(integration)[row.op];
  }

  function isHeld(row: WorkRow): boolean {
    return LANES.some((_, lane) => lane <= row.lane && (held.get(`${row.integrationId}|${lane}`)?.until ?? 0) > now());
  }

  function holds(): readonly Hold[] {
    const closed = [...integrations.values()].flatMap((integration): Hold[] => {
      const open = opennessOf(integration);
      return (['push', 'pull'] as const).filter((op) => !open[op]).map((op) => ({ integrationId: integration._id, op }));
    });
    const limited = [...held.values()]
      .filter(({ until }) => until > now())
      .map(({ integrationId, lane }) => ({ integrationId, fromLane: lane }));
    return [...closed, ...limited];
  }

  function dispatch(): void {
    while (running.size < workers) {
      const row = ready.take(mayRun);
      if (!row) return;
      const entry = { integrationId: row.integrationId, lane: row.lane, done: Promise.resolve() };
      running.set(row._id, entry);
      entry.done = work(row).finally(() => {
        running.delete(row._id);
        wake();
      });
    }
  }

  async function work(row: WorkRow): Promise<void> {
    try {
      const claimed = await table.claim(row, { owner, leaseMs, quarantineMs: options.quarantineMs });
      const integration = claimed && integrations.get(claimed.integrationId);
      if (!claimed || !integration) return;
      const mine = holdRow({ row: claimed, table, clock });
      const entry = running.get(row._id);
      if (entry) entry.held = mine;
      react(await options.run(mine, integration), claimed);
    } catch (error) {
      const { code, kind } = toAppError(error);
      logger.warn({ rowId: row._id, code }, 'work_interrupted');
      if (kind === 'unavailable') pausedUntil = now() + PAUSE_MS;
    }
  }

  function react(report: RowReport, row: WorkRow): void {
    if (report.report === 'pause') pausedUntil = now() + PAUSE_MS;
    if (report.report !== 'hold') return;
    held.set(`${row.integrationId}|${row.lane}`, {
      integrationId: row.integrationId,
      lane: row.lane,
      until: report.until.getTime(),
    });
    logger.info({ integrationId: row.integrationId, lane: laneOfRank(row.lane), until: report.until }, 'work_held_back');
  }

  /** One look feeds thousands of claims; it goes on beside the work. */
  async function scan(): Promise<void> {
    const began = now();
    ready.purge((row) => !isOpen(row) || isHeld(row));
    const limit = Math.max(100, readyCapacity - ready.size());
    const rows = await table.due(limit, { holds: holds() });
    rows.forEach(take);
    isOverflowing = rows.length >= limit;
    if (isOverflowing && began >= evenOutAt) {
      await evenOut(limit);
      evenOutAt = now() + Math.max((now() - began) * SCAN_SHARE, pollMs);
    }
    scanAt = now() + Math.max((now() - began) * SCAN_SHARE, pollMs);
  }

  /** Where more is due than fits, what is urgent comes in anyway, and so does a share of each integration that stands behind. */
  async function evenOut(limit: number): Promise<void> {
    (await table.due(limit, { holds: holds(), aboveLane: LANES.length - 1 })).forEach(take);
    const due = await table.dueByIntegration(holds());
    const share = Math.max(10, Math.floor(limit / Math.max(1, due.size) / 4));
    const behind = [...due].filter(([id, count]) => ready.sizeOf(id) < Math.min(count, share)).map(([id]) => id);
    if (behind.length > 0) (await table.due(limit, { holds: holds(), integrationIds: behind })).forEach(take);
  }

  function scanIfDue(): void {
    const isDue = now() >= scanAt || (isOverflowing && ready.size() < readyCapacity / 4);
    if (scanning || !isDue || ready.size() >= readyCapacity / 2) return;
    scanning = scan()
      .catch((error: unknown) => {
        pausedUntil = now() + PAUSE_MS;
        logger.warn({ code: toAppError(error).code }, 'scheduler_paused');
      })
      .finally(() => {
        scanning = undefined;
        wake();
      });
  }

  function surfaceLater(): void {
    if (now() < laterAt) return;
    laterAt = Infinity;
    for (const [id, row] of later) {
      const dueAt = row.dueAt?.getTime() ?? 0;
      if (dueAt > now()) laterAt = Math.min(laterAt, dueAt);
      else {
        later.delete(id);
        ready.add(row);
      }
    }
  }

  async function renewLong(): Promise<void> {
    const old = [...running.values()].flatMap(({ held: row }) =>
      row && row.current().lease.until.getTime() - now() < leaseMs / 2 ? [row] : [],
    );
    await Promise.all(
      old.map((row) =>
        row.renew(leaseMs).catch((error: unknown) => logger.warn({ code: toAppError(error).code }, 'lease_not_renewed')),
      ),
    );
  }

  function nextAt(): number {
    const renewal = running.size > 0 ? now() + leaseMs / 4 : Infinity;
    return Math.min(Math.max(scanAt, now() + IDLE_MS), renewal, pausedUntil > now() ? pausedUntil : Infinity, laterAt);
  }

  async function turn(): Promise<void> {
    tick = clock.now();
    await renewLong();
    if (pausedUntil > now()) return;
    integrations = new Map((await options.integrations.all()).map((integration) => [integration._id, integration]));
    surfaceLater();
    dispatch();
    scanIfDue();
    dispatch();
    if (now() >= sweepAt) {
      sweepAt = now() + SWEEP_EVERY_MS;
      await table.sweep(new Date(now() - SWEEP_AGE_MS));
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      try {
        await turn();
      } catch (error) {
        pausedUntil = now() + PAUSE_MS;
        logger.warn({ code: toAppError(error).code }, 'scheduler_paused');
      }
      const waiting = new AbortController();
      const sleeping = clock
        .sleep(Math.max(1, nextAt() - now()), AbortSignal.any([waiting.signal, stopping.signal]))
        .catch(() => undefined);
      await Promise.race([woken, sleeping]);
      waiting.abort();
    }
  }

  return {
    name: `work:${options.provider}`,
    start() {
      unsubscribe = table.onDue(take);
      loop = run();
    },
    async stop() {
      stopping.abort();
      unsubscribe?.();
      await loop;
      await scanning;
      await Promise.all([...running.values()].map(({ done }) => done));
    },
    lastTick: () => tick,
    running: () => running.size,
  };
}
