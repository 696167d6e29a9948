import { events, Outcome, topics } from '@psa-bridge/contracts';
import { defineConsumer, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import { problem } from '../domain/problem.ts';
import { PROVIDER } from '../domain/sync-result.ts';
import type { NoteReading } from '../usecases/engine/note-reading.ts';

/** Of all that connectors tell, how the reading of posted invoices as a whole goes; one invoice of ours has another id. */
export function readingsConsumer({ noteReading }: { noteReading: NoteReading }): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-readings`,
    topic: topics.syncResults,
    subscriptions: [
      on(events.syncResult, async (result, { envelope: { tenantId } }) => {
        const { provider, entityType, entityId, integrationId, outcome, failure } = result;
        if (provider === PROVIDER || entityType !== 'invoice' || entityId !== integrationId) return;
        const isUnread = outcome !== Outcome.SUCCEEDED && failure !== undefined;
        const said = isUnread ? { problem: problem(failure.code, failure.message, failure.remedy) } : {};
        await noteReading({ tenantId, integrationId, ...said });
      }),
    ],
  });
}
