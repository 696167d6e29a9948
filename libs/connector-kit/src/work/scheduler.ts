import { newId, toAppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { laneOfRank } from '../definition/lanes.ts';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import { createDueScan } from './due-scan.ts';
import { holdRow, type HeldRow } from './held-row.ts';
import { createLaneHolds } from './lane-holds.ts';
import { createLaterRows } from './later-rows.ts';
import { createReadyQueue } from './ready-queue.ts';
import { hasRoom, WORKERS, WORKERS_PER_INTEGRATION } from './room.ts';
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
}

const PAUSE_MS = 1_000;
/** A loop with nothing to do turns no more often than this. */
const IDLE_MS = 20;
const SWEEP_EVERY_MS = 10 * 60_000;
const SWEEP_AGE_MS = 60 * 60_000;

interface Running {
  held?: HeldRow;
  integrationId: string;
  done: Promise<void>;
}

/** Brings due rows to workers: lane before lane, integrations in turns, a bounded number each (architecture rule 3). */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { table, clock, logger, leaseMs = 10_000, readyCapacity = 10_000, pollMs = 1_000 } = options;
  const { workers = WORKERS, workersPerIntegration = WORKERS_PER_INTEGRATION } = options;
  const owner = newId();
  const now = (): number => clock.now().getTime();
  const ready = createReadyQueue({ capacity: readyCapacity });
  const later = createLaterRows({ capacity: readyCapacity, now });
  const limited = createLaneHolds(now);
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  let integrations: ReadonlyMap<string, Integration> = new Map();
  let loop: Promise<void> | undefined;
  let wake: () => void = () => undefined;
  let tick = clock.now();
  let sweepAt = now() + SWEEP_EVERY_MS;
  let pausedUntil = 0;

  const scan = createDueScan({
    ...{ table, ready, capacity: readyCapacity, pollMs, now, holds, take },
    mayNotRun: (row) => !isOpen(row) || limited.isHeld(row),
    ...{ onFailure: pause, onEnd: () => wake() },
  });

  function pause(error: unknown): void {
    pausedUntil = now() + PAUSE_MS;
    logger.warn({ code: toAppError(error).code }, 'scheduler_paused');
  }

  function take(row: WorkRow): void {
    if (row.dueAt === undefined || isRunning(row, clock.now())) return;
    if (row.dueAt.getTime() <= now()) {
      later.forget(row._id);
      if (!ready.add(row)) scan.soon();
      wake();
    } else if (later.add(row, row.dueAt.getTime())) wake();
  }

  function mayRun(row: WorkRow): boolean {
    if (!isOpen(row) || running.has(row._id) || limited.isHeld(row)) return false;
    const own = [...running.values()].filter((other) => other.integrationId === row.integrationId).length;
    return hasRoom(row.lane, { own, all: running.size, workers, workersPerIntegration });
  }

  function isOpen(row: WorkRow): boolean {
    const integration = integrations.get(row.integrationId);
    return integration !== undefined && opennessOf(integration)[row.op];
  }

  function holds(): readonly Hold[] {
    const closed = [...integrations.values()].flatMap((integration): Hold[] => {
      const open = opennessOf(integration);
      return (['push', 'pull'] as const).filter((op) => !open[op]).map((op) => ({ integrationId: integration._id, op }));
    });
    return [...closed, ...limited.list()];
  }

  function dispatch(): void {
    while (running.size < workers) {
      const row = ready.take(mayRun);
      if (!row) return;
      const entry: Running = { integrationId: row.integrationId, done: Promise.resolve() };
      running.set(row._id, entry);
      entry.done = work(row, entry).finally(() => {
        running.delete(row._id);
        wake();
      });
    }
  }

  async function work(row: WorkRow, entry: Running): Promise<void> {
    try {
      const claimed = await table.claim(row, { owner, leaseMs, quarantineMs: options.quarantineMs });
      const integration = claimed && integrations.get(claimed.integrationId);
      if (!claimed || !integration) return;
      entry.held = holdRow({ row: claimed, table, clock });
      react(await options.run(entry.held, integration), claimed);
    } catch (error) {
      const { code, kind } = toAppError(error);
      logger.warn({ rowId: row._id, code }, 'work_interrupted');
      if (kind === 'unavailable') pausedUntil = now() + PAUSE_MS;
    }
  }

  function react(report: RowReport, row: WorkRow): void {
    if (report.report === 'pause') pausedUntil = now() + PAUSE_MS;
    if (report.report !== 'hold') return;
    limited.hold(row, report.until);
    logger.info({ integrationId: row.integrationId, lane: laneOfRank(row.lane), until: report.until }, 'work_held_back');
  }

  function nextAt(): number {
    const renewal = running.size > 0 ? now() + leaseMs / 4 : Infinity;
    return Math.min(
      Math.max(scan.nextAt(), now() + IDLE_MS),
      renewal,
      pausedUntil > now() ? pausedUntil : Infinity,
      later.nextAt(),
    );
  }

  async function turn(): Promise<void> {
    tick = clock.now();
    await renewLong(
      [...running.values()].flatMap(({ held }) => held ?? []),
      leaseMs,
      { clock, logger },
    );
    if (pausedUntil > now()) return;
    integrations = new Map((await options.integrations.all()).map((integration) => [integration._id, integration]));
    for (const row of later.takeDue()) ready.add(row);
    dispatch();
    scan.startIfDue();
    dispatch();
    if (now() >= sweepAt) {
      sweepAt = now() + SWEEP_EVERY_MS;
      await table.sweep(new Date(now() - SWEEP_AGE_MS));
    }
  }

  async function run(): Promise<void> {
    const unsubscribe = table.onDue(take);
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      await turn().catch(pause);
      const waiting = new AbortController();
      const sleeping = clock
        .sleep(Math.max(1, nextAt() - now()), AbortSignal.any([waiting.signal, stopping.signal]))
        .catch(() => undefined);
      await Promise.race([woken, sleeping]);
      waiting.abort();
    }
    unsubscribe();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await loop;
    await scan.ended();
    await Promise.all([...running.values()].map(({ done }) => done));
  }

  return {
    name: `work:${options.provider}`,
    start: () => void (loop = run()),
    stop,
    lastTick: () => tick,
  };
}

/** Rows whose lease is half over. */
async function renewLong(
  held: readonly HeldRow[],
  leaseMs: number,
  { clock, logger }: Pick<SchedulerOptions, 'clock' | 'logger'>,
): Promise<void> {
  const halfOver = clock.now().getTime() + leaseMs / 2;
  const old = held.filter((row) => row.current().lease.until.getTime() < halfOver);
  await Promise.all(
    old.map((row) =>
      row.renew(leaseMs).catch((error: unknown) => logger.warn({ code: toAppError(error).code }, 'lease_not_renewed')),
    ),
  );
}
