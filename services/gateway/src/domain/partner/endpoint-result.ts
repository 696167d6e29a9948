import { entityKey, events, newEvent, Outcome, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { derivedId } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { REPORTING } from '../reported-state.ts';
import type { Attempt } from './retry-rules.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** Whose issues are about an endpoint. */
export const ENDPOINT_TYPE = 'webhook_endpoint';

interface Told {
  at: Date;
  /** Absent where it works, or is to be tried, again. */
  why?: 'failing' | 'gone';
  attempt?: Attempt;
}

const MESSAGES = {
  failing: 'The webhook endpoint has failed for so long that it gets no events any more.',
  gone: 'The webhook endpoint answered that it is gone (410), so it gets no events any more.',
};
const REMEDY =
  'Mend the endpoint, switch it to active again, and have what failed meanwhile delivered again. What waited is sent by itself.';

/** That an endpoint was disabled is an issue, and that it is active again clears it. */
export function endpointResult(endpoint: Draft<WebhookEndpoint>, { at, why, attempt }: Told): OutboxEvent {
  const { _id: entityId, tenantId, description, told } = endpoint;
  const integrationId = derivedId('webhooks', tenantId);
  const said = attempt?.status === undefined ? (attempt?.code ?? '') : `It answered ${attempt.status}.`;
  const failure = why && {
    code: `webhook_endpoint_${why}`,
    kind: 'rejected',
    message: MESSAGES[why],
    remedy: REMEDY,
    psaText: said,
  };
  return newEvent(events.syncResult, {
    id: `${integrationId}:${entityId}:${told}`,
    topic: topics.syncResults.name,
    key: entityKey(tenantId, ENDPOINT_TYPE, entityId),
    source: 'gateway',
    ...{ tenantId, at },
    data: {
      ...{ integrationId, provider: REPORTING, operation: 'deliver', attempts: 1 },
      ...{ entityType: ENDPOINT_TYPE, entityId, entityName: description },
      outcome: why ? Outcome.FAILED : Outcome.SUCCEEDED,
      ...(failure && { failure }),
      finishedAt: timestampFromDate(at),
      sequence: BigInt(told),
    },
  });
}
