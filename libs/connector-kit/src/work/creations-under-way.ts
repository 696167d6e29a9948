import { unavailable, type AppError, type Clock } from '@psa-bridge/core';
import type { RecordType } from '@psa-bridge/records';
import type { WorkRow } from './row.ts';
import type { Step } from './steps.ts';
import type { WorkTable } from './table.ts';
import { MAIN_STEP } from './transitions.ts';

export interface CreationWatch {
  table: WorkTable;
  clock: Clock;
  quarantineMs: number;
}

export interface CreationScope {
  tenantId: string;
  integrationId: string;
  entityType: RecordType;
}

/** A creation by a push, as it stood when it was looked at. */
export interface Creation {
  rowId: string;
  step: Step;
}

const WAIT_MS = 2_000;
/** A creation that is older than this no longer keeps new entities out. */
const LONGEST_MS = 60_000;

/** The creations of a type that have not ended: one read by index. Ask after the entities were read. */
export async function creationsUnderWay(
  { tenantId, integrationId, entityType }: CreationScope,
  { table, clock, quarantineMs }: CreationWatch,
): Promise<readonly Creation[]> {
  const rows = await table.collection
    .forTenant(tenantId)
    .find({ integrationId, 'steps.name': MAIN_STEP, op: 'push', entityType }, { fields: ['steps'] });
  const since = clock.now().getTime() - quarantineMs - LONGEST_MS;
  return creationsIn(rows).filter(({ step }) => step.at.getTime() > since);
}

/** Those that have not ended meanwhile; a new try of the same row is another creation. */
export async function stillUnderWay(creations: readonly Creation[], tenantId: string, table: WorkTable): Promise<Creation[]> {
  const begun = new Map(creations.map(({ rowId, step }) => [rowId, step.at.getTime()]));
  const rows = await table.getMany(tenantId, [...begun.keys()]);
  return creationsIn(rows).filter(({ rowId, step }) => begun.get(rowId) === step.at.getTime());
}

function creationsIn(rows: readonly Pick<WorkRow, '_id' | 'steps'>[]): Creation[] {
  return rows.flatMap(({ _id: rowId, steps }) =>
    steps.filter(({ name }) => name === MAIN_STEP).map((step): Creation => ({ rowId, step })),
  );
}

/** Those that one of the entities may come from; one whose id is known concerns only the entity with that id. */
export function creationsOf(externalIds: ReadonlySet<string>, creations: readonly Creation[]): Creation[] {
  return creations.filter(({ step }) => step.id === undefined || externalIds.has(step.id));
}

/**
 * An entity that no record stands for may be the one that a push is just creating: the PSA's hint can be faster than its answer.
 * Brought in now, it would become a second record.
 *
 * @throws AppError `waits_for_record` (unavailable, `retryAt`) while such a creation is under way.
 */
export async function waitForCreations(
  externalIds: ReadonlySet<string>,
  scope: CreationScope,
  watch: CreationWatch,
): Promise<void> {
  const creations = creationsOf(externalIds, await creationsUnderWay(scope, watch));
  if (creations.length > 0) throw waitsForCreations(creations, watch.clock.now());
}

/** To be tried again soon, or when an unclear answer can be cleared up: looking before that would be in vain. */
export function waitsForCreations(creations: readonly Creation[], now: Date): AppError {
  const unclearUntil = creations.map(({ step }) => step.until?.getTime() ?? 0);
  return unavailable('waits_for_record', 'It may be an entity that is being created from here right now.', {
    retryAt: new Date(Math.max(now.getTime() + WAIT_MS, ...unclearUntil)),
    expected: true,
  });
}
