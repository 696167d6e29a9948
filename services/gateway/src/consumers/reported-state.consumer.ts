import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import { ENDPOINT_TYPE } from '../domain/partner/endpoint-result.ts';
import { REPORTING } from '../domain/reported-state.ts';
import type { RepeatReport } from '../usecases/public-api/report-sync-state.ts';

/** Retries of what partners reported, and of endpoints of theirs that were disabled: no connector of ours can carry them out. */
export function reportedStateConsumer(
  repeatReport: RepeatReport,
  enableEndpoint: (tenantId: string, endpointId: string) => Promise<void>,
): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-reported-states`,
    topic: topics.commands(REPORTING),
    subscriptions: [
      on(events.retryWork, ({ entityType, entityId }, { envelope: { tenantId } }) =>
        entityType === ENDPOINT_TYPE ? enableEndpoint(tenantId, entityId) : repeatReport(tenantId, { entityType, entityId }),
      ),
    ],
  });
}
