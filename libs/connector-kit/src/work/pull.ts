import { AppError, isAppError } from '@psa-bridge/core';
import type { TenantRecords } from '@psa-bridge/records';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import type { ArmedPoints } from './fault-points.ts';
import { waitForCreations } from './creations-under-way.ts';
import type { HeldRow } from './held-row.ts';
import type { WorkTable } from './table.ts';
import { entityNameOf, type AnyResource, type OperationResult } from './push.ts';

export interface PullDeps {
  definition: AnyDefinition;
  table: WorkTable;
  records: TenantRecords;
  context: AnyContext;
  faults: ArmedPoints;
}

/** Reads one entity again and brings it in; one that is gone is marked, never erased. Safe to repeat (architecture rule 7). */
export async function pullEntity(
  held: HeldRow,
  { definition, table, records, context, faults }: PullDeps,
): Promise<OperationResult> {
  const { entityType, entityId: externalId, integrationId } = held.current();
  const resource = definition.resources[entityType] as AnyResource | undefined;
  const known = (await records.idsByExternal(entityType, integrationId, [externalId])).get(externalId);
  if (!resource?.pull?.getMany) return { entityId: known ?? externalId, externalId, failedParts: [], isNews: false };
  const items = await readOne(() => resource.pull?.getMany?.(context, [externalId]) ?? Promise.resolve([]));
  await faults.reach('after_call');
  const item = items.find((candidate) => candidate.externalId === externalId);
  if (!item) {
    if (known !== undefined) await markGone(known, held, { records, context });
    return { entityId: known ?? externalId, externalId, failedParts: [], isNews: false };
  }
  if (known === undefined && resource.push?.create) {
    await waitForCreations(held.current(), { table, clock: context.clock, quarantineMs: definition.retry.quarantineMs });
  }
  const outcome = await records.applyIncoming(entityType, integrationId, [item]);
  await faults.reach('after_write');
  const recordId = outcome.ids.get(externalId) ?? known;
  const refusal = outcome.refused.get(externalId);
  const name = (item.data as { name?: string; title?: string; email?: string }).name;
  if (refusal !== undefined) throw refused(refusal, { entityId: recordId ?? externalId, entityName: name });
  const record = recordId === undefined ? undefined : await records.get(entityType, recordId);
  return {
    entityId: recordId ?? externalId,
    entityName: record ? entityNameOf(record, resource) : name,
    externalId,
    failedParts: [],
    // Somebody asked for it by hand: an issue may be open that this row knows nothing of.
    isNews: held.current().lane === 0,
  };
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
