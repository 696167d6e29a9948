import {
  Outcome,
  Severity,
  timestampDate,
  type Exchange as WireExchange,
  type Failure,
  type SyncResult,
} from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import { redactBody, redactUrl } from '@psa-bridge/observability';
import { defaultRemedy, ITEMS_NOT_SYNCHRONIZED } from '../domain/default-remedy.ts';
import type { EntityResult } from '../domain/entity-result.ts';
import type { Exchange, FailedItem, Problem } from '../domain/issue.ts';

const MAX_BODY = 16_000;
const MAX_TEXT = 2_000;
const MAX_ITEMS = 200;

/**
 * The wire's result as the domain knows it: secrets redacted once more, long texts cut.
 *
 * @throws AppError `invalid_sync_result` naming the field that is missing or not usable.
 */
export function toEntityResult(tenantId: string, wire: SyncResult): EntityResult {
  const { integrationId, provider, entityType, entityId } = wire;
  for (const [field, value] of Object.entries({ integrationId, provider, entityType, entityId }))
    if (!value) throw invalid(field);
  const finishedAt = wire.finishedAt ? timestampDate(wire.finishedAt) : undefined;
  if (!finishedAt) throw invalid('finishedAt');
  return {
    ...{ tenantId, integrationId, provider, entityType, entityId },
    ...{ entityName: wire.entityName || entityId, externalId: wire.externalId, operation: wire.operation },
    ...{ sequence: toSequence(wire.sequence), finishedAt, tries: Math.max(1, wire.attempts) },
    ...toProblem(wire),
  };
}

function toProblem(wire: SyncResult): { problem?: Problem } {
  if (wire.outcome === Outcome.SUCCEEDED) return {};
  if (wire.outcome === Outcome.PARTIAL) return { problem: toWarning(wire) };
  if (wire.outcome !== Outcome.FAILED) throw invalid('outcome');
  if (!wire.failure?.code) throw invalid('failure.code');
  const { failure } = wire;
  // The product's own message where there is one; else the PSA's words (IS-14).
  const message = cut(failure.message || failure.psaText || failure.code);
  const level = wire.severity === Severity.WARNING ? 'warning' : 'error';
  return { problem: { level, message, ...common(wire, failure, message) } };
}

/** Partial success (IS-09): always the documented label; what is wrong stands in the failed items. */
function toWarning(wire: SyncResult): Problem {
  return { level: 'warning', message: ITEMS_NOT_SYNCHRONIZED, ...common(wire, wire.failure, ITEMS_NOT_SYNCHRONIZED) };
}

function common(wire: SyncResult, failure: Failure | undefined, message: string) {
  return {
    code: failure?.code || 'items_not_synchronized',
    kind: failure?.kind || 'rejected',
    remedy: cut(failure?.remedy || defaultRemedy({ entityType: wire.entityType, message })),
    psaText: cut(failure?.psaText),
    reference: cut(failure?.reference),
    failedItems: toFailedItems(wire),
    ...(failure?.exchange ? { exchange: toExchange(failure.exchange) } : {}),
    traceId: wire.traceId,
  };
}

function toFailedItems(wire: SyncResult): FailedItem[] {
  return wire.failedItems.slice(0, MAX_ITEMS).map(({ itemId, itemName, code, message, psaText }) => {
    return { itemId, itemName: itemName || itemId, code, message: cut(message || psaText), psaText: cut(psaText) };
  });
}

function toExchange({ method, url, requestBody, status, responseBody }: WireExchange): Exchange {
  return {
    method,
    url: cut(redactUrl(url)),
    requestBody: redactBody(requestBody, MAX_BODY),
    status,
    responseBody: redactBody(responseBody, MAX_BODY),
  };
}

function toSequence(wire: bigint): number {
  const sequence = Number(wire);
  if (sequence <= 0 || !Number.isSafeInteger(sequence)) throw invalid('sequence');
  return sequence;
}

function cut(text = ''): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function invalid(field: string) {
  return invalidInput('invalid_sync_result', `The sync result's ${field} is missing or not usable.`, { details: { field } });
}
