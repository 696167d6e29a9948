import {
  entityKey,
  events,
  newEvent,
  Outcome as WireOutcome,
  Severity,
  timestampFromDate,
  topics,
  type OutboxEvent,
} from '@psa-bridge/contracts';
import type { Problem } from './problem.ts';

/** Who is named as the provider of what is told here: retries of it come back by this name. */
export const PROVIDER = 'xero';

export interface Told {
  tenantId: string;
  /** The PSA's, for an invoice or an order, whichever organisation it goes to; the connection's own id for the connection. */
  integrationId: string;
  /** `integration` for what concerns the connection as a whole (IS-12). */
  entityType: 'invoice' | 'integration' | 'vendor_order';
  entityId: string;
  entityName: string;
  externalId: string;
  problem?: Problem;
  isWarning?: boolean;
  attempts: number;
  sequence: number;
  at: Date;
  source: string;
}

/** The event that opens, updates or clears the issue of an invoice, or of a connection. */
export function syncResult(told: Told): OutboxEvent {
  const { tenantId, integrationId, entityType, entityId, entityName, externalId, sequence, at, source } = told;
  return newEvent(events.syncResult, {
    id: `${integrationId}:${entityType}:${entityId}:${sequence}`,
    topic: topics.syncResults.name,
    key: entityKey(tenantId, entityType, entityId),
    ...{ source, tenantId, at },
    data: {
      ...{ integrationId, provider: PROVIDER, entityType, entityId, entityName, externalId },
      ...{ operation: entityType === 'integration' ? 'connect' : 'push', attempts: Math.max(1, told.attempts) },
      outcome: told.problem ? WireOutcome.FAILED : WireOutcome.SUCCEEDED,
      ...(told.problem ? { failure: failureOf(told.problem) } : {}),
      severity: told.isWarning === true ? Severity.WARNING : Severity.UNSPECIFIED,
      ...{ finishedAt: timestampFromDate(at), sequence: BigInt(sequence) },
    },
  });
}

function failureOf({ code, message, cure, details = [] }: Problem) {
  return { code: code.toLowerCase(), kind: 'rejected', message, remedy: cure, psaText: details.join(' ') };
}

/** Rises with time and with each result of one entity. */
export function nextSequence(last: number | undefined, at: Date): number {
  return Math.max((last ?? 0) + 1, at.getTime());
}
