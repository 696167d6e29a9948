import {
  Change,
  events,
  IssueEvent,
  Outcome,
  partnerEvents,
  payloadToJson,
  type Envelope,
  type EventData,
  type EventInit,
  type EventType,
  type InvoiceSeen,
  type IssueChanged,
  type PartnerStream,
  type RecordChanged,
  type SyncResult,
} from '@psa-bridge/contracts';
import { invalidInput, type Json } from '@psa-bridge/core';

type PartnerPayload = (typeof partnerEvents)[PartnerStream];

/** What a partner's systems are told of one internal event. */
export interface PartnerEvent {
  /** That of the internal event: the same for every delivery and on every way. */
  readonly id: string;
  readonly tenantId: string;
  readonly stream: PartnerStream;
  /** What happened, as webhooks are filtered by it: `record.created`. */
  readonly type: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly source: string;
  readonly at: Date;
  readonly traceparent?: string;
  readonly payload: PartnerPayload;
  readonly data: EventInit<EventType>;
}

type Facts = Pick<PartnerEvent, 'stream' | 'type' | 'entityType' | 'entityId' | 'payload' | 'data'>;

const RECORD_CHANGES: Readonly<Partial<Record<Change, string>>> = {
  [Change.CREATED]: 'created',
  [Change.UPDATED]: 'updated',
  [Change.MARKED_DELETED]: 'deleted',
};

const OUTCOMES: Readonly<Partial<Record<Outcome, string>>> = {
  [Outcome.SUCCEEDED]: 'succeeded',
  [Outcome.PARTIAL]: 'partial',
  [Outcome.FAILED]: 'failed',
};

/** A word that is added there and not here is told as `updated`, so that nobody misses that something moved. */
const ISSUE_EVENTS: Readonly<Partial<Record<IssueEvent, string>>> = {
  [IssueEvent.OPENED]: 'opened',
  [IssueEvent.CLEARED]: 'cleared',
  [IssueEvent.DISMISSED]: 'dismissed',
  [IssueEvent.REOPENED]: 'reopened',
};
const ISSUE_UPDATED = 'updated';

/** Everything that a webhook can be asked to tell. */
export const PARTNER_EVENT_TYPES: readonly string[] = [
  ...Object.values(RECORD_CHANGES).map((change) => `record.${change}`),
  ...Object.values(OUTCOMES).map((outcome) => `sync-result.${outcome}`),
  ...[...Object.values(ISSUE_EVENTS), ISSUE_UPDATED].map((event) => `issue.${event}`),
  'invoice.posted',
];

const withEnvelope = (facts: Facts, { id, tenantId, source, time: at, traceparent }: Envelope): PartnerEvent => ({
  ...facts,
  ...{ id, tenantId, source, at },
  ...(traceparent !== undefined && { traceparent }),
});

/** @throws AppError `undecodable_payload` where the record's data is no JSON object */
export function recordEventOf(record: RecordChanged, envelope: Envelope): PartnerEvent {
  const { entityType, entityId, dataRevision, source, changedAt } = record;
  const change = RECORD_CHANGES[record.change] ?? 'updated';
  const facts = { stream: 'records', type: `record.${change}`, entityType, entityId } as const;
  const data = { entityType, entityId, dataRevision, change, source, data: parsedData(record), ...(changedAt && { changedAt }) };
  return withEnvelope({ ...facts, payload: partnerEvents.records, data }, envelope);
}

/** Without the call that failed: what was said between us and the PSA is nobody else's business. */
export function syncResultEventOf(result: SyncResult, envelope: Envelope): PartnerEvent {
  const { integrationId, provider, entityType, entityId, entityName, externalId, operation, attempts, sequence } = result;
  const { failure, finishedAt } = result;
  const outcome = OUTCOMES[result.outcome] ?? 'failed';
  const data: EventInit<(typeof partnerEvents)['sync-results']> = {
    ...{ integrationId, provider, entityType, entityId, entityName, externalId, operation, attempts, sequence, outcome },
    ...{ code: failure?.code ?? '', message: failure?.message ?? '', remedy: failure?.remedy ?? '' },
    failedParts: result.failedItems.map(({ itemId: id, itemName: name, code, message }) => ({ id, name, code, message })),
    ...(finishedAt && { finishedAt }),
  };
  const facts = { stream: 'sync-results', type: `sync-result.${outcome}`, entityType, entityId } as const;
  return withEnvelope({ ...facts, payload: partnerEvents['sync-results'], data }, envelope);
}

export function issueEventOf(issue: IssueChanged, envelope: Envelope): PartnerEvent {
  const { issueId, integrationId, entityType, entityId, entityName, level, code, message, attempts, occurredAt } = issue;
  const event = ISSUE_EVENTS[issue.event] ?? ISSUE_UPDATED;
  const data: EventInit<(typeof partnerEvents)['issues']> = {
    ...{ issueId, integrationId, entityType, entityId, entityName, event, level, code, message, attempts },
    ...(occurredAt && { occurredAt }),
  };
  const facts = { stream: 'issues', type: `issue.${event}`, entityType, entityId } as const;
  return withEnvelope({ ...facts, payload: partnerEvents.issues, data }, envelope);
}

export function invoiceEventOf(invoice: InvoiceSeen, envelope: Envelope): PartnerEvent {
  const facts = { stream: 'invoices', type: 'invoice.posted', entityType: 'invoice', entityId: invoice.externalId } as const;
  return withEnvelope({ ...facts, payload: partnerEvents.invoices, data: { invoice } }, envelope);
}

/** What was read from an internal topic, as partners are told it; undefined for what they are not told. */
export function partnerEventOf(envelope: Envelope, decode: Decode): PartnerEvent | undefined {
  switch (envelope.type) {
    case events.recordChanged.type:
      return recordEventOf(decode(events.recordChanged), envelope);
    case events.syncResult.type:
      return syncResultEventOf(decode(events.syncResult), envelope);
    case events.issueChanged.type:
      return issueEventOf(decode(events.issueChanged), envelope);
    case events.invoiceSeen.type:
      return invoiceEventOf(decode(events.invoiceSeen), envelope);
    default:
      return undefined;
  }
}

export type Decode = <Type extends EventType>(type: Type) => EventData<Type>;

export function partnerData({ payload, data }: Pick<PartnerEvent, 'payload' | 'data'>): Json {
  return payloadToJson<EventType>(payload, data);
}

function parsedData({ dataJson }: RecordChanged): Record<string, never> {
  const parsed = parsedJson(dataJson);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, never>;
  throw invalidInput('undecodable_payload', 'The data of a changed record is no JSON object.');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
