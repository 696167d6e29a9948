import { type ArmedPoints, isAppError, rejected } from '@psa-bridge/core';
import type { BusinessRecord, ExternalLink, RecordType, TenantRecords } from '@psa-bridge/records';
import { explainFailure, fieldsOf, psaTextOf } from '../definition/explain.ts';
import type { FailedPart } from '../definition/failure.ts';
import type { FoundById, PushContext, PushPart, Resource } from '../definition/resource.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import type { HeldRecordRow } from './held-row.ts';
import { onceStep } from './once.ts';
import { settleRequirements } from './requirements.ts';
import type { WorkTable } from './table.ts';
import { MAIN_STEP } from './transitions.ts';

type Settings = { [key: string]: unknown };
export type AnyPush = PushPart<RecordType, unknown, Settings>;
export type AnyResource = Resource<RecordType, unknown, Settings>;

/** What an operation came to. */
export interface OperationResult {
  /** Under which id the result is published. */
  entityId: string;
  entityName?: string | undefined;
  externalId?: string | undefined;
  failedParts: readonly FailedPart[];
  /** A result that changes nothing for anyone is published only where an issue may be open. */
  isNews: boolean;
}

export interface PushDeps {
  definition: AnyDefinition;
  table: WorkTable;
  records: TenantRecords;
  context: AnyContext;
  faults: ArmedPoints;
}

/** Brings the PSA up to our record: what others need first, then create or update, then the parts. */
export async function pushRecord(held: HeldRecordRow, deps: PushDeps): Promise<OperationResult> {
  const { definition, records, context } = deps;
  const { entityType, entityId, integrationId } = held.current();
  const resource = definition.resources[entityType] as AnyResource | undefined;
  const push = resource?.push;
  const record = await records.get(entityType, entityId);
  if (!record || !push) return { entityId, failedParts: [], isNews: false };
  const name = entityNameOf(record, resource);
  const link = record.external[integrationId];
  if (push.wants && !(await push.wants(record, context))) {
    const sync = { status: 'not_wanted' as const, at: context.clock.now() };
    await records.setExternal(entityType, entityId, integrationId, { sync, syncOf: record.dataRevision });
    return { entityId, entityName: name, externalId: link?.id, failedParts: [], isNews: false };
  }
  const canPush = (type: RecordType): boolean => type !== 'field_value' && definition.resources[type]?.push?.create !== undefined;
  await settleRequirements(record, push, held, { table: deps.table, records, canPush, now: context.clock.now() });
  const failedParts: FailedPart[] = [];
  const externalId = await send(record, { push, link, context: pushContext(held, deps, failedParts), held, deps });
  const sentAt = context.clock.now();
  const answer = await readBack(push, { externalId, isNew: link?.id === undefined }, context);
  await noteOnRecord(record, failedParts, held, { ...deps, sentAt });
  // After the note of what was sent, against which the PSA's answer is merged.
  if (answer) await records.applyIncoming(entityType, integrationId, answer.items);
  await deps.faults.reach('after_write', `push:${entityType}`);
  return { entityId, entityName: name, externalId, failedParts, isNews: true };
}

/** What the PSA made of it, where it fills in fields of its own. */
async function readBack(
  { readBack: part }: AnyPush,
  { externalId, isNew }: { externalId: string; isNew: boolean },
  context: AnyContext,
): Promise<FoundById<RecordType> | undefined> {
  return part && (isNew || part.after === 'every_push') ? part.read(externalId, context) : undefined;
}

interface Sending {
  push: AnyPush;
  link: ExternalLink | undefined;
  context: PushContext<unknown, Settings>;
  held: HeldRecordRow;
  deps: PushDeps;
}

async function send(record: BusinessRecord, { push, link, context, held, deps }: Sending): Promise<string> {
  const externalId = link?.id ?? (await createRecord(record, push, context));
  if (link?.id !== undefined) await update(record, { ...link, id: link.id }, { push, context, held, deps });
  else await bind(record, externalId, held, deps);
  await push.parts?.(record, externalId, context);
  return externalId;
}

/** Whoever finds that the entity is gone marks it, as reading it by its id does (architecture rule 8). */
async function update(
  record: BusinessRecord,
  link: ExternalLink & { id: string },
  { push, context, held, deps }: Omit<Sending, 'link'>,
): Promise<void> {
  const { entityType, integrationId } = held.current();
  const lookedAt = deps.context.clock.now();
  try {
    await push.update?.(record, link, context);
  } catch (error) {
    const gone = [{ recordId: record._id, externalId: link.id }];
    if (isAppError(error) && error.code === 'entity_gone') await deps.records.markGone(entityType, integrationId, gone, lookedAt);
    throw error;
  }
}

export async function createRecord(
  record: BusinessRecord,
  push: AnyPush,
  context: PushContext<unknown, Settings>,
): Promise<string> {
  const { create } = push;
  if (!create) throw rejected('not_created_here', 'Records of this type are made in the PSA.');
  return context.once(MAIN_STEP, {
    ...(create.claim ? { claim: () => create.claim?.(record, context) ?? {} } : {}),
    find: (claim) => create.find(claim, record, context),
    create: (claim) => create.send(record, claim, context),
  });
}

/** Links the record as soon as the PSA's id is known, so that nothing that follows can lose it. */
async function bind(record: BusinessRecord, externalId: string, held: HeldRecordRow, deps: PushDeps): Promise<void> {
  const { entityType, entityId, integrationId } = held.current();
  if (await deps.records.link(entityType, entityId, integrationId, externalId)) return;
  throw rejected('external_already_linked', `The PSA's entity ${externalId} is linked to another record already.`, {
    details: { externalId, recordId: record._id },
  });
}

/** What is known of the PSA's side; after a partial success nothing is taken as sent, so that the next push sends it all. */
async function noteOnRecord(
  record: BusinessRecord,
  failedParts: readonly FailedPart[],
  held: HeldRecordRow,
  deps: PushDeps & { sentAt: Date },
): Promise<void> {
  const { entityType, entityId, integrationId } = held.current();
  const at = deps.sentAt;
  const syncOf = record.dataRevision;
  if (failedParts.length > 0) {
    const sync = { status: 'warning' as const, at, code: 'partial_success', message: 'Some line items not synchronized' };
    await deps.records.setExternal(entityType, entityId, integrationId, { sync, syncOf });
    return;
  }
  await deps.records.setExternal(entityType, entityId, integrationId, {
    seen: record.data,
    seenAt: at,
    pushedRevision: record.dataRevision,
    sync: { status: 'synchronized', at },
    syncOf,
  });
}

export function pushContext(
  held: Pick<HeldRecordRow, 'current' | 'write'>,
  deps: Omit<PushDeps, 'table'>,
  failedParts: FailedPart[],
): PushContext<unknown, Settings> {
  const { definition, context, faults } = deps;
  const { entityType, operationId, integrationId } = held.current();
  const confirmed = () => held.current().steps.flatMap(({ name, id }) => (id === undefined ? [] : [[name, id] as const]));
  return {
    ...context,
    operationId,
    once: (step, steps) =>
      onceStep(step, steps, { held, quarantineMs: definition.retry.quarantineMs, clock: context.clock, faults }),
    stepId: (step) => confirmed().find(([name]) => name === step)?.[1],
    stepIds: (prefix) => new Map(confirmed().filter(([name]) => name.startsWith(prefix))),
    stepClaim: (step) => held.current().steps.find(({ name, id }) => name === step && id !== undefined)?.claim,
    async bringIn(type, items) {
      if (items.length > 0) await deps.records.applyIncoming(type, integrationId, items);
    },
    async forgetStep(step) {
      await held.write((row) => ({ ...row, steps: row.steps.filter(({ name }) => name !== step) }));
    },
    failPart(part) {
      // One reason may keep a line from several places.
      const isTold = failedParts.some(({ itemId, message }) => itemId === part.itemId && message === part.message);
      if (!isTold) failedParts.push(part);
    },
    explain(error) {
      const { code, message, remedy, psaText, kind, reference } = explainFailure(error, definition.classify, {
        entityType,
        operation: 'push',
      });
      const text = psaText ?? psaTextOf(error);
      const fields = fieldsOf(error);
      const isRefusal =
        isAppError(error) && ['rejected', 'not_found', 'invalid_input'].includes(kind) && error.code !== 'lease_lost';
      return {
        ...{ code, message, remedy, isRefusal },
        ...(text === undefined ? {} : { psaText: text }),
        ...(reference === undefined ? {} : { reference }),
        ...(fields.length === 0 ? {} : { fields }),
      };
    },
  };
}

/** What people call a record. */
export function entityNameOf(record: BusinessRecord, resource: AnyResource | undefined): string {
  return resource?.nameOf?.(record.data) ?? spokenName(record.data) ?? record._id;
}

/** The name, title or address within some data, whatever type it is of. */
export function spokenName(data: object): string | undefined {
  const { name, title, email } = data as { name?: string; title?: string; email?: string };
  return name ?? title ?? email;
}
