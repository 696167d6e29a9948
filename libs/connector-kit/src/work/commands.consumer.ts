import {
  events,
  timestampDate,
  topics,
  type Envelope,
  type NoteInvoice,
  type PushRecord,
  type RetryWork,
} from '@psa-bridge/contracts';
import { isAppError, isId } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition, type Dropped, type HandlerContext } from '@psa-bridge/messaging';
import { RECORD_TYPES, type RecordStore } from '@psa-bridge/records';
import { laneFromWire, laneRank } from '../definition/lanes.ts';
import { readerOf } from '../definition/read-by-id.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { AnyResource } from './push.ts';
import type { Retries } from './retries.ts';
import type { WorkType } from './row.ts';
import type { WorkTable } from './table.ts';
import type { WorkRequest } from './transitions.ts';

export interface CommandDeps {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  records: RecordStore;
  table: WorkTable;
  retries: Retries;
}

/** Commands become work rows: nothing here calls the PSA, so no message waits for one. */
export function commandsConsumer(deps: CommandDeps): ConsumerDefinition {
  const { provider } = deps.definition;
  return defineConsumer({
    group: `${provider}-connector`,
    topic: topics.commands(provider),
    subscriptions: [
      on(events.pushRecord, (command, context) => push(command, context, deps)),
      on(events.noteInvoice, (command, context) => note(command, context, deps)),
      on(events.retryWork, (command, context) => retry(command, context, deps)),
    ],
  });
}

function workType(name: string, definition: AnyDefinition): WorkType | undefined {
  return name in definition.resources ? (name as WorkType) : undefined;
}

async function push(command: PushRecord, { envelope }: HandlerContext, deps: CommandDeps): Promise<Dropped | void> {
  const entityType = workType(command.entityType, deps.definition);
  if (!entityType || !deps.definition.resources[entityType]?.push) {
    await noteUnwanted(command, envelope, deps);
    return drop('type_not_pushed');
  }
  const { integrationId, entityId } = command;
  const integration = await deps.integrations.cached(envelope.tenantId, integrationId);
  if (!integration || integration.state === 'removed') return drop('unknown_integration');
  await deps.table.upsert({
    ...{ tenantId: envelope.tenantId, integrationId, op: 'push', entityType, entityId },
    lane: laneRank(laneFromWire(command.lane)),
    ...(command.desiredRevision > 0n ? { revision: Number(command.desiredRevision) } : { token: envelope.id }),
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  });
}

async function note(command: NoteInvoice, { envelope }: HandlerContext, deps: CommandDeps): Promise<Dropped | void> {
  const { integrationId, externalId, documentId, number, name, psaFingerprint, takenAt, paidOn } = command;
  if (!deps.definition.invoices?.note) return drop('invoices_not_noted');
  const integration = await deps.integrations.cached(envelope.tenantId, integrationId);
  if (!integration || integration.state === 'removed') return drop('unknown_integration');
  await deps.table.upsert({
    ...{ tenantId: envelope.tenantId, integrationId, op: 'push', entityType: 'posted_invoice', entityId: externalId },
    ...{ lane: laneRank('scheduled'), token: envelope.id },
    note: {
      ...{ documentId, name },
      ...(takenAt === undefined ? {} : { takenAt: timestampDate(takenAt) }),
      ...(number === '' ? {} : { number }),
      ...(psaFingerprint === undefined ? {} : { psaFingerprint }),
      ...(paidOn === undefined ? {} : { paidOn }),
    },
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  });
}

/** A record that this PSA does not take must not look as if it were about to be sent. */
async function noteUnwanted(command: PushRecord, { tenantId, time: at }: Envelope, { records }: CommandDeps): Promise<void> {
  const { entityId, integrationId } = command;
  const type = RECORD_TYPES.find((known) => known === command.entityType);
  if (!type) return;
  try {
    await records.forTenant(tenantId).setExternal(type, entityId, integrationId, { sync: { status: 'not_wanted', at } });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'record_not_found') throw error;
  }
}

async function retry(command: RetryWork, { envelope }: HandlerContext, deps: CommandDeps): Promise<Dropped | void> {
  const integration = await deps.integrations.cached(envelope.tenantId, command.integrationId);
  if (!integration || integration.state === 'removed') return drop('unknown_integration');
  const ask = deps.retries[command.entityType];
  if (ask) return ask(integration, command.entityId);
  const base = {
    ...{ tenantId: envelope.tenantId, integrationId: command.integrationId, token: envelope.id, issueOf: command.entityId },
    ...{ lane: laneRank(laneFromWire(command.lane)) },
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  };
  if (command.entityType === 'posted_invoice')
    return void (await deps.table.upsert({ ...base, op: 'push', entityType: 'posted_invoice', entityId: command.entityId }));
  const entityType = workType(command.entityType, deps.definition);
  if (!entityType) return drop('type_not_synchronized');
  const request = await failedOperation({ ...base, entityType }, command.entityId, deps);
  if (!request) return drop('nothing_to_retry');
  await deps.table.upsert(request);
}

/** The operation that failed: the record's push, else the reading of its entity; an id that is not ours is the PSA's. */
async function failedOperation(
  base: Omit<WorkRequest, 'op' | 'entityId' | 'entityType'> & { entityType: WorkType },
  entityId: string,
  deps: CommandDeps,
): Promise<WorkRequest | undefined> {
  const resource = deps.definition.resources[base.entityType] as AnyResource | undefined;
  const push: WorkRequest | undefined = resource?.push && { ...base, op: 'push', entityId };
  const pullOf = (externalId: string): WorkRequest | undefined =>
    readerOf(resource) && { ...base, op: 'pull', entityId: externalId };
  if (!isId(entityId)) return pullOf(entityId);
  if (push && (await hasFailed(push, deps))) return push;
  const record = await deps.records.forTenant(base.tenantId).get(base.entityType, entityId);
  const externalId = record?.external[base.integrationId]?.id;
  const pull = externalId === undefined ? undefined : pullOf(externalId);
  return pull && (!push || (await hasFailed(pull, deps))) ? pull : push;
}

async function hasFailed(request: WorkRequest, { table }: CommandDeps): Promise<boolean> {
  return (await table.get(request.tenantId, request))?.failedAs !== undefined;
}
