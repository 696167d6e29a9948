import type { ArmedPoints } from '@psa-bridge/core';
import type { LinkedRecord, TenantRecords } from '@psa-bridge/records';
import { idsThere, readById } from '../definition/read-by-id.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import { pulledTypes, type SyncedType, type SyncRun } from '../sync/run.ts';
import type { ReadingEnd } from '../sync/read-run.ts';
import { entityNameOf, type AnyResource } from '../work/push.ts';
import type { HeldDeletions } from './held-deletions.ts';
import { isForAPerson, unaskedLimit, type Missing } from './missing.ts';
import type { SeenIds } from './seen-ids.ts';
import { findUnseen } from './unseen.ts';

/** A full pass that was read to its end. */
export interface FullPass {
  run: SyncRun;
  integration: Integration;
  definition: AnyDefinition;
  context: AnyContext;
  records: TenantRecords;
  seen: SeenIds;
  held: HeldDeletions;
  faults: ArmedPoints;
  /** Whether this replica has the run still, and nobody cancelled it. */
  mayGoOn(): Promise<Going>;
}

/** `lost`: another replica has the run, or this one is stopping; whoever takes it up goes on with it. */
export type Going = 'on' | 'cancelled' | 'lost';

interface Finding extends Missing {
  gone: readonly LinkedRecord[];
  /** Before the first of them was looked for. */
  lookedAt: Date;
}

const RECORDS_AT_ONCE = 1_000;
const IDS_AT_ONCE = 200;
const EXAMPLES = 5;

/**
 * What a completed pass did not show and what, asked for by its id, is not there either, is marked as gone (architecture
 * rule 8). Every type is looked through before the first record is marked, so a pass that fails on the way marks nothing.
 */
export async function concludeDeletions(pass: FullPass): Promise<ReadingEnd> {
  const findings: Finding[] = [];
  for (const type of pulledTypes(pass.definition)) {
    if (pass.definition.resources[type]?.pull?.getMany) findings.push(await findMissing(type, pass));
  }
  const going = await pass.mayGoOn();
  if (going !== 'on') return going;
  for (const finding of findings) await (isForAPerson(finding) ? ask(finding, pass) : mark(finding, pass));
  return 'done';
}

async function findMissing(type: SyncedType, { run, records, seen, context, definition, faults }: FullPass): Promise<Finding> {
  const { tenantId, integrationId } = run;
  const pages = records.linked(type, integrationId, RECORDS_AT_ONCE);
  const { linked, unseen } = await findUnseen(pages, (waiting) => seen.takeOut({ tenantId, runId: run._id, type }, waiting));
  const lookedAt = context.clock.now();
  const resource = definition.resources[type] as AnyResource | undefined;
  const gone = await notThere(unseen, { resource, context, limit: unaskedLimit(linked) });
  await faults.reach('after_call', placeOf(type));
  return { type, linked, missing: gone.length, gone, lookedAt };
}

/** Those that are not there by their id either. Once it is clear that a person has to be asked, the rest is not looked for. */
async function notThere(
  unseen: readonly LinkedRecord[],
  { resource, context, limit }: { resource: AnyResource | undefined; context: AnyContext; limit: number },
): Promise<readonly LinkedRecord[]> {
  const gone: LinkedRecord[] = [];
  for (let from = 0; from < unseen.length; from += IDS_AT_ONCE) {
    if (gone.length > limit) return [...gone, ...unseen.slice(from)];
    gone.push(...(await goneAmong(unseen.slice(from, from + IDS_AT_ONCE), resource, context)));
  }
  return gone;
}

/** The records whose entities the PSA does not have when it is asked for these very ones. */
export async function goneAmong(
  linked: readonly LinkedRecord[],
  resource: AnyResource | undefined,
  context: AnyContext,
): Promise<readonly LinkedRecord[]> {
  if (!resource?.pull?.getMany) return [];
  const ids = linked.map(({ externalId }) => externalId);
  const there = idsThere(await readById(resource.pull, context, ids));
  return linked.filter(({ externalId }) => !there.has(externalId));
}

async function mark({ type, gone, lookedAt }: Finding, pass: FullPass): Promise<void> {
  const { run, integration, records, context, held, faults } = pass;
  for (let from = 0; from < gone.length; from += IDS_AT_ONCE)
    await records.markGone(type, run.integrationId, gone.slice(from, from + IDS_AT_ONCE), lookedAt);
  await faults.reach('after_write', placeOf(type));
  if (gone.length > 0) context.log.info({ type, marked: gone.length }, 'entities_marked_gone');
  await held.settle(integration, type);
}

async function ask(finding: Finding, { integration, definition, records, held, faults }: FullPass): Promise<void> {
  const { type, gone } = finding;
  const resource = definition.resources[type] as AnyResource | undefined;
  const some = await records.getMany(
    type,
    gone.slice(0, EXAMPLES).map(({ recordId }) => recordId),
  );
  const examples = some.map((record) => entityNameOf(record, resource)).sort();
  const words = { ...finding, label: resource?.pull?.label ?? type, psa: definition.displayName, examples };
  await held.hold(integration, words, gone);
  await faults.reach('after_write', placeOf(type));
}

export function placeOf(type: SyncedType): string {
  return `deletions:${type}`;
}
