import { type AppError, type ArmedPoints, type Clock, toAppError } from '@psa-bridge/core';
import type { OutboxEvent } from '@psa-bridge/contracts';
import type { Draft } from '@psa-bridge/persistence';
import { currentTraceparent, withRemoteTrace, type Logger, type Metrics } from '@psa-bridge/observability';
import type { RecordStore } from '@psa-bridge/records';
import type { Exchange } from '@psa-bridge/http-client';
import type { CallMeter } from '../call/psa-call.ts';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import { laneOfRank } from '../definition/lanes.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition, Sessions } from '../sessions.ts';
import { decide, type Decision } from './decide.ts';
import { isOfRecord, type HeldRecordRow, type HeldRow } from './held-row.ts';
import { noteInvoice } from './note-invoice.ts';
import { pullEntity } from './pull.ts';
import { entityNameOf, pushRecord, type AnyResource, type OperationResult } from './push.ts';
import { nextSequence, partialFailure, resultEvent, type ResultSource } from './results.ts';
import type { WorkRow } from './row.ts';
import type { WorkTable } from './table.ts';
import { deferRow, finishRow, type Ending, type OwnedRow } from './transitions.ts';

/** What the scheduler has to know of a row that was worked on. */
export type RowReport =
  | { report: 'done' }
  /** Nothing of this integration in these lanes goes before then. */
  | { report: 'hold'; until: Date }
  | { report: 'pause' };

export interface RunRowDeps {
  definition: AnyDefinition;
  table: WorkTable;
  records: RecordStore;
  sessions: Sessions;
  resultSource: ResultSource;
  /** Puts the integration to `auth_failed` with one result for it. */
  failIntegration(integration: Integration, failure: Failure, exchange: Exchange | undefined): Promise<void>;
  /** A failure has shown that a mapping does not hold any more. */
  rereadMappings(integration: Integration): Promise<void>;
  faults: ArmedPoints;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

interface Running {
  held: HeldRow;
  integration: Integration;
  meter: CallMeter | undefined;
}

/** Works on one claimed row to its end: operation, record bookkeeping, then result and row in one write. */
export async function runRow(held: HeldRow, integration: Integration, deps: RunRowDeps): Promise<RowReport> {
  const row = held.current();
  const running: Running = { held, integration, meter: undefined };
  const { provider } = deps.definition;
  const { tenantId, traceparent, op, entityType } = row;
  const attributes = {
    ...{ 'psa.provider': provider, 'psa.entity_type': entityType, 'psa.operation': op, 'psa.lane': laneOfRank(row.lane) },
    'tenant.id': tenantId,
  };
  const facts = { tenantId, provider, integrationId: integration._id };
  return withRemoteTrace({ traceparent, name: `${op} ${entityType}`, attributes, facts }, async () => {
    try {
      const result = await operate(running, deps);
      await succeed(result, running, deps);
      return { report: 'done' };
    } catch (error) {
      return await afterError(toAppError(error), running, deps);
    }
  });
}

async function operate(running: Running, deps: RunRowDeps): Promise<OperationResult> {
  const { held, integration } = running;
  const row = held.current();
  const opened = deps.sessions.open({
    integration,
    lane: laneOfRank(row.lane),
    signal: held.signal,
    maySend: () => held.isValid(),
  });
  running.meter = opened.meter;
  const shared = {
    definition: deps.definition,
    records: deps.records.forTenant(row.tenantId),
    context: opened.context,
    faults: deps.faults,
    table: deps.table,
  };
  if (!isOfRecord(held)) return noteInvoice(held, { ...shared, integration });
  return row.op === 'push' ? pushRecord(held, shared) : pullEntity(held, shared);
}

async function succeed(result: OperationResult, running: Running, deps: RunRowDeps): Promise<void> {
  const { held } = running;
  const { failedAs, dependents, tenantId } = held.current();
  const partial = result.failedParts.length > 0 ? partialFailure(result.failedParts) : undefined;
  // Before the end is written, for who dies in between does this row again and wakes them then.
  await deps.table.nudge(tenantId, dependents, true);
  const ending: Ending = partial ? { ending: 'failed', failure: partial, failedAs: result.entityId } : { ending: 'succeeded' };
  const isPublished = result.isNews || failedAs !== undefined;
  const other = failedAs !== undefined && failedAs !== result.entityId ? failedAs : undefined;
  await finish(running, deps, ending, (row) => {
    const published = (entityId: string, failure: Failure | undefined) =>
      eventOf(row, { ...result, entityId, failure }, running, deps);
    return [
      ...(isPublished ? [published(result.entityId, partial)] : []),
      ...(other === undefined ? [] : [published(other, undefined)]),
    ];
  });
  const late = held.current().dependents.filter((id) => !dependents.includes(id));
  await deps.table.nudge(tenantId, late, true);
  deps.metrics.count('psa_bridge_work_outcomes_total', {
    provider: deps.definition.provider,
    op: held.current().op,
    outcome: partial ? 'partial' : 'succeeded',
  });
}

async function finish(
  running: Running,
  deps: RunRowDeps,
  ending: Ending,
  made: (row: OwnedRow) => readonly OutboxEvent[],
): Promise<WorkRow> {
  const terms = { now: deps.clock.now(), quarantineMs: deps.definition.retry.quarantineMs };
  const written = await running.held.write((row) => {
    const numbered = { ...row, sequence: nextSequence(row.sequence, terms.now) };
    const outbox = made(numbered);
    const next: Draft<WorkRow> = finishRow(numbered, ending, terms);
    return { ...next, outbox: [...(row.outbox ?? []), ...outbox] };
  });
  deps.table.announce(written);
  return written;
}

interface EventFacts extends OperationResult {
  failure: Failure | undefined;
}

function eventOf(row: OwnedRow, facts: EventFacts, running: Running, deps: RunRowDeps): OutboxEvent {
  const { tenantId, integrationId, entityType, attempts, sequence, op } = row;
  const { entityId, entityName, externalId, failure, failedParts } = facts;
  return resultEvent(
    {
      ...{
        tenantId,
        integrationId,
        entityType,
        entityId,
        entityName,
        externalId,
        operation: op,
        failure,
        attempts,
        sequence,
        traceparent: currentTraceparent(),
      },
      failedParts: failure ? failedParts : [],
      exchange: failure ? running.meter?.failed : undefined,
      at: deps.clock.now(),
    },
    deps.resultSource,
  );
}

async function afterError(error: AppError, running: Running, deps: RunRowDeps): Promise<RowReport> {
  const { held, integration } = running;
  const row = held.current();
  const failure = explainFailure(error, deps.definition.classify, { entityType: row.entityType, operation: row.op });
  const isInteractive = laneOfRank(row.lane) === 'interactive';
  const { retries, bugs } = row;
  const decision = decide({ error, failure, isInteractive, retries, bugs, rules: deps.definition.retry, now: deps.clock.now() });
  const level = error.kind === 'bug' ? 'error' : 'info';
  deps.logger[level](
    {
      rowId: row._id,
      code: failure.code,
      errorCode: error.code,
      decision: decision.decision,
      ...(error.kind === 'bug' ? { err: error } : {}),
    },
    'work_failed',
  );
  deps.metrics.count('psa_bridge_work_outcomes_total', {
    provider: deps.definition.provider,
    op: row.op,
    outcome: decision.decision,
  });
  return carryOut(decision, error, { ...running, integration }, deps);
}

async function carryOut(decision: Decision, error: AppError, running: Running, deps: RunRowDeps): Promise<RowReport> {
  const { held, integration } = running;
  switch (decision.decision) {
    case 'leave':
      return { report: 'done' };
    case 'pause':
      await giveBack(running, deps, { until: deps.clock.now(), isFree: true }).catch(() => undefined);
      return { report: 'pause' };
    case 'wait':
      await giveBack(running, deps, decision);
      return decision.holds ? { report: 'hold', until: decision.until } : { report: 'done' };
    case 'fail_integration':
      await deps.failIntegration(integration, decision.failure, running.meter?.failed);
      await giveBack(running, deps, { until: deps.clock.now(), isFree: true });
      return { report: 'done' };
    case 'fail':
    case 'park':
      await failEntity(decision, error, running, deps);
      await deps.table.nudge(held.current().tenantId, held.current().dependents, false);
      if (decision.failure.showsStaleMapping) await deps.rereadMappings(integration);
      return { report: 'done' };
  }
}

async function giveBack({ held }: Running, deps: RunRowDeps, waiting: Parameters<typeof deferRow>[1]): Promise<void> {
  const terms = { now: deps.clock.now(), quarantineMs: deps.definition.retry.quarantineMs };
  deps.table.announce(await held.write((row) => deferRow(row, waiting, terms)));
}

async function failEntity(
  decision: Decision & { decision: 'fail' | 'park' },
  error: AppError,
  running: Running,
  deps: RunRowDeps,
): Promise<void> {
  const { held } = running;
  const row = held.current();
  const { failure } = decision;
  const facts = isOfRecord(held) ? await aboutRecord(error, held.current(), deps) : aboutInvoice(row);
  const sync = { status: 'failed' as const, at: deps.clock.now(), message: failure.message, code: failure.code };
  const of = row.op === 'push' ? { syncOf: row.lease.desired } : {};
  const { recordId } = facts;
  if (recordId !== undefined && isOfRecord(held))
    await deps.records
      .forTenant(row.tenantId)
      .setExternal(held.current().entityType, recordId, row.integrationId, { sync, ...of });
  const ending: Ending = { ending: decision.decision === 'park' ? 'parked' : 'failed', failure, failedAs: facts.entityId };
  await finish(running, deps, ending, (current) => [
    eventOf(current, { ...facts, failedParts: [], isNews: true, failure }, running, deps),
  ]);
}

/** Under which id and name the failure is shown. */
async function aboutRecord(error: AppError, row: ReturnType<HeldRecordRow['current']>, deps: RunRowDeps): Promise<ShownEntity> {
  const { entityType, integrationId, op } = row;
  const records = deps.records.forTenant(row.tenantId);
  const recordId =
    op === 'push' ? row.entityId : (await records.idsByExternal(entityType, integrationId, [row.entityId])).get(row.entityId);
  const record = recordId === undefined ? undefined : await records.get(entityType, recordId);
  const externalId = op === 'pull' ? row.entityId : record?.external[integrationId]?.id;
  const resource = deps.definition.resources[entityType] as AnyResource | undefined;
  const entityName = record ? entityNameOf(record, resource) : error.details['entityName'];
  return {
    entityId: recordId ?? row.entityId,
    recordId: record?._id,
    externalId,
    entityName: typeof entityName === 'string' ? entityName : undefined,
  };
}

function aboutInvoice({ entityId, note }: WorkRow): ShownEntity {
  return { entityId, recordId: undefined, externalId: entityId, entityName: note?.name };
}

interface ShownEntity {
  entityId: string;
  recordId: string | undefined;
  externalId: string | undefined;
  entityName: string | undefined;
}
