import { AppError, rejected, type ArmedPoints } from '@psa-bridge/core';
import type { Incoming, TenantRecords } from '@psa-bridge/records';
import { readById, readerOf } from '../definition/read-by-id.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import { waitForCreations } from './creations-under-way.ts';
import type { HeldRecordRow } from './held-row.ts';
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
export async function pullEntity(held: HeldRecordRow, deps: PullDeps): Promise<OperationResult> {
  const { records, context } = deps;
  const { entityType, entityId: externalId, integrationId } = held.current();
  const known = (await records.idsByExternal(entityType, integrationId, [externalId])).get(externalId);
  const quiet = { entityId: known ?? externalId, externalId, failedParts: [], isNews: false };
  const resource = deps.definition.resources[entityType] as AnyResource | undefined;
  const getMany = readerOf(resource);
  if (!getMany) return quiet;
  await deps.faults.reach('before_call', `pull:${held.current().entityType}`);
  const lookedAt = context.clock.now();
  const found = await readById({ getMany }, context, [externalId]);
  await deps.faults.reach('after_call', `pull:${entityType}`);
  const refusal = found.refused.find((candidate) => candidate.externalId === externalId);
  if (refusal) throw refused(refusal.reason, { entityId: known ?? externalId, entityName: refusal.name });
  const isNoneOfOurs = found.passedOver.includes(externalId) || (known === undefined && found.notImported.has(externalId));
  if (isNoneOfOurs) return quiet;
  const item = found.items.find((candidate) => candidate.externalId === externalId);
  if (item) return bringIn(item, known, { held, resource, deps });
  if (known === undefined) return quiet;
  await records.markGone(entityType, integrationId, [{ recordId: known, externalId }], lookedAt);
  // Whoever asked for it by hand learns that there is nothing; a hint that it was deleted is no failure.
  if (held.current().lane === 0) throw gone(externalId);
  return quiet;
}

interface BringingIn {
  held: HeldRecordRow;
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
    const watch = { table, clock: context.clock, quarantineMs: definition.retry.quarantineMs };
    await waitForCreations(new Set([externalId]), held.current(), watch);
  }
  const outcome = await records.applyIncoming(entityType, integrationId, [item]);
  await faults.reach('after_write', `pull:${entityType}`);
  const recordId = outcome.ids.get(externalId) ?? known;
  const entityId = recordId ?? externalId;
  const refusal = outcome.refused.get(externalId);
  if (refusal !== undefined) throw refused(refusal, { entityId, entityName: spokenName(item.data) });
  const record = recordId === undefined ? undefined : await records.get(entityType, recordId);
  const entityName = record ? entityNameOf(record, resource) : spokenName(item.data);
  // Somebody asked for it by hand: an issue may be open that this row knows nothing of.
  return { entityId, entityName, externalId, failedParts: [], isNews: lane === 0 };
}

function gone(externalId: string): AppError {
  return rejected('entity_gone', 'The PSA has nothing under the id that is stored here.', { details: { externalId } });
}

/** Our schema does not take the entity: the reason names the field. */
export function refused(reason: string, of: { entityId: string; entityName: string | undefined }): AppError {
  return new AppError(reason, { code: 'record_refused', kind: 'invalid_input', details: { ...of } });
}
