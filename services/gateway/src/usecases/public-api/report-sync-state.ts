import { entityKey, events, newEvent, Outcome, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { derivedId, type Caller, type Clock } from '@psa-bridge/core';
import { currentTraceparent } from '@psa-bridge/observability';
import type { Collection, Draft } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { SERVICE_NAME, type StoredReportedState } from '../../collections.ts';
import { outcomeOf, REPORTING, type ReportedState } from '../../domain/reported-state.ts';
import type { Resource } from '../../domain/resources.ts';
import { existing } from '../read-record.ts';

export interface ReportDeps {
  records: RecordStore;
  reports: Collection<StoredReportedState>;
  clock: Clock;
}

export interface Report extends ReportedState {
  id: string;
}

/**
 * Takes in what an outside integration says of its own sync (PA-30). What failed opens an issue, what succeeded clears it
 * (IS-13): the report and the event that says so are one write.
 *
 * @throws AppError `record_not_found`
 */
export function makeReportSyncState({ records, reports, clock }: ReportDeps) {
  return async ({ tenantId }: Caller, resource: Resource, report: Report): Promise<void> => {
    const record = await existing(records.forTenant(tenantId), resource, report.id);
    const id = entityKey(tenantId, resource.type, report.id);
    const entity = { tenantId, entityType: resource.type, entityId: report.id, entityName: nameOf(record.data) };
    await reports.forTenant(tenantId).mutate(id, (current): Draft<StoredReportedState> => {
      const sequence = (current?.sequence ?? 0) + 1;
      const event = resultEvent(entity, report, { sequence, at: clock.now() });
      const outbox = [...(current?.outbox ?? []), ...(event ? [event] : [])];
      return { _id: id, tenantId, state: report.state, sequence, reportedAt: clock.now(), outbox };
    });
  };
}

interface ReportedEntity {
  tenantId: string;
  entityType: string;
  entityId: string;
  entityName: string;
}

function resultEvent(
  { tenantId, ...entity }: ReportedEntity,
  report: ReportedState,
  { sequence, at }: { sequence: number; at: Date },
): OutboxEvent | undefined {
  const outcome = outcomeOf(report);
  if (outcome === 'unfinished') return undefined;
  const message = report.error ?? 'The outside integration reported an error without saying which.';
  const failure = { code: 'reported_by_partner', kind: 'rejected', message, psaText: report.error ?? '' };
  const integrationId = derivedId(REPORTING, tenantId);
  const traceparent = currentTraceparent();
  return newEvent(events.syncResult, {
    id: `${integrationId}:${entity.entityType}:${entity.entityId}:${sequence}`,
    topic: topics.syncResults.name,
    key: entityKey(tenantId, entity.entityType, entity.entityId),
    source: SERVICE_NAME,
    ...{ tenantId, at, ...(traceparent === undefined ? {} : { traceparent }) },
    data: {
      ...{ ...entity, integrationId, provider: REPORTING, operation: 'sync', attempts: 1 },
      externalId: report.externalIdentifier ?? '',
      outcome: outcome === 'failed' ? Outcome.FAILED : Outcome.SUCCEEDED,
      ...(outcome === 'failed' && { failure }),
      finishedAt: timestampFromDate(at),
      sequence: BigInt(sequence),
    },
  });
}

function nameOf(data: object): string {
  const { name, title } = data as { name?: string; title?: string };
  return name ?? title ?? '';
}

export type ReportSyncState = ReturnType<typeof makeReportSyncState>;
