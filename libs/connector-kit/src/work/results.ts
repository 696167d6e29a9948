import {
  entityKey,
  events,
  newEvent,
  Outcome,
  Severity,
  timestampFromDate,
  topics,
  type OutboxEvent,
} from '@psa-bridge/contracts';
import type { Exchange } from '@psa-bridge/http-client';
import type { FailedPart, Failure } from '../definition/failure.ts';

/** How one operation on one entity ended. */
export interface EntityResult {
  tenantId: string;
  integrationId: string;
  entityType: string;
  entityId: string;
  entityName?: string | undefined;
  externalId?: string | undefined;
  operation: 'push' | 'pull' | 'sync' | 'connect';
  failure?: Failure | undefined;
  /** The failure only warns: nothing has failed yet. */
  isWarning?: boolean;
  exchange?: Exchange | undefined;
  failedParts?: readonly FailedPart[];
  attempts: number;
  sequence: number;
  traceparent?: string | undefined;
  at: Date;
}

export interface ResultSource {
  provider: string;
  source: string;
}

/** The event that opens, updates or clears the entity's issue. Its id is the same for the same result. */
export function resultEvent(result: EntityResult, { provider, source }: ResultSource): OutboxEvent {
  const { tenantId, integrationId, entityType, entityId, at } = result;
  const failedParts = result.failedParts ?? [];
  return newEvent(events.syncResult, {
    id: `${integrationId}:${entityType}:${entityId}:${result.sequence}`,
    topic: topics.syncResults.name,
    key: entityKey(tenantId, entityType, entityId),
    source,
    tenantId,
    at,
    ...(result.traceparent === undefined ? {} : { traceparent: result.traceparent }),
    data: {
      ...{ integrationId, provider, entityType, entityId },
      entityName: result.entityName ?? '',
      externalId: result.externalId ?? '',
      operation: result.operation,
      outcome: outcomeOf(result),
      ...(result.failure ? { failure: failureMessage(result.failure, result.exchange) } : {}),
      failedItems: failedParts.map(({ itemId, itemName, code, message, psaText = '' }) => ({
        itemId,
        itemName,
        code,
        message,
        psaText,
      })),
      attempts: result.attempts,
      finishedAt: timestampFromDate(at),
      traceId: result.traceparent?.split('-')[1] ?? '',
      sequence: BigInt(result.sequence),
      severity: result.isWarning === true ? Severity.WARNING : Severity.UNSPECIFIED,
    },
  });
}

function outcomeOf({ failure, failedParts = [] }: EntityResult): Outcome {
  if (failedParts.length > 0) return Outcome.PARTIAL;
  return failure ? Outcome.FAILED : Outcome.SUCCEEDED;
}

function failureMessage(failure: Failure, exchange: Exchange | undefined) {
  const { code, kind, message, remedy, psaText = '', reference = '' } = failure;
  return { code, kind, message, remedy, psaText, reference, ...(exchange ? { exchange } : {}) };
}

/** Rises with time and with every result of one entity, across the rows and replicas that report on it. */
export function nextSequence(last: number, now: Date): number {
  return Math.max(last + 1, now.getTime());
}

export const CHECK_MAPPING = 'Check the product mapping, then retry.';

/** The words of a partial success (IS-09): what to do, and for which parts. */
export function partialFailure(failedParts: readonly FailedPart[]): Failure {
  const byRemedy = Map.groupBy(failedParts, ({ remedy = CHECK_MAPPING }) => remedy);
  const references = failedParts.map(({ reference }) => reference);
  const isNamed = references.every((reference) => reference !== undefined);
  const told = [...byRemedy].map(([remedy, parts]) => `${parts.map(({ itemName }) => itemName).join(', ')}: ${remedy}`);
  return {
    ...{ code: 'partial_success', kind: 'rejected', message: 'Some line items not synchronized', remedy: told.join(' ') },
    // What only some of them point at is not the cause of all.
    ...(isNamed ? { reference: [...new Set(references)].sort().join(', ') } : {}),
  };
}
