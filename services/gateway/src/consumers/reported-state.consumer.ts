import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import { REPORTING } from '../domain/reported-state.ts';
import type { RepeatReport } from '../usecases/public-api/report-sync-state.ts';

/** Retries of what partners reported: no connector of ours can carry them out. */
export function reportedStateConsumer(repeatReport: RepeatReport): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-reported-states`,
    topic: topics.commands(REPORTING),
    subscriptions: [
      on(events.retryWork, ({ entityType, entityId }, { envelope: { tenantId } }) =>
        repeatReport(tenantId, { entityType, entityId }),
      ),
    ],
  });
}
