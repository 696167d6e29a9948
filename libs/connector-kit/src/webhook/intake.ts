import { createHash, timingSafeEqual } from 'node:crypto';
import {
  entityKey,
  events,
  HintAction,
  newEvent,
  timestampFromDate,
  toBusMessage,
  topics,
  type OutboxEvent,
} from '@psa-bridge/contracts';
import { type AppError, type Clock, forbidden, notFound, toAppError, unauthenticated, unavailable } from '@psa-bridge/core';
import type { MessageBus } from '@psa-bridge/messaging';
import { currentTraceparent, type Logger, type Metrics } from '@psa-bridge/observability';
import type { Hint, WebhookDelivery, WebhookMessage } from '../definition/webhooks.ts';
import { webhookSecret } from '../integrations/credentials.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition, Sessions } from '../sessions.ts';
import { sourcesOf } from './sources.ts';
import type { WebhookWatches } from './watch-store.ts';

export interface WebhookIntake {
  /**
   * Verifies a delivery over its raw bytes, stores what it hints at, and only then returns (architecture rule 7).
   * @throws AppError `unknown_webhook` (not_found), `webhook_source_refused` (forbidden), `webhook_signature_invalid` (unauthenticated), `webhook_undecided`
   * (unavailable), `invalid_delivery` (invalid_input).
   */
  receive(path: { integrationId: string; token: string }, delivery: WebhookDelivery): Promise<void>;
}

export interface WebhookIntakeOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  sessions: Sessions;
  bus: MessageBus;
  source: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  watches: WebhookWatches;
}

const VERIFY_TIMEOUT_MS = 4_000;

export function createWebhookIntake(options: WebhookIntakeOptions): WebhookIntake {
  const { definition, integrations, sessions, bus, clock, logger, metrics } = options;
  const { provider } = definition;
  const isSource = sourcesOf(definition.webhooks?.sources ?? []);
  const count = (outcome: string): void => metrics.count('psa_bridge_webhooks_total', { provider, outcome });

  async function isGenuine(integration: Integration, delivery: WebhookDelivery): Promise<boolean> {
    const signal = AbortSignal.timeout(VERIFY_TIMEOUT_MS);
    try {
      const { context } = sessions.open({ integration, lane: 'webhook', signal });
      const secret = webhookSecret(integration, integrations);
      return (await definition.webhooks?.verify(context, delivery, secret)) === true;
    } catch (error) {
      logger.warn({ integrationId: integration._id, err: error }, 'webhook_not_verified');
      const { kind } = toAppError(error);
      if (!signal.aborted && kind !== 'unavailable' && kind !== 'rate_limited') return false;
      count('undecided');
      throw undecided(error);
    }
  }

  /** It came on our secret path, so the PSA may sign with another secret than ours. */
  async function suspectSecret({ tenantId, _id: integrationId }: Integration, channel: string): Promise<void> {
    const types = definition.webhooks?.entityTypes ?? [];
    const meant = types.filter((type) => type === channel);
    const suspected = (meant.length > 0 ? meant : types).map((entityType) => ({ cause: 'refused' as const, entityType }));
    await options.watches.suspect({ tenantId, integrationId }, suspected);
  }

  function toEvents(integration: Integration, message: WebhookMessage, delivery: WebhookDelivery): OutboxEvent[] {
    const digest = createHash('sha256').update(delivery.rawBody).digest('base64url').slice(0, 22);
    const hinted = message.hints.map((hint, index) => hintEvent(integration, hint, `${digest}:${index}`));
    const { deactivated } = message;
    return deactivated ? [...hinted, hintEvent(integration, switchedOff(deactivated.webhookId), `${digest}:off`)] : hinted;
  }

  /** Its id is that of its content: the same delivery twice is the same hint. */
  function hintEvent(integration: Integration, hint: AnyHint, id: string): OutboxEvent {
    const at = clock.now();
    const traceparent = currentTraceparent();
    return newEvent(events.entityHint, {
      id: `${integration._id}:${id}`,
      topic: topics.hints(provider).name,
      key: entityKey(integration.tenantId, hint.entityType, hint.externalId),
      source: options.source,
      tenantId: integration.tenantId,
      at,
      ...(traceparent === undefined ? {} : { traceparent }),
      data: {
        ...{
          integrationId: integration._id,
          entityType: hint.entityType,
          externalId: hint.externalId,
          action: ACTIONS[hint.action],
        },
        ...{ webhookId: hint.webhookId ?? '', receivedAt: timestampFromDate(at) },
        ...(hint.sequence === undefined ? {} : { sequence: hint.sequence }),
        ...(hint.occurredAt ? { occurredAt: timestampFromDate(hint.occurredAt) } : {}),
      },
    });
  }

  return {
    async receive({ integrationId, token }, delivery) {
      const integration = await integrations.findAnywhere(integrationId);
      if (!integration || integration.state === 'removed' || !isEqual(token, integration.webhooks.token)) {
        count('unknown');
        throw notFound('unknown_webhook', 'There is no such webhook.', { expected: true });
      }
      if (!isSource(delivery.address)) {
        count('refused');
        throw forbidden('webhook_source_refused', 'Deliveries from this address are not accepted.', { expected: true });
      }
      if (!(await isGenuine(integration, delivery))) {
        count('refused');
        await suspectSecret(integration, delivery.channel);
        throw unauthenticated('webhook_signature_invalid', 'The signature does not fit the body.', { expected: true });
      }
      const message = definition.webhooks?.parse(delivery) ?? { hints: [] };
      const hints = toEvents(integration, message, delivery);
      if (hints.length > 0) await bus.publish(topics.hints(provider).name, hints.map(toBusMessage));
      count(hints.length > 0 ? 'accepted' : 'ignored');
    },
  };
}

/** The delivery may well be genuine: what tells, such as the PSA's signing key, cannot be had now, so it is to come again. */
function undecided(cause: unknown): AppError {
  return unavailable('webhook_undecided', 'The signature cannot be checked now. Deliver again later.', { cause });
}

type AnyHint = Omit<Hint, 'entityType' | 'action'> & { entityType: string; action: Hint['action'] | 'webhook_deactivated' };

const ACTIONS: Readonly<Record<AnyHint['action'], HintAction>> = {
  created: HintAction.CREATED,
  updated: HintAction.UPDATED,
  deleted: HintAction.DELETED,
  webhook_deactivated: HintAction.WEBHOOK_DEACTIVATED,
};

function switchedOff(webhookId: string | undefined): AnyHint {
  return {
    entityType: 'webhook',
    externalId: webhookId ?? '',
    action: 'webhook_deactivated',
    ...(webhookId === undefined ? {} : { webhookId }),
  };
}

function isEqual(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
