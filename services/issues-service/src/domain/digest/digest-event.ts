import { entityKey, events, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { SERVICE_NAME } from '../issue-events.ts';
import type { Digest } from './digest.ts';
import type { DigestSubscription } from './subscription.ts';

/** A digest as an event, for whoever is told otherwise than by mail. */
export function digestEvent({ _id, tenantId }: Pick<DigestSubscription, '_id' | 'tenantId'>, digest: Digest): OutboxEvent {
  const { at, causes, moreCauses, openIssues } = digest;
  return newEvent(events.issueDigest, {
    ...{ id: digest.id, topic: topics.issues.name, key: entityKey(tenantId, 'issue_digest', _id) },
    ...{ source: SERVICE_NAME, tenantId, at },
    data: {
      ...{ subscriptionId: _id, occurredAt: timestampFromDate(at), moreCauses, openIssues },
      causes: causes.map(({ cause, open, ...told }) => ({ ...told, causeId: cause, openIssues: open })),
    },
  });
}
