import { notFound } from '@psa-bridge/core';
import type { Lane } from '../definition/lanes.ts';
import type { WebhookEndpoint, WebhooksPart } from '../definition/webhooks.ts';
import { webhookSecret } from '../integrations/credentials.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition, OpenedSession, Sessions } from '../sessions.ts';

/** The way to the webhooks of one integration at its PSA. */
export interface OpenedWebhooks extends OpenedSession {
  part: WebhooksPart<unknown, { [key: string]: unknown }>;
  endpoint: WebhookEndpoint;
}

export interface WebhookAccess {
  /** @throws AppError `no_webhooks` where the PSA has none */
  open(integration: Integration, lane: Lane, signal: AbortSignal): OpenedWebhooks;
}

export interface WebhookAccessOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  sessions: Sessions;
  /** Where the PSA reaches us, without a trailing slash. */
  publicUrl: string;
}

export function createWebhookAccess({ definition, integrations, sessions, publicUrl }: WebhookAccessOptions): WebhookAccess {
  function endpointOf(integration: Integration): WebhookEndpoint {
    const { _id: id, webhooks } = integration;
    const base = `${publicUrl}/v1/webhooks/${definition.provider}/${id}`;
    return {
      url: (channel) => `${base}/${webhooks.token}/${encodeURIComponent(channel)}`,
      isOurs: (url) => url.includes(`/v1/webhooks/${definition.provider}/${id}/`),
      secret: webhookSecret(integration, integrations),
    };
  }

  return {
    open(integration, lane, signal) {
      const part = definition.webhooks;
      if (!part) throw notFound('no_webhooks', `${definition.displayName} has no webhooks.`);
      return { ...sessions.open({ integration, lane, signal }), part, endpoint: endpointOf(integration) };
    },
  };
}
