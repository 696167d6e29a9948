import { events, topics, type Envelope } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition, type Dropped } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { StreamEvent } from '../domain/stream-event.ts';
import type { StreamHub } from '../domain/stream-hub.ts';
import { issueEvent, progressEvent, recordSyncEvent } from './stream-views.ts';

export interface StreamConsumersOptions {
  hub: StreamHub;
  /** Names this replica: each replica reads everything, in groups of its own. */
  replica: string;
  /** Older messages are history, which clients read from the API. */
  startedAt: Date;
}

/** What the browsers of each tenant are told: sync progress, issues, and how operations on records ended. */
export function streamConsumers({ hub, replica, startedAt }: StreamConsumersOptions): readonly ConsumerDefinition[] {
  const group = (name: string): string => `${SERVICE_NAME}-stream-${name}-${replica}`;

  function publish(envelope: Envelope, event: StreamEvent | undefined): Dropped | void {
    if (envelope.time < startedAt) return drop('before_start');
    if (!event) return drop('not_a_record');
    hub.publish(envelope.tenantId, event);
  }

  return [
    defineConsumer({
      group: group('progress'),
      topic: topics.syncProgress,
      subscriptions: [on(events.syncProgress, async (run, { envelope }) => publish(envelope, progressEvent(envelope.id, run)))],
    }),
    defineConsumer({
      group: group('issues'),
      topic: topics.issues,
      subscriptions: [on(events.issueChanged, async (issue, { envelope }) => publish(envelope, issueEvent(envelope.id, issue)))],
    }),
    defineConsumer({
      group: group('results'),
      topic: topics.syncResults,
      subscriptions: [
        on(events.syncResult, async (result, { envelope }) => publish(envelope, recordSyncEvent(envelope.id, result))),
      ],
    }),
  ];
}
