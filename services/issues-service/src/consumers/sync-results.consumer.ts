import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../domain/issue-events.ts';
import type { makeRecordResult } from '../usecases/record-result.ts';
import { toEntityResult } from './sync-result.mapping.ts';

/** Results of operations on PSA entities, in; issues, out. */
export function syncResultsConsumer({ recordResult }: { recordResult: ReturnType<typeof makeRecordResult> }): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.syncResults,
    subscriptions: [
      on(events.syncResult, async (data, { envelope }) => {
        const isNews = await recordResult(toEntityResult(envelope.tenantId, data));
        return isNews ? undefined : drop('not_newer');
      }),
    ],
  });
}
