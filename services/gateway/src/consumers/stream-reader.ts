import { decodePayload, events, readEnvelope, topics } from '@psa-bridge/contracts';
import { toAppError } from '@psa-bridge/core';
import type { BusConsumer, MessageBus, PartitionBatch, ReceivedMessage } from '@psa-bridge/messaging';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { StreamEvent } from '../domain/stream-event.ts';
import type { StreamHub } from '../domain/stream-hub.ts';
import { issueEvent, progressEvent, recordSyncEvent } from './stream-views.ts';

export interface StreamReaderOptions {
  bus: MessageBus;
  hub: StreamHub;
  /** Names this replica: each replica reads everything, in a group of its own. */
  replica: string;
  metrics: Metrics;
  log: Logger;
}

type View = (id: string, payload: Uint8Array) => StreamEvent | undefined;

/** What the browsers are told, by type of message. */
const VIEWS: Readonly<Record<string, View>> = {
  [events.syncProgress.type]: (id, payload) => progressEvent(id, decodePayload(events.syncProgress, payload)),
  [events.issueChanged.type]: (id, payload) => issueEvent(id, decodePayload(events.issueChanged, payload)),
  [events.syncResult.type]: (id, payload) => recordSyncEvent(id, decodePayload(events.syncResult, payload)),
};

/** The group as the metrics name it: without the replica, whose names are without end. */
const GROUP = 'gateway-stream';

/**
 * Reads sync progress, issues and results for the streams. It is no consumer of the runtime, because nothing depends on a
 * message read here: what cannot be read is counted and passed over, without a dead letter topic for each replica.
 */
export function createStreamReader({ bus, hub, replica, metrics, log }: StreamReaderOptions): BusConsumer {
  function pass(message: ReceivedMessage): string | undefined {
    const envelope = readEnvelope(message.headers);
    const event = VIEWS[envelope.type]?.(envelope.id, message.value);
    if (!event) return 'not_shown';
    hub.publish(envelope.tenantId, event);
    return undefined;
  }

  function handle(message: ReceivedMessage): void {
    let reason: string | undefined;
    try {
      reason = pass(message);
    } catch (error) {
      const { code } = toAppError(error);
      log.warn(
        { topic: message.topic, partition: message.partition, offset: String(message.offset), code },
        'stream_message_unreadable',
      );
      reason = 'unreadable';
    }
    if (reason !== undefined) metrics.count('psa_bridge_dropped_total', { topic: message.topic, group: GROUP, reason });
  }

  return bus.consumer({
    group: `${GROUP}-${replica}`,
    topics: [topics.syncProgress, topics.issues, topics.syncResults],
    // What was before, clients read from the API.
    from: 'latest',
    concurrency: 3,
    onBatch: async ({ messages, done }: PartitionBatch) => {
      messages.forEach(handle);
      const last = messages.at(-1);
      if (last) done(last.offset);
    },
  });
}
