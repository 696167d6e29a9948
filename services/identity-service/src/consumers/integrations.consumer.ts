import { events, timestampDate, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { makeNoteIntegration } from '../usecases/people/note-integration.ts';

/** Which PSAs a tenant has: sign-ins ask for it, and issues name it. */
export function integrationsConsumer(noteIntegration: ReturnType<typeof makeNoteIntegration>): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-integrations`,
    topic: topics.integrations,
    subscriptions: [
      on(events.integrationAnnounced, async ({ integrationId: _id, provider, name, state, updatedAt }, { envelope }) => {
        if (!_id) return drop('incomplete');
        const at = updatedAt ? timestampDate(updatedAt) : envelope.time;
        return noteIntegration(envelope.tenantId, { _id, provider, name, isRemoved: state === 'removed', updatedAt: at });
      }),
    ],
  });
}
