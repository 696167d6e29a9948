import { events, topics, type Envelope, type SyncResult } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition, type Delivered, type Dropped } from '@psa-bridge/messaging';
import type { EntityResult } from '../domain/entity-result.ts';
import { SERVICE_NAME } from '../domain/issue-events.ts';
import type { makeRecordResults } from '../usecases/record-results.ts';
import { toEntityResult } from './sync-result.mapping.ts';

const NOT_NEWER = drop('not_newer');

/** Results of operations on PSA entities, in; issues, out. */
export function syncResultsConsumer({
  recordResults,
}: {
  recordResults: ReturnType<typeof makeRecordResults>;
}): ConsumerDefinition {
  async function together(delivered: readonly Delivered<typeof events.syncResult>[]): Promise<readonly (Dropped | undefined)[]> {
    const results = delivered.map(({ data, envelope }) => resultOf(data, envelope));
    const news = new Map<EntityResult, boolean>();
    for (const [tenantId, own] of Map.groupBy(results, (result) => result.tenantId)) {
      const isNews = await recordResults(tenantId, own);
      own.forEach((result, at) => news.set(result, isNews[at] ?? false));
    }
    return results.map((result) => (news.get(result) ? undefined : NOT_NEWER));
  }

  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.syncResults,
    subscriptions: [on(events.syncResult, async (data, { envelope }) => (await together([{ data, envelope }]))[0], together)],
  });
}

/** What it causes goes on in the trace that it was made in. */
function resultOf(data: SyncResult, { tenantId, traceparent }: Envelope): EntityResult {
  const result = toEntityResult(tenantId, data);
  return traceparent === undefined ? result : { ...result, traceparent };
}
