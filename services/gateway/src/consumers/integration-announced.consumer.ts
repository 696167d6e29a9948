import { events, timestampDate, topics, type IntegrationAnnounced } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { Integration } from '../domain/integration.ts';
import type { IntegrationDirectory } from '../ports.ts';

const STATES: readonly string[] = ['connecting', 'connected', 'auth_failed', 'removed'] satisfies Integration['state'][];

/** Keeps the directory in step with what the connectors announce. */
export function integrationAnnouncedConsumer({ directory }: { directory: IntegrationDirectory }): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.integrations,
    subscriptions: [
      on(events.integrationAnnounced, async (announced, { envelope }) => {
        if (!STATES.includes(announced.state)) return drop('unknown_state');
        await directory.announce(envelope.tenantId, toIntegration(announced, envelope.time));
      }),
    ],
  });
}

function toIntegration(announced: IntegrationAnnounced, sentAt: Date): Integration {
  return {
    id: announced.integrationId,
    provider: announced.provider,
    name: announced.name,
    state: announced.state as Integration['state'],
    isPushPaused: announced.pushPaused,
    isPullPaused: announced.pullPaused,
    updatedAt: announced.updatedAt ? timestampDate(announced.updatedAt) : sentAt,
  };
}
