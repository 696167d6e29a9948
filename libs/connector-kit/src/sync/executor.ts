import { isAppError, newId, toAppError, type AppError, type ArmedPoints, type Clock, type Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import { whileRenewing, type DocumentStore } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import type { AnyDefinition, OpenedSession, Sessions } from '../sessions.ts';
import { carryOutDeletions, concludeDeletions, type Going, type HeldDeletions, type SeenIds } from '../deletions/index.ts';
import type { MappingWatch } from '../mappings/index.ts';
import { decide } from '../work/decide.ts';
import type { WorkTable } from '../work/table.ts';
import type { Exchange } from '@psa-bridge/http-client';
import { dueByRhythm, isDeltaDue, MOST_PATIENCE_MS, readsByItself, RUNS_AT_ONCE } from './due.ts';
import { withProgress } from './progress.ts';
import { readRun } from './read-run.ts';
import { endRun, isOfFields, type RunTrouble, type SyncRun, type SyncRunState } from './run.ts';
import type { SyncRunStore } from './run-store.ts';

export interface SyncExecutorOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  runs: SyncRunStore;
  integrations: IntegrationStore;
  sessions: Sessions;
  records: RecordStore;
  table: WorkTable;
  seen: SeenIds;
  held: HeldDeletions;
  /** Stops an integration whose credentials fail, with one result for the connection as a whole (architecture rule 4). */
  failIntegration(integration: Integration, failure: Failure, exchange: Exchange | undefined): Promise<void>;
  /** Compares what is mapped with the values that a refresh left. */
  mappings: Pick<MappingWatch, 'check'>;
  source: string;
  faults: ArmedPoints;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** A replica that says nothing for so long has died. Renewed while a run is read, however long a page takes. */
  leaseMs: number;
  /** How often due runs and deltas are looked for, in milliseconds. */
  pollMs: number;
}

export interface SyncExecutor extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Looks for due runs now. */
  wake(): void;
}

/** A run of a paused or failed integration is looked at again after this time. */
const HELD_WAIT_MS = 5_000;

/** Carries out sync runs in this replica; a killed replica's runs are taken up by another when their lease lapses. */
export function createSyncExecutor(options: SyncExecutorOptions): SyncExecutor {
  const { definition, store, runs, integrations, clock, logger, leaseMs, pollMs } = options;
  const owner = newId();
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let woken = Promise.withResolvers<void>();
  /** When the next of the runs that this replica put off is due, in milliseconds since 1970. */
  let soonest = Infinity;
  let loop: Promise<void> | undefined;

  async function turn(): Promise<void> {
    await startDeltas();
    for (const run of await runs.due()) {
      if (running.size >= RUNS_AT_ONCE) return;
      if (running.has(run.integrationId)) continue;
      const leaseName = leaseOf(run);
      if ((await store.leases.acquire(leaseName, owner, leaseMs)) === undefined) continue;
      running.set(
        run.integrationId,
        execute(run, leaseName).finally(() => running.delete(run.integrationId)),
      );
    }
  }

  /** The state is the database's: whichever replica sees first that something is due begins it, after a restart too. */
  async function startDeltas(): Promise<void> {
    if (!readsByItself(definition)) return;
    const open = (await integrations.all()).filter((integration) => opennessOf(integration).pull);
    // Asked for together, the states of all are one read of the database.
    const states = await Promise.all(open.map(({ tenantId, _id }) => runs.state(tenantId, _id)));
    for (const [at, integration] of open.entries()) {
      const state = states[at];
      if (state === undefined || state.activeRunId !== undefined) continue;
      const now = clock.now();
      const ofTheirOwn = dueByRhythm(definition, state, now);
      if (isDeltaDue(definition, state, now)) await runs.start(integration, 'delta').catch(ignoreRefusal);
      else if (ofTheirOwn.length > 0) await runs.start(integration, 'delta', ofTheirOwn).catch(ignoreRefusal);
    }
  }

  async function execute(run: SyncRun, leaseName: string): Promise<void> {
    try {
      const integration = await integrations.cached(run.tenantId, run.integrationId);
      if (!integration || integration.state === 'removed') await finish(run, 'cancelled');
      else if (run.isCancelRequested) await finish(run, 'cancelled');
      else if (!opennessOf(integration).pull) await defer(run, new Date(clock.now().getTime() + HELD_WAIT_MS), run.retries);
      else await read(run, integration, leaseName);
    } catch (error) {
      logger.error({ error, runId: run._id }, 'sync_run_interrupted');
    } finally {
      await store.leases.release(leaseName, owner).catch(() => undefined);
    }
  }

  async function read(run: SyncRun, integration: Integration, leaseName: string): Promise<void> {
    const patienceMs = Math.min(MOST_PATIENCE_MS, definition.limits.window.ms / 10);
    const opened = options.sessions.open({ integration, lane: run.lane, signal: stopping.signal, patienceMs });
    opened.meter.calls = run.callsSpent;
    const records = options.records.forTenant(run.tenantId);
    const keep = async (): Promise<boolean> =>
      !stopping.signal.aborted && (await store.leases.acquire(leaseName, owner, leaseMs)) !== undefined;
    try {
      const { table, source, seen, held, faults } = options;
      const lease = { leases: store.leases, name: leaseName, owner, ttlMs: leaseMs, clock };
      const mayGoOn = async (): Promise<Going> => {
        if (!(await keep())) return 'lost';
        const current = await runs.runs.forTenant(run.tenantId).get(run._id);
        return current === undefined ? 'lost' : current.isCancelRequested ? 'cancelled' : 'on';
      };
      const end = await whileRenewing(lease, async () => {
        const shared = { run, integration, opened, definition, records, held, mayGoOn, runs, source, faults };
        if (run.kind === 'deletions') return carryOutDeletions(shared);
        const read = await readRun({ ...shared, table, seen, clock, keep });
        return read === 'done' && run.kind === 'full' ? concludeDeletions({ ...shared, context: opened.context, seen }) : read;
      });
      if (end === 'done' && (run.kind === 'full' || run.phases.some(isOfFields)))
        await options.mappings.check(integration, run._id);
      if (end !== 'lost') await finish(run, end === 'done' ? 'completed' : 'cancelled');
    } catch (error) {
      if (!stopping.signal.aborted) await fail(run, integration, { error: toAppError(error), opened });
    }
  }

  async function fail(
    run: SyncRun,
    integration: Integration,
    { error, opened }: { error: AppError; opened: OpenedSession },
  ): Promise<void> {
    const failure = explainFailure(error, definition.classify, { entityType: 'integration', operation: 'sync' });
    const current = (await runs.runs.forTenant(run.tenantId).get(run._id)) ?? run;
    const decision = decide({
      error,
      failure,
      isInteractive: false,
      retries: current.retries,
      bugs: current.retries,
      rules: definition.retry,
      now: clock.now(),
    });
    logger.warn({ runId: run._id, code: failure.code, decision: decision.decision, error }, 'sync_run_failed');
    const trouble = { code: failure.code, message: failure.message, remedy: failure.remedy };
    if (decision.decision === 'wait') return defer(run, decision.until, Math.max(decision.retries, decision.bugs), trouble);
    if (decision.decision === 'pause' || decision.decision === 'leave') return;
    if (decision.decision === 'fail_integration') await options.failIntegration(integration, failure, opened.meter.failed);
    await finish(run, 'failed', trouble);
  }

  async function defer(run: SyncRun, until: Date, retries: number, waitsFor?: RunTrouble): Promise<void> {
    const why = waitsFor ? { waitsFor } : {};
    await runs.runs
      .forTenant(run.tenantId)
      .mutate(run._id, (current) => current && { ...current, dueAt: until, retries, ...why });
    // A small allowance comes back bit by bit: it is taken up when it does, not with the next look.
    soonest = Math.min(soonest, until.getTime());
    woken.resolve();
  }

  async function finish(run: SyncRun, state: Exclude<SyncRunState, 'running'>, error?: SyncRun['error']): Promise<void> {
    const ended = await runs.runs.forTenant(run.tenantId).mutate(run._id, (current) => {
      if (current?.state !== 'running') return undefined;
      const now = clock.now();
      return withProgress(endRun(current, state, now, error), { provider: definition.provider, source: options.source }, now);
    });
    if (!ended) return;
    await runs.settle(ended);
    if (run.kind === 'full') await options.seen.forget({ tenantId: run.tenantId, runId: run._id });
    options.metrics.count('psa_bridge_sync_runs_total', { provider: definition.provider, kind: run.kind, outcome: state });
    logger.info({ runId: run._id, kind: run.kind, state, calls: ended.callsSpent }, 'sync_run_ended');
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'sync_turn_failed'));
      woken = Promise.withResolvers<void>();
      const now = clock.now().getTime();
      if (soonest <= now) soonest = Infinity;
      const waitMs = Math.min(pollMs, soonest - now);
      await Promise.race([clock.sleep(waitMs, stopping.signal), woken.promise]).catch(() => undefined);
    }
  }

  return {
    name: 'sync-executor',
    async start() {
      loop = keepTurning();
    },
    wake: () => woken.resolve(),
    async stop() {
      stopping.abort();
      await loop;
      await Promise.allSettled(running.values());
    },
  };
}

function leaseOf(run: SyncRun): string {
  return `sync:${run.integrationId}`;
}

function ignoreRefusal(error: unknown): void {
  if (!isAppError(error) || error.code !== 'already_synchronizing') throw error;
}
