import { isAppError } from '@psa-bridge/core';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition } from '../sessions.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import type { Trouble } from './troubles.ts';
import type { Watch } from './watch.ts';

/** What the PSA refuses is a failure for people. @throws what was thrown for any other reason */
export function refusalOf(error: unknown, { classify }: AnyDefinition): Failure {
  if (!isAppError(error) || !REFUSALS.includes(error.kind)) throw error;
  return explainFailure(error, classify, { entityType: 'webhook', operation: 'connect' });
}

const REFUSALS: readonly string[] = ['rejected', 'forbidden', 'not_found', 'invalid_input'];
/** Nothing was refused, and yet not all is as it should be. */
export function notMended(left: readonly Trouble[]): Failure {
  return {
    code: 'webhooks_not_mended',
    kind: 'rejected',
    message: left.map(({ detail }) => detail).join(' '),
    remedy: 'Uninstall the webhooks on the Webhooks page and install them again. Until then changes are read by polling.',
  };
}

/** One issue for the integration's webhooks: opened by a problem, told again only when it is another, cleared by itself. */
export function withProblem(
  watch: Watch,
  failure: Failure | undefined,
  { integration, resultSource, now }: { integration: Integration; resultSource: ResultSource; now: Date },
): Watch {
  const { problem: before, ...rest } = watch;
  const next: Watch = failure ? { ...rest, problem: failure } : rest;
  if (!watch.isAnswerDue && before?.message === failure?.message && before?.code === failure?.code) return next;
  const sequence = nextSequence(watch.resultSequence, now);
  const { tenantId, _id: integrationId, name } = integration;
  const result = resultEvent(
    {
      ...{ tenantId, integrationId, entityType: 'webhook', entityId: integrationId, entityName: `Webhooks of ${name}` },
      ...{ operation: 'connect', failure, attempts: 1, sequence, at: now },
    },
    resultSource,
  );
  return { ...next, isAnswerDue: false, resultSequence: sequence, outbox: [...(watch.outbox ?? []), result] };
}
