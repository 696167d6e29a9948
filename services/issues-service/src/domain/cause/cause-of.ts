import { createHash } from 'node:crypto';
import type { EntityResult } from '../entity-result.ts';
import type { Problem } from '../issue.ts';
import { referredTo } from './referred-to.ts';
import { withoutOwn } from './without-own.ts';

/** What a failure comes from: those that share it are mended by one remedy. */
export interface Cause {
  /** The one id that it can have. */
  key: string;
  /** What it points at, such as `billingCodeID 17` or `credentials`; where nothing is named, the words without the entity's own. */
  reference: string;
}

/** What identifies the failed entity. */
export type Failed = Pick<EntityResult, 'tenantId' | 'integrationId' | 'entityId' | 'entityName' | 'externalId'>;

/** Kinds of failures whose words say nothing about where they come from: the connection as a whole does. */
const OF_THE_CONNECTION: Readonly<Record<string, string>> = {
  unauthenticated: 'credentials',
  rate_limited: 'allowance',
  unavailable: 'connection',
};

const MAX_REFERENCE = 300;

/**
 * The cause of a failed result: integration, code and the offending reference. The reference is what the connector names, else what
 * the PSA's words point at in the request, else those words without what is the entity's own (its name and ids, times).
 */
export function causeOf(failed: Failed, problem: Problem): Cause {
  const { tenantId, integrationId } = failed;
  const reference = referenceOf(failed, problem).slice(0, MAX_REFERENCE);
  const parts = [tenantId, integrationId, problem.code, reference.toLowerCase()];
  return { key: createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32), reference };
}

/** Names and ids that only this failure has: those of the entity and of its failed items. */
export function ownWords({ entityName, entityId, externalId }: Failed, { failedItems }: Problem): readonly string[] {
  return [entityName, entityId, externalId, ...failedItems.flatMap(({ itemId, itemName }) => [itemId, itemName])];
}

function referenceOf(failed: Failed, problem: Problem): string {
  const { kind, reference, failedItems, psaText, message, exchange } = problem;
  const ofConnection = OF_THE_CONNECTION[kind];
  if (ofConnection !== undefined) return ofConnection;
  if (reference !== '') return reference;
  const own = ownWords(failed, problem);
  if (failedItems.length > 0) {
    const told = failedItems.map((item) => `${item.code} ${withoutOwn(item.psaText || item.message, own)}`.trim());
    return [...new Set(told)].sort().join('; ');
  }
  const words = psaText || message;
  return referredTo(words, exchange?.requestBody ?? '') || withoutOwn(words, own);
}
