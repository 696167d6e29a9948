import { newId, type ArmedPoints, type Clock } from '@psa-bridge/core';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { withNothingWaiting, type Draft, type TenantCollection } from '@psa-bridge/persistence';
import type { Integration } from '../integrations/integration.ts';
import type { SyncRunStore } from '../sync/index.ts';
import type { SyncState } from '../sync/run.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import { rowId, type WorkRow } from '../work/row.ts';
import type { WorkTable } from '../work/table.ts';
import { newRow } from '../work/transitions.ts';

export interface ForgettingDeps {
  table: WorkTable;
  runs: SyncRunStore;
  resultSource: ResultSource;
  faults: ArmedPoints;
  clock: Clock;
}

const PAGE = 500;
/** So many results may wait in one document. */
const OUTBOX_LIMIT = 2_000;

/**
 * Forgets all that is known of entities of a PSA database that the integration leaves; what is to be pushed stays. The issues of
 * reads that failed there are about nothing any more: each is cleared in the write that forgets its failure, so whoever goes on
 * after a kill finds either the failure or its clearing on the way, and repeats this.
 *
 * @returns false where so many results wait to be published that the rest has to be asked for later
 */
export async function forgetEntities(integration: Integration, deps: ForgettingDeps): Promise<boolean> {
  const { table, faults } = deps;
  const rows = table.collection.forTenant(integration.tenantId);
  await forgetReads(rows, integration, deps);
  await faults.reach('after_write', 'move:forgetting');
  await forgetSteps(rows, integration._id);
  const isDone = await forgetRefusals(integration, deps);
  await faults.reach('after_write', 'move:forgetting');
  return isDone;
}

/** What an invoice was to say, too. A row with a result on its way is emptied instead of deleted: the sweep takes it once the result is out. */
async function forgetReads(rows: TenantCollection<WorkRow>, { _id: integrationId }: Integration, deps: ForgettingDeps) {
  const reads = { integrationId, $or: [{ op: 'pull' }, { entityType: 'posted_invoice' }] };
  await rows.deleteMany(withNothingWaiting({ ...reads, failedAs: { $exists: false } }));
  for await (const page of rows.pages(reads, { pageSize: PAGE })) {
    const pushes = await pushesThatFailedToo(rows, page);
    await rows.mutateMany(
      page.map(({ _id }) => _id),
      (_id, row) => row && emptied(row, pushes, deps),
    );
  }
}

/** The ids of the pushes whose failure is shown by the same issue as that of a read: they keep it. */
async function pushesThatFailedToo(rows: TenantCollection<WorkRow>, reads: readonly WorkRow[]): Promise<ReadonlySet<string>> {
  const found = await rows.getMany(reads.map(pushIdOf).filter((id) => id !== undefined));
  return new Set(found.filter(({ failedAs }) => failedAs !== undefined).map(({ _id }) => _id));
}

function pushIdOf({ integrationId, entityType, failedAs }: WorkRow): string | undefined {
  if (failedAs === undefined || entityType === 'posted_invoice') return undefined;
  return rowId({ integrationId, op: 'push', entityType, entityId: failedAs });
}

function emptied(row: WorkRow, pushes: ReadonlySet<string>, { resultSource, clock }: ForgettingDeps): Draft<WorkRow> {
  const { integrationId, entityType, failedAs, fence, outbox = [] } = row;
  const now = clock.now();
  const sequence = nextSequence(row.sequence, now);
  const isCleared = failedAs !== undefined && !pushes.has(pushIdOf(row) ?? '');
  const { tenantId } = row;
  const cleared = isCleared
    ? [clearing({ tenantId, integrationId, entityType, entityId: failedAs, sequence, at: now }, resultSource)]
    : [];
  // The fence stays: a worker that lost this row long ago must not find its own number on it.
  return { ...newRow(row, now), fence, sequence, outbox: [...outbox, ...cleared] };
}

/** What a push had done of its parts, it did in the other database. */
async function forgetSteps(rows: TenantCollection<WorkRow>, integrationId: string): Promise<void> {
  const withSteps = { integrationId, 'steps.name': { $exists: true } };
  for (let some = await rows.find(withSteps, { limit: PAGE }); some.length > 0;) {
    const ids = some.map(({ _id }) => _id);
    await rows.mutateMany(ids, (_id, row) => row && { ...row, steps: [], operationId: newId() });
    some = await rows.find(withSteps, { limit: PAGE });
  }
}

/** Marks of deltas, and what syncs had to refuse. */
async function forgetRefusals({ tenantId, _id: id }: Integration, deps: ForgettingDeps): Promise<boolean> {
  const { runs, resultSource, clock } = deps;
  const of = { tenantId, integrationId: id };
  for (;;) {
    let [left, waiting] = [0, 0];
    await runs.changeState(tenantId, id, ({ _id, activeRunId, refused, outbox = [] }) => {
      const { first, rest } = firstOf(refused);
      const at = clock.now();
      const facts = { ...of, sequence: at.getTime(), at };
      const cleared = first.map(([entityType, entityId]) => clearing({ ...facts, entityType, entityId }, resultSource));
      [left, waiting] = [Object.keys(rest).length, outbox.length + cleared.length];
      return {
        ...{ _id, tenantId, marks: {}, refused: rest, outbox: [...outbox, ...cleared] },
        ...(activeRunId === undefined ? {} : { activeRunId }),
      };
    });
    if (left === 0) return true;
    if (waiting >= OUTBOX_LIMIT) return false;
  }
}

function firstOf(refused: SyncState['refused']) {
  const all = Object.entries(refused).flatMap(([type, ids]) => ids.map((id) => [type, id] as const));
  const byType = Map.groupBy(all.slice(PAGE), ([type]) => type);
  const rest = Object.fromEntries([...byType].map(([type, entries]) => [type, entries.map(([, id]) => id)]));
  return { first: all.slice(0, PAGE), rest };
}

interface Forgotten {
  tenantId: string;
  integrationId: string;
  entityType: string;
  entityId: string;
  sequence: number;
  at: Date;
}

function clearing(of: Forgotten, source: ResultSource): OutboxEvent {
  return resultEvent({ ...of, operation: 'sync', attempts: 1 }, source);
}
