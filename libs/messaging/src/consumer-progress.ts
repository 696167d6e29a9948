import type { Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { partitionKey } from './partition-pauses.ts';
import type { PartitionBatch, TopicPartition } from './port.ts';

/** How far a group is behind, as this member sees it. */
export interface ConsumerProgress {
  /** The first `handled` messages of the batch are done. */
  record(batch: PartitionBatch, handled: number): void;
  /** Sets the gauges; partitions that are not assigned any more count no more. */
  report(assigned: readonly TopicPartition[]): void;
}

interface Position {
  topic: string;
  lag: number;
  /** Time in milliseconds of the oldest message that is not done, where one waits. */
  oldest: number | undefined;
}

export function createConsumerProgress(
  group: string,
  topics: readonly string[],
  { clock, metrics }: { clock: Clock; metrics: Metrics },
): ConsumerProgress {
  const positions = new Map<string, Position>();

  function reportTopic(topic: string): void {
    const ofTopic = [...positions.values()].filter((position) => position.topic === topic);
    const now = clock.now().getTime();
    const ages = ofTopic.map(({ oldest }) => (oldest === undefined ? 0 : Math.max(0, now - oldest) / 1000));
    metrics.gauge(
      'psa_bridge_consumer_lag_messages',
      ofTopic.reduce((sum, { lag }) => sum + lag, 0),
      { topic, group },
    );
    metrics.gauge('psa_bridge_consumer_oldest_age_seconds', Math.max(0, ...ages), { topic, group });
  }

  return {
    record(batch, handled) {
      const { topic, messages, highWatermark } = batch;
      const waiting = messages[handled];
      const last = messages[messages.length - 1];
      const next = waiting?.offset ?? (last?.offset ?? -1n) + 1n;
      const lag = Math.max(0, Number(highWatermark - next));
      // Where more waits at the broker than was handed out, it is not older than the last that was.
      const oldest = lag > 0 ? (waiting ?? last)?.timestamp.getTime() : undefined;
      positions.set(partitionKey(batch), { topic, lag, oldest });
    },
    report(assigned) {
      const current = new Set(assigned.map(partitionKey));
      for (const key of positions.keys()) if (!current.has(key)) positions.delete(key);
      for (const topic of topics) reportTopic(topic);
    },
  };
}
