import { notFound, type Clock } from '@psa-bridge/core';
import type { DeliveryReport, InstalledWebhook, WebhookEndpoint, WebhooksPart } from '../definition/webhooks.ts';
import { webhookSecret } from '../integrations/credentials.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyContext, AnyDefinition, Sessions } from '../sessions.ts';
import type { WebhookState, WebhookStates } from './webhook-state.ts';

export interface WebhookManagement {
  /** As the PSA has them now (AT-100). */
  list(integration: Integration): Promise<readonly InstalledWebhook[]>;
  /** Pressed twice leaves one set (AT-101). */
  install(integration: Integration): Promise<readonly InstalledWebhook[]>;
  uninstall(integration: Integration): Promise<void>;
  /** What the PSA could not deliver and what we noticed missing (AT-103). */
  report(integration: Integration): Promise<{ failures: readonly DeliveryReport[]; received: readonly WebhookState[] }>;
}

export interface WebhookManagementOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  sessions: Sessions;
  states: WebhookStates;
  /** Where the PSA reaches us, without a trailing slash. */
  publicUrl: string;
  clock: Clock;
}

const TIMEOUT_MS = 120_000;

export function createWebhookManagement(options: WebhookManagementOptions): WebhookManagement {
  const { definition, integrations, sessions, states, publicUrl, clock } = options;

  function endpointOf(integration: Integration): WebhookEndpoint {
    const base = `${publicUrl}/v1/webhooks/${definition.provider}/${integration._id}/${integration.webhooks.token}`;
    return { url: (channel) => `${base}/${encodeURIComponent(channel)}`, secret: webhookSecret(integration, integrations) };
  }

  function open(integration: Integration): {
    part: WebhooksPart<unknown, { [key: string]: unknown }>;
    context: AnyContext;
    endpoint: WebhookEndpoint;
  } {
    const part = definition.webhooks;
    if (!part) throw notFound('no_webhooks', `${definition.displayName} has no webhooks.`);
    const { context } = sessions.open({ integration, lane: 'interactive', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { part, context, endpoint: endpointOf(integration) };
  }

  async function keep(integration: Integration, installed: readonly InstalledWebhook[]): Promise<void> {
    await integrations.change(integration.tenantId, integration._id, (current) => ({
      ...current,
      webhooks: { ...current.webhooks, installed, checkedAt: clock.now() },
    }));
  }

  return {
    async list(integration) {
      const { part, context, endpoint } = open(integration);
      return part.list(context, endpoint);
    },
    async install(integration) {
      const { part, context, endpoint } = open(integration);
      const installed = await part.install(context, endpoint);
      await keep(integration, installed);
      return installed;
    },
    async uninstall(integration) {
      const { part, context, endpoint } = open(integration);
      await part.uninstall(context, endpoint);
      await keep(integration, []);
    },
    async report(integration) {
      const { part, context, endpoint } = open(integration);
      const failures = (await part.report?.(context, endpoint)) ?? [];
      return { failures, received: await states.list(integration.tenantId, integration._id) };
    },
  };
}
