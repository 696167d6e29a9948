import { AppError, isAppError } from '@psa-bridge/core';
import type { Incoming, TenantRecords } from '@psa-bridge/records';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import type { ArmedPoints } from './fault-points.ts';
import { waitForCreations } from './creations-under-way.ts';
import type { HeldRow } from './held-row.ts';
import type { WorkTable } from './table.ts';
import { entityNameOf, spokenName, type AnyResource, type OperationResult } from './push.ts';

export interface PullDeps {
  definition: AnyDefinition;
  table: WorkTable;
  records: TenantRecords;
  context: AnyContext;
  faults: ArmedPoints;
}

/** Reads one entity again and brings it in; one that is gone is marked, never erased. Safe to repeat (architecture rule 7). */
export async function pullEntity(held: HeldRow, deps: PullDeps): Promise<OperationResult> {
  const { records, context } = deps;
  const { entityType, entityId: externalId, integrationId } = held.current();
  const known = (await records.idsByExternal(entityType, integrationId, [externalId])).get(externalId);
  const quiet = { entityId: known ?? externalId, externalId, failedParts: [], isNews: false };
  const resource = deps.definition.resources[entityType] as AnyResource | undefined;
  const getMany = resource?.pull?.getMany?.bind(resource.pull);
  if (!getMany) return quiet;
  const items = await readOne(() => getMany(context, [externalId]));
  await deps.faults.reach('after_call');
  const item = items.find((candidate) => candidate.externalId === externalId);
  if (item) return bringIn(item, known, { held, resource, deps });
  if (known !== undefined) await markGone(known, held, { records, context });
  return quiet;
}

interface BringingIn {
  held: HeldRow;
  resource: AnyResource | undefined;
  deps: PullDeps;
}

async function bringIn(
  item: Incoming,
  known: string | undefined,
  { held, resource, deps }: BringingIn,
): Promise<OperationResult> {
  const { definition, table, records, context, faults } = deps;
  const { entityType, integrationId, lane } = held.current();
  const { externalId } = item;
  if (known === undefined && resource?.push?.create) {
    await waitForCreations(held.current(), { table, clock: context.clock, quarantineMs: definition.retry.quarantineMs });
  }
  const outcome = await records.applyIncoming(entityType, integrationId, [item]);
  await faults.reach('after_write');
  const recordId = outcome.ids.get(externalId) ?? known;
  const entityId = recordId ?? externalId;
  const refusal = outcome.refused.get(externalId);
  if (refusal !== undefined) throw refused(refusal, { entityId, entityName: spokenName(item.data) });
  const record = recordId === undefined ? undefined : await records.get(entityType, recordId);
  const entityName = record ? entityNameOf(record, resource) : spokenName(item.data);
  // Somebody asked for it by hand: an issue may be open that this row knows nothing of.
  return { entityId, entityName, externalId, failedParts: [], isNews: lane === 0 };
}

async function readOne<Item>(read: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error) && error.code === 'psa_not_found') return [];
    throw error;
  }
}

async function markGone(
  recordId: string,
  held: HeldRow,
  { records, context }: { records: TenantRecords; context: AnyContext },
): Promise<void> {
  const { entityType, integrationId } = held.current();
  const at = context.clock.now();
  await records.setExternal(entityType, recordId, integrationId, { deletedAt: at, sync: { status: 'synchronized', at } });
}

/** Our schema does not take the entity: the reason names the field. */
export function refused(reason: string, of: { entityId: string; entityName: string | undefined }): AppError {
  return new AppError(reason, { code: 'record_refused', kind: 'invalid_input', details: { ...of } });
}
