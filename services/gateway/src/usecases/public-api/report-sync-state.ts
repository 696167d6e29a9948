import { entityKey, events, newEvent, Outcome, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { derivedId, type Caller, type Clock } from '@psa-bridge/core';
import { currentTraceparent } from '@psa-bridge/observability';
import type { Collection, Draft } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { SERVICE_NAME, type StoredReportedState } from '../../collections.ts';
import { outcomeOf, REPORTING, type ReportedEntity, type ReportedState } from '../../domain/reported-state.ts';
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

const REMEDY =
  'The outside integration that reported this has to mend it and sync again: its next report of success clears the issue by itself.';

/**
 * Takes in what an outside integration says of its own sync (PA-30). What failed opens an issue, what succeeded clears it
 * (IS-13): the report and the event that says so are one write.
 *
 * @throws AppError `record_not_found`
 */
export function makeReportSyncState({ records, reports, clock }: ReportDeps) {
  return async ({ tenantId }: Caller, resource: Resource, { id: recordId, ...report }: Report): Promise<void> => {
    const record = await existing(records.forTenant(tenantId), resource, recordId);
    const entity = { entityType: resource.type, entityId: recordId, entityName: nameOf(record.data) };
    const at = clock.now();
    await reports
      .forTenant(tenantId)
      .mutate(idOf(tenantId, entity), (current) =>
        told({ _id: idOf(tenantId, entity), tenantId, ...report, entity, reportedAt: at, sequence: 0 }, current, at),
      );
  };
}

/**
 * Only the partner can carry out again what it reported. So a retry says the last report once more, and the issue is open
 * again with what to do, instead of waiting for ever.
 */
export function makeRepeatReport({ reports, clock }: Omit<ReportDeps, 'records'>) {
  return async (tenantId: string, entity: Pick<ReportedEntity, 'entityType' | 'entityId'>): Promise<void> => {
    await reports.forTenant(tenantId).mutate(idOf(tenantId, entity), (current) => current && told(current, current, clock.now()));
  };
}

function idOf(tenantId: string, { entityType, entityId }: Pick<ReportedEntity, 'entityType' | 'entityId'>): string {
  return entityKey(tenantId, entityType, entityId);
}

/** The report with the event that tells it, after all that was told before. */
function told(
  report: Draft<StoredReportedState>,
  before: Draft<StoredReportedState> | undefined,
  at: Date,
): Draft<StoredReportedState> {
  const next = { ...report, sequence: (before?.sequence ?? 0) + 1 };
  const event = resultEvent(next, at);
  return { ...next, outbox: [...(before?.outbox ?? []), ...(event ? [event] : [])] };
}

function resultEvent(report: Draft<StoredReportedState>, at: Date): OutboxEvent | undefined {
  const { tenantId, entity, sequence } = report;
  const outcome = outcomeOf(report);
  if (outcome === 'unfinished') return undefined;
  const message = report.error ?? 'The outside integration reported an error without saying which.';
  const failure = { code: 'reported_by_partner', kind: 'rejected', message, remedy: REMEDY, psaText: report.error ?? '' };
  const integrationId = derivedId(REPORTING, tenantId);
  const traceparent = currentTraceparent();
  return newEvent(events.syncResult, {
    id: `${integrationId}:${entity.entityType}:${entity.entityId}:${sequence}`,
    topic: topics.syncResults.name,
    key: idOf(tenantId, entity),
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
export type RepeatReport = ReturnType<typeof makeRepeatReport>;
