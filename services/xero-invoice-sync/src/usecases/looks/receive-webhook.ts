import { entityKey, events, HintAction, newEvent, timestampFromDate, toBusMessage, topics } from '@psa-bridge/contracts';
import { unauthenticated, type Clock } from '@psa-bridge/core';
import type { MessageBus } from '@psa-bridge/messaging';
import { currentTraceparent, type Metrics } from '@psa-bridge/observability';
import type { Secret } from '@psa-bridge/core';
import { createHash } from 'node:crypto';
import { SERVICE_NAME, type Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { PROVIDER } from '../../domain/sync-result.ts';
import { hintsOf, isSigned, type XeroHint } from '../../domain/webhook/read-delivery.ts';

export interface ReceiveWebhookDeps extends Pick<Collections, 'connections'> {
  /** One for each app at Xero, separated by commas. */
  keys: Secret | undefined;
  bus: MessageBus;
  clock: Clock;
  metrics: Metrics;
}

export interface Delivery {
  rawBody: Buffer;
  signature: string | undefined;
}

/**
 * Takes what Xero tells (xero.md 16): verified over its raw bytes, kept as hints for whoever connected the organisation, and only
 * then answered (architecture rule 7). What Xero tries an address with is a delivery of nothing.
 *
 * @throws AppError `webhook_signature_invalid`
 */
export function makeReceiveWebhook({ connections, keys, bus, clock, metrics }: ReceiveWebhookDeps) {
  const known = (keys?.reveal() ?? '').split(',').flatMap((key) => key.trim() || []);
  const count = (outcome: string): void => metrics.count('psa_bridge_webhooks_total', { provider: PROVIDER, outcome });

  return async ({ rawBody, signature }: Delivery): Promise<void> => {
    if (!isSigned(rawBody, signature, known)) {
      count('refused');
      throw unauthenticated('webhook_signature_invalid', 'The signature does not fit the body.', { expected: true });
    }
    const hints = hintsOf(rawBody);
    const digest = createHash('sha256').update(rawBody).digest('base64url').slice(0, 22);
    const told = (await concerned(hints)).flatMap(({ connection, hint }, index) =>
      hintEvent(connection, hint, `${digest}:${index}`),
    );
    if (told.length > 0) await bus.publish(topics.hints(PROVIDER).name, told);
    count(told.length > 0 ? 'accepted' : 'ignored');
  };

  /** Xero tells the app, not a tenant: an organisation may be connected by several. */
  async function concerned(hints: readonly XeroHint[]): Promise<readonly { connection: XeroConnection; hint: XeroHint }[]> {
    if (hints.length === 0) return [];
    const ids = [...new Set(hints.map(({ organisationId }) => organisationId))];
    const all = connections.acrossTenants('a webhook names an organisation of Xero, and no tenant');
    const connected = await all.find({ 'organisation.id': { $in: ids }, state: 'connected' }, { sort: { _id: 1 } });
    return hints.flatMap((hint) =>
      connected.filter(({ organisation }) => organisation.id === hint.organisationId).map((connection) => ({ connection, hint })),
    );
  }

  /** Its id is that of its content: the same delivery twice is the same hint. */
  function hintEvent({ _id: integrationId, tenantId }: XeroConnection, hint: XeroHint, id: string) {
    const at = clock.now();
    const traceparent = currentTraceparent();
    const event = newEvent(events.entityHint, {
      ...{ id: `${integrationId}:${id}`, topic: topics.hints(PROVIDER).name, source: SERVICE_NAME, tenantId, at },
      key: entityKey(tenantId, hint.entityType, hint.externalId),
      ...(traceparent === undefined ? {} : { traceparent }),
      data: {
        ...{ integrationId, entityType: hint.entityType, externalId: hint.externalId, action: HintAction.UPDATED },
        receivedAt: timestampFromDate(at),
      },
    });
    return toBusMessage(event);
  }
}
