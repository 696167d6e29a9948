import { isAppError, noFaults } from '@psa-bridge/core';
import type { BusinessRecord } from '@psa-bridge/records';
import { explainFailure, fieldsOf } from '../definition/explain.ts';
import type { FailedPart } from '../definition/failure.ts';
import type { ImaginedIds } from '../definition/rehearsal.ts';
import type { RecordRef } from '../definition/resource.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import { createRecord, entityNameOf, pushContext, type AnyPush, type AnyResource } from '../work/push.ts';
import { missingExternalId } from '../work/requirements.ts';
import { CHECK_MAPPING } from '../work/results.ts';
import type { WorkType } from '../work/row.ts';
import type { WorkTable } from '../work/table.ts';
import { newRow } from '../work/transitions.ts';
import type { Finding } from './findings.ts';
import type { RehearsedRecords } from './rehearsed-records.ts';
import { rehearsedRow } from './rehearsed-row.ts';

export interface RehearsalDeps {
  definition: AnyDefinition;
  table: Pick<WorkTable, 'get'>;
  own: RehearsedRecords;
  context: AnyContext;
  ids: ImaginedIds;
}

interface Rehearsing extends RehearsalDeps {
  findings: Finding[];
  /** Records whose push was gone through. */
  done: Set<string>;
}

interface Subject {
  type: WorkType;
  record: BusinessRecord;
  push: AnyPush;
  name: string;
  /** Others wait for it: it stays unlinked where it is refused. */
  isNeeded: boolean;
}

/** Kinds with which the PSA, or what is known of it, says no: anything else says nothing about the record. */
const REFUSALS = ['rejected', 'not_found', 'invalid_input', 'forbidden', 'unauthenticated', 'conflict'];

/**
 * Goes through the push of a record, and first of those that it needs, by the connector's own code: unlike the push it goes on
 * after a refusal, so that everything is found at once.
 * @returns undefined where the PSA is not told of the record as it stands
 */
export async function rehearsePush(ref: RecordRef, deps: RehearsalDeps): Promise<readonly Finding[] | undefined> {
  const rehearsing = { ...deps, findings: [], done: new Set<string>() };
  const isWanted = await rehearse(ref, { isNeeded: false }, rehearsing);
  return isWanted ? rehearsing.findings : undefined;
}

async function rehearse({ type, id }: RecordRef, { isNeeded }: Pick<Subject, 'isNeeded'>, deps: Rehearsing): Promise<boolean> {
  deps.done.add(`${type}:${id}`);
  const resource = type === 'field_value' ? undefined : (deps.definition.resources[type] as AnyResource | undefined);
  const record = await deps.own.records.get(type, id);
  const push = resource?.push;
  if (type === 'field_value' || !record || !push) return false;
  if (push.wants && !(await push.wants(record, deps.context))) return false;
  const subject = { type, record, push, isNeeded, name: entityNameOf(record, resource) };
  await settle(subject, deps);
  await send(subject, deps);
  return true;
}

/** What the record refers to is pushed before it, where it is not linked (SY-10). */
async function settle(subject: Subject, deps: Rehearsing): Promise<void> {
  const { push, record } = subject;
  const required = push.requires?.(record) ?? [];
  for (const ref of [...required, ...(push.prefers?.(record) ?? [])]) {
    if (await isLinked(ref, deps)) continue;
    if (!deps.done.has(`${ref.type}:${ref.id}`) && canPush(ref, deps)) await rehearse(ref, { isNeeded: true }, deps);
    if (!required.includes(ref) || (await isLinked(ref, deps))) continue;
    note(missingExternalId(ref), subject, deps);
    // As if it were mended, for the rest is to be looked at too.
    deps.own.linked(ref.type, ref.id, String(deps.ids.next()));
  }
}

async function isLinked({ type, id }: RecordRef, { own, context }: Rehearsing): Promise<boolean> {
  return (await own.records.get(type, id))?.external[context.integration.id]?.id !== undefined;
}

function canPush({ type }: RecordRef, { definition }: Rehearsing): boolean {
  return type !== 'field_value' && definition.resources[type]?.push?.create !== undefined;
}

async function send(subject: Subject, deps: Rehearsing): Promise<void> {
  const { type, record, push, isNeeded } = subject;
  const failedParts: FailedPart[] = [];
  const context = await contextOf(subject, failedParts, deps);
  const link = record.external[deps.context.integration.id];
  let externalId = link?.id;
  await noting(subject, deps, async () => {
    if (link?.id === undefined) externalId = await createRecord(record, push, context);
    else await push.update?.(record, { ...link, id: link.id }, context);
  });
  if (externalId === undefined && isNeeded) return;
  const assumedId = externalId ?? String(deps.ids.next());
  deps.own.linked(type, record._id, assumedId);
  await noting(subject, deps, async () => push.parts?.(record, assumedId, context));
  for (const part of failedParts) deps.findings.push({ ...subjectOf(subject), ...ofPart(part) });
}

async function contextOf({ type, record }: Subject, failedParts: FailedPart[], deps: Rehearsing) {
  const { definition, own, context, table } = deps;
  const { id: integrationId, tenantId } = context.integration;
  const key = { integrationId, op: 'push' as const, entityType: type, entityId: record._id };
  const fresh = { ...newRow({ ...key, tenantId, lane: 0 }, context.clock.now()), version: 0 };
  const row = rehearsedRow((await table.get(tenantId, key)) ?? fresh, type);
  return pushContext(row, { definition, records: own.records, context, faults: noFaults }, failedParts);
}

async function noting(subject: Subject, deps: Rehearsing, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    note(error, subject, deps);
  }
}

/** @throws whatever says nothing about the record */
function note(error: unknown, subject: Subject, deps: Rehearsing): void {
  if (!isAppError(error) || !REFUSALS.includes(error.kind)) throw error;
  const { type, record } = subject;
  const context = { entityType: type, operation: 'push' } as const;
  const { code, message, remedy, psaText, reference } = explainFailure(error, deps.definition.classify, context);
  deps.own.failed(type, record._id, { code, message });
  deps.findings.push({
    ...{ ...subjectOf(subject), fields: fieldsOf(error), code, message, remedy },
    ...(psaText === undefined ? {} : { psaText }),
    ...(reference === undefined ? {} : { reference }),
  });
}

function subjectOf({ type, record, name }: Subject): Pick<Finding, 'entityType' | 'entityId' | 'entityName'> {
  return { entityType: type, entityId: record._id, entityName: name };
}

function ofPart(part: FailedPart): Omit<Finding, 'entityType' | 'entityId' | 'entityName'> {
  const { itemId, itemName, fields = [], remedy = CHECK_MAPPING, ...failure } = part;
  return { line: { id: itemId, name: itemName }, fields, remedy, ...failure };
}
