import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import { IDENTITY } from '../domain/link-issue.ts';

/** Retries of issues that this service told of: the user's contact is looked for again (IS-03, IS-11). */
export function retriesConsumer(relink: (tenantId: string, userId: string) => Promise<boolean>): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-retries`,
    topic: topics.commands(IDENTITY),
    subscriptions: [
      on(events.retryWork, async ({ entityType, entityId }, { envelope }) => {
        const isDone = entityType === 'user' && (await relink(envelope.tenantId, entityId));
        return isDone ? undefined : drop('unknown_user');
      }),
    ],
  });
}
