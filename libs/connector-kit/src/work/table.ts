import { conflict, type Clock } from '@psa-bridge/core';
import {
  withNothingWaiting,
  type Collection,
  type CollectionSpec,
  type DocumentStore,
  type Filter,
} from '@psa-bridge/persistence';
import { laneOfRank, type Lane } from '../definition/lanes.ts';
import { isRunning, rowId, type WorkKey, type WorkRow } from './row.ts';
import { claimRow, nudge, raise, type ClaimTerms, type WorkRequest } from './transitions.ts';

/** Work that is not to be taken up now: of a paused integration, of one whose credentials fail, of a lane without budget. */
export interface Hold {
  integrationId: string;
  op?: WorkRow['op'];
  /** Lanes from this rank on; absent: all. */
  fromLane?: number;
}

/** Which due rows are looked for; absent: all. */
export interface DueAmong {
  holds?: readonly Hold[];
  integrationIds?: readonly string[];
  /** Lanes more urgent than this rank. */
  aboveLane?: number;
}

export interface WorkTable {
  /** Raises what is wanted and wakes the row; redelivered requests change nothing. Answers the row where it changed. */
  upsert(request: WorkRequest): Promise<WorkRow | undefined>;
  upsertMany(requests: readonly WorkRequest[]): Promise<void>;
  /**
   * As `upsert`, for someone who waits for the answer.
   * @throws AppError `already_synchronizing` while the row is being worked on (SY-30); nothing is changed then (SY-31).
   */
  requestSync(request: WorkRequest): Promise<WorkRow>;
  /** Rows that may be claimed now, in no particular order: a sorted look would cost many times as much. */
  due(limit: number, among?: DueAmong): Promise<WorkRow[]>;
  /** How many rows are due, by integration. */
  dueByIntegration(holds: readonly Hold[]): Promise<ReadonlyMap<string, number>>;
  /** The row under a lease; undefined where someone else was faster or it is no longer due. */
  claim(row: WorkRow, terms: ClaimTerms): Promise<WorkRow | undefined>;
  get(tenantId: string, key: WorkKey): Promise<WorkRow | undefined>;
  getMany(tenantId: string, ids: readonly string[]): Promise<WorkRow[]>;
  /** Tells dependent rows that what they waited for has ended. */
  nudge(tenantId: string, ids: readonly string[], didSucceed: boolean): Promise<void>;
  /** Rows whose last failure is still shown, of one integration. */
  failed(tenantId: string, integrationId: string, op: WorkRow['op']): Promise<WorkRow[]>;
  /** What waits and what is parked, for the gauge. */
  backlog(tenantId: string, integrationId: string): Promise<{ waiting: number; nextDueAt?: Date; parked: number }>;
  /** Rows that wait or are worked on, by lane. */
  waitingByLane(tenantId: string, integrationId: string): Promise<ReadonlyMap<Lane, number>>;
  /** The same of all integrations, counted within the index of what is due. */
  allWaitingByLane(): Promise<ReadonlyMap<Lane, number>>;
  /** Rows of all integrations that are parked, and since when the first of them is. */
  allParked(): Promise<{ count: number; since?: Date }>;
  /** Since when the PSA lacks what a record says, by entity type: of those that it lacks longest. */
  lacking(tenantId: string, integrationId: string): Promise<ReadonlyMap<string, Date>>;
  /** How many rows are being worked on. */
  running(tenantId: string, integrationId: string): Promise<number>;
  /** Takes away rows that were done before this time and say nothing any more. */
  sweep(before: Date): Promise<number>;
  /** Called with every row that this process changes and that is or will be due. */
  onDue(listener: (row: WorkRow) => void): () => void;
  /** Tells this process's listeners of a row. */
  announce(row: WorkRow): void;
  /** For the outbox relay and for the row's owner. */
  readonly collection: Collection<WorkRow>;
}

/** Among so many of those that wait longest every type that matters has one. */
const LACKING_READ = 1_000;

export function workCollection(provider: string): CollectionSpec<WorkRow> {
  return {
    name: `work_${provider}`,
    writer: `${provider}-connector`,
    indexes: [
      { keys: { dueAt: 1, lane: 1 }, sparse: true },
      { keys: { integrationId: 1, dueAt: 1, lane: 1 } },
      { keys: { integrationId: 1, 'steps.name': 1 } },
      { keys: { 'parked.at': 1 }, sparse: true },
      { keys: { integrationId: 1, lacksSince: 1 } },
    ],
  };
}

export function createWorkTable({ store, provider, clock }: { store: DocumentStore; provider: string; clock: Clock }): WorkTable {
  const rows = store.collection(workCollection(provider));
  const everyone = rows.acrossTenants('the scheduler serves all tenants');
  const listeners = new Set<(row: WorkRow) => void>();

  function announce(row: WorkRow): void {
    if (row.dueAt !== undefined) for (const listener of listeners) listener(row);
  }

  async function upsert(request: WorkRequest): Promise<WorkRow | undefined> {
    let isChanged = false;
    const row = await rows.forTenant(request.tenantId).mutate(rowId(request), (current) => {
      const next = raise(current, request, clock.now());
      isChanged = next !== undefined;
      return next;
    });
    if (!row || !isChanged) return undefined;
    announce(row);
    return row;
  }

  return {
    collection: rows,
    announce,
    upsert,
    async upsertMany(requests: readonly WorkRequest[]): Promise<void> {
      for (const [tenantId, own] of Map.groupBy(requests, (request) => request.tenantId)) {
        const byId = new Map(own.map((request) => [rowId(request), request]));
        const raised = await rows.forTenant(tenantId).mutateMany([...byId.keys()], (id, current) => {
          const request = byId.get(id);
          return request && raise(current, request, clock.now());
        });
        for (const row of raised.values()) announce(row);
      }
    },
    async requestSync(request: WorkRequest): Promise<WorkRow> {
      const row = await rows.forTenant(request.tenantId).mutate(rowId(request), (current) => {
        if (current && isRunning(current, clock.now())) throw alreadySynchronizing();
        return raise(current, request, clock.now());
      });
      if (!row) throw alreadySynchronizing();
      announce(row);
      return row;
    },
    due: (limit: number, among: DueAmong = {}): Promise<WorkRow[]> => everyone.find(dueFilter(clock.now(), among), { limit }),
    dueByIntegration: (holds: readonly Hold[]) => everyone.countBy('integrationId', dueFilter(clock.now(), { holds })),
    async claim(row: WorkRow, terms: ClaimTerms): Promise<WorkRow | undefined> {
      const next = claimRow(row, terms, clock.now());
      const claimed = next && (await rows.forTenant(row.tenantId).replace(row, next));
      if (claimed) return claimed;
      const current = await rows.forTenant(row.tenantId).get(row._id);
      const again = current && current.version !== row.version ? claimRow(current, terms, clock.now()) : undefined;
      return current && again ? rows.forTenant(row.tenantId).replace(current, again) : undefined;
    },
    get: (tenantId: string, key: WorkKey) => rows.forTenant(tenantId).get(rowId(key)),
    getMany: (tenantId: string, ids: readonly string[]) => rows.forTenant(tenantId).getMany(ids),
    async nudge(tenantId: string, ids: readonly string[], didSucceed: boolean): Promise<void> {
      if (ids.length === 0) return;
      const woken = await rows
        .forTenant(tenantId)
        .mutateMany(ids, (_id, current) => current && nudge(current, didSucceed, clock.now()));
      for (const row of woken.values()) announce(row);
    },
    failed: (tenantId: string, integrationId: string, op: WorkRow['op']) =>
      rows.forTenant(tenantId).find({ integrationId, op, failedAs: { $exists: true } }),
    async backlog(tenantId: string, integrationId: string) {
      const own = rows.forTenant(tenantId);
      const [waiting, parked, [next]] = await Promise.all([
        own.count({ integrationId, dueAt: { $exists: true } }),
        own.count({ integrationId, parked: { $exists: true } }),
        own.find({ integrationId, dueAt: { $exists: true } }, { sort: { dueAt: 1 }, limit: 1 }),
      ]);
      return { waiting, parked, ...(next?.dueAt ? { nextDueAt: next.dueAt } : {}) };
    },
    waitingByLane: async (tenantId: string, integrationId: string) =>
      byLane(await rows.forTenant(tenantId).countBy('lane', { integrationId, dueAt: { $exists: true } })),
    // A range of the index, unlike a question for existence, is answered by its keys alone.
    allWaitingByLane: async () => byLane(await everyone.countBy('lane', { dueAt: { $gt: new Date(0) } })),
    async allParked() {
      const parked = { 'parked.at': { $gt: new Date(0) } };
      const [count, [first]] = await Promise.all([
        everyone.count(parked),
        everyone.find(parked, { sort: { 'parked.at': 1 }, limit: 1 }),
      ]);
      return { count, ...(first?.parked ? { since: first.parked.at } : {}) };
    },
    async lacking(tenantId: string, integrationId: string): Promise<ReadonlyMap<string, Date>> {
      const filter = { integrationId, lacksSince: { $gt: new Date(0) } };
      const options = { sort: { lacksSince: 1 }, limit: LACKING_READ, fields: ['entityType', 'lacksSince'] } as const;
      const longestLast = (await rows.forTenant(tenantId).find(filter, options)).reverse();
      return new Map(
        longestLast.flatMap(({ entityType, lacksSince }) => (lacksSince ? [[entityType, lacksSince] as const] : [])),
      );
    },
    running: (tenantId: string, integrationId: string) =>
      rows.forTenant(tenantId).count({ integrationId, 'lease.until': { $gt: clock.now() } }),
    sweep: (before: Date) =>
      everyone.deleteMany(
        withNothingWaiting({
          dueAt: { $exists: false },
          failedAs: { $exists: false },
          parked: { $exists: false },
          steps: { $eq: [] },
          dependents: { $eq: [] },
          changedAt: { $lt: before },
        }),
      ),
    onDue(listener: (row: WorkRow) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function byLane(countsByRank: ReadonlyMap<string, number>): ReadonlyMap<Lane, number> {
  return new Map([...countsByRank].map(([rank, count]) => [laneOfRank(Number(rank)), count]));
}

function alreadySynchronizing() {
  return conflict('already_synchronizing', 'Already synchronizing', { expected: true });
}

function dueFilter(now: Date, { holds = [], integrationIds, aboveLane }: DueAmong): Filter {
  const free = holds.map((hold) => ({
    $or: [
      { integrationId: { $ne: hold.integrationId } },
      ...(hold.op ? [{ op: { $ne: hold.op } }] : []),
      ...(hold.fromLane === undefined ? [] : [{ lane: { $lt: hold.fromLane } }]),
    ],
  }));
  return {
    dueAt: { $lte: now },
    ...(integrationIds ? { integrationId: { $in: integrationIds } } : {}),
    ...(aboveLane === undefined ? {} : { lane: { $lt: aboveLane } }),
    ...(free.length > 0 ? { $and: free } : {}),
  };
}
