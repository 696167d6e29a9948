import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { currentContext } from '@psa-bridge/observability';
import { conflict, newId, notFound, type Clock } from '@psa-bridge/core';
import {
  documentsFrom,
  type Collection,
  type CollectionSpec,
  type DocumentStore,
  type Draft,
  type Kept,
} from '@psa-bridge/persistence';
import { LANES, type Lane } from '../definition/lanes.ts';
import type { OwnRunPart } from '../definition/own-run.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition } from '../sessions.ts';
import { withProgress, type ProgressSource } from './progress.ts';
import { phasesOf, planPhases, stateAfter, type StandardKind, type SyncedType, type SyncRun, type SyncState } from './run.ts';

export interface SyncRunStore {
  readonly runs: Collection<SyncRun>;
  readonly states: Collection<SyncState>;
  /**
   * A new run, which a replica takes up; `only` are the types that a run of `deletions`, or a delta of its own rhythm, is about.
   * @throws AppError `already_synchronizing` while another run of the integration is under way (SY-30); it is left alone (SY-31)
   */
  start(integration: Integration, kind: StandardKind, only?: readonly SyncedType[]): Promise<SyncRun>;
  /** The same for a run of the connector's own, or some of its parts. */
  startOwn(integration: Integration, run: { kind: string; lane: Lane; parts: readonly OwnRunPart[] }): Promise<SyncRun>;
  /** The latest runs, newest first. */
  list(tenantId: string, integrationId: string, limit: number): Promise<SyncRun[]>;
  /** @throws AppError `sync_run_not_found` */
  cancel(tenantId: string, integrationId: string, runId: string): Promise<SyncRun>;
  /** Runs that could go on now, whoever began them. */
  due(): Promise<SyncRun[]>;
  /** Runs that have not ended, by lane. */
  runningByLane(tenantId: string, integrationId: string): Promise<ReadonlyMap<Lane, number>>;
  state(tenantId: string, integrationId: string): Promise<SyncState | undefined>;
  changeState(tenantId: string, integrationId: string, change: (state: SyncState) => Draft<SyncState>): Promise<void>;
  /** Frees the place of a run that ended and keeps its marks; safe to repeat. */
  settle(run: SyncRun): Promise<void>;
  /** Runs that began before a time and are over. */
  takeAway: Kept['takeAway'];
}

const LANE_OF: Readonly<Record<StandardKind, Lane>> = {
  full: 'bulk',
  fields: 'scheduled',
  people: 'scheduled',
  delta: 'scheduled',
  deletions: 'bulk',
};

export interface SyncRunStoreOptions extends ProgressSource {
  store: DocumentStore;
  definition: AnyDefinition;
  clock: Clock;
}

export function createSyncRunStore({ store, definition, clock, source }: SyncRunStoreOptions): SyncRunStore {
  const { provider } = definition;
  const runSpec: CollectionSpec<SyncRun> = {
    name: `sync_runs_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { integrationId: 1, startedAt: -1 } }, { keys: { startedAt: 1 } }],
  };
  const stateSpec: CollectionSpec<SyncState> = { name: `sync_state_${provider}`, writer: `${provider}-connector` };
  const runs = store.collection(runSpec);
  const states = store.collection(stateSpec);

  function emptyState(tenantId: string, integrationId: string): SyncState {
    return { _id: integrationId, tenantId, version: 0, marks: {}, refused: {} };
  }

  async function changeState(
    tenantId: string,
    integrationId: string,
    change: (state: SyncState) => Draft<SyncState>,
  ): Promise<void> {
    await states.forTenant(tenantId).mutate(integrationId, (current) => change(current ?? emptyState(tenantId, integrationId)));
  }

  const settle = (run: SyncRun): Promise<void> =>
    changeState(run.tenantId, run.integrationId, (state) => stateAfter(state, run, definition));

  /**
   * A run is ended first and frees its place second. Whoever comes in between, or after a process that died there, does the
   * second for it, so that what it covered is not lost.
   *
   * @throws AppError `already_synchronizing`
   */
  async function freedState({ _id: integrationId, tenantId }: Integration): Promise<SyncState | undefined> {
    const state = await states.forTenant(tenantId).get(integrationId);
    const active = state?.activeRunId === undefined ? undefined : await runs.forTenant(tenantId).get(state.activeRunId);
    if (active === undefined) return state;
    if (active.state === 'running') throw alreadySynchronizing();
    await settle(active);
    return states.forTenant(tenantId).get(integrationId);
  }

  async function begin(integration: Integration, { plan, began = {} }: Beginning): Promise<SyncRun> {
    const { _id: integrationId, tenantId, settingsRevision } = integration;
    const state = await freedState(integration);
    const now = clock.now();
    const draft: Draft<SyncRun> = {
      ...{ _id: newId(), tenantId, integrationId, ...plan(state), state: 'running' as const, settingsRevision },
      ...{ callsSpent: 0, dueAt: now, retries: 0, isCancelRequested: false, startedAt: now, updatedAt: now },
    };
    const told = withAction(withProgress(draft, { provider, source }, now), 'sync.started', { source, at: now });
    await runs.forTenant(tenantId).insert(told);
    await changeState(tenantId, integrationId, (current) => {
      if (current.activeRunId !== state?.activeRunId) throw alreadySynchronizing();
      return { ...current, activeRunId: draft._id, ...began };
    }).catch(async (error: unknown) => {
      await runs.forTenant(tenantId).delete(draft._id);
      throw error;
    });
    return { ...draft, version: 1 };
  }

  return {
    ...{ runs, states },
    start(integration, kind, only) {
      const now = clock.now();
      const { settingsRevision } = integration;
      const plan: Beginning['plan'] = (past) => ({
        kind,
        lane: LANE_OF[kind],
        phases: planPhases(definition, kind, { past, now, only, settingsRevision }),
      });
      return begin(integration, { plan, began: kind === 'delta' ? beganDelta(only, now) : {} });
    },
    startOwn: (integration, { kind, lane, parts }) =>
      begin(integration, { plan: () => ({ kind, lane, phases: phasesOf(parts) }) }),
    list: (tenantId, integrationId, limit) =>
      runs.forTenant(tenantId).find({ integrationId }, { sort: { startedAt: -1 }, limit }),
    async cancel(tenantId, integrationId, runId) {
      const run = await runs.forTenant(tenantId).mutate(runId, (current) => {
        if (current?.integrationId !== integrationId) throw notFound('sync_run_not_found', 'There is no such sync run.');
        if (current.state !== 'running' || current.isCancelRequested) return undefined;
        const now = clock.now();
        return withAction({ ...current, isCancelRequested: true, dueAt: now }, 'sync.cancelled', { source, at: now });
      });
      if (!run) throw notFound('sync_run_not_found', 'There is no such sync run.');
      return run;
    },
    due: () =>
      runs
        .acrossTenants('any replica goes on with any run')
        .find({ state: 'running', dueAt: { $lte: clock.now() } }, { sort: { dueAt: 1 }, limit: 200 }),
    async runningByLane(tenantId, integrationId) {
      const counts = await runs.forTenant(tenantId).countBy('lane', { integrationId, state: 'running' });
      return new Map(LANES.flatMap((lane) => (counts.has(lane) ? [[lane, counts.get(lane) ?? 0] as const] : [])));
    },
    state: (tenantId, integrationId) => states.forTenant(tenantId).get(integrationId),
    changeState,
    settle,
    takeAway: documentsFrom(runs, (before) => ({ startedAt: { $lt: before }, state: { $ne: 'running' } })),
  };
}

/** How a run begins. */
interface Beginning {
  plan(state: SyncState | undefined): Pick<SyncRun, 'kind' | 'lane' | 'phases'>;
  /** What is kept of its having begun. */
  began?: Pick<SyncState, 'deltaStartedAt' | 'rhythmStartedAt'>;
}

/** One that reads some types alone does not put off the next that reads all. */
function beganDelta(only: readonly SyncedType[] = [], now: Date): Beginning['began'] & object {
  return only.length === 0 ? { deltaStartedAt: now } : { rhythmStartedAt: now };
}

function alreadySynchronizing(): Error {
  return conflict('already_synchronizing', 'Already synchronizing', { expected: true });
}

/** Runs that somebody asked for; those that come by themselves are told by what they change. */
function withAction(draft: Draft<SyncRun>, deed: string, cause: { source: string; at: Date }): Draft<SyncRun> {
  if (currentContext().actor === undefined) return draft;
  const { tenantId, integrationId: id, kind, phases } = draft;
  const fields = fieldChanges(undefined, { kind, reads: phases.map(({ label }) => label) });
  const told = actionTaken({ kind: deed, record: { type: 'integration', id }, fields }, { tenantId, ...cause });
  return { ...draft, outbox: [...(draft.outbox ?? []), told] };
}
