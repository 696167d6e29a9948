import type { Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { partitionKey } from './partition-pauses.ts';
import type { PartitionBatch, PartitionPosition, TopicPartition } from './port.ts';

/** How far a group is behind, as this member sees it. */
export interface ConsumerProgress {
  /** The first `handled` messages of the batch are done. */
  record(batch: PartitionBatch, handled: number): void;
  /** What the broker says of partitions: while nothing is handled, only it knows what comes. */
  learn(positions: readonly PartitionPosition[]): void;
  /** Something is known to wait. */
  isBehind(): boolean;
  /** Sets the gauges; partitions that are not assigned any more count no more. */
  report(assigned: readonly TopicPartition[]): void;
}

interface Position {
  topic: string;
  next: bigint;
  end: bigint;
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
      ofTopic.reduce((sum, position) => sum + lagOf(position), 0),
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
      const position = { topic, next, end: highWatermark };
      // Where more waits at the broker than was handed out, it is not older than the last that was.
      const oldest = lagOf(position) > 0 ? (waiting ?? last)?.timestamp.getTime() : undefined;
      positions.set(partitionKey(batch), { ...position, oldest });
    },
    learn(learnt) {
      for (const { topic, partition, next, end } of learnt) {
        const key = partitionKey({ topic, partition });
        const known = positions.get(key);
        const position = { topic, next: later(known?.next, next), end: later(known?.end, end) };
        // How old a message is that nobody has fetched is not known: its age counts from when it was noticed.
        const oldest = lagOf(position) > 0 ? (known?.oldest ?? clock.now().getTime()) : undefined;
        positions.set(key, { ...position, oldest });
      }
    },
    isBehind: () => [...positions.values()].some((position) => lagOf(position) > 0),
    report(assigned) {
      const current = new Set(assigned.map(partitionKey));
      for (const key of positions.keys()) if (!current.has(key)) positions.delete(key);
      for (const topic of topics) reportTopic(topic);
    },
  };
}

function lagOf({ next, end }: Pick<Position, 'next' | 'end'>): number {
  return end > next ? Number(end - next) : 0;
}

function later(known: bigint | undefined, learnt: bigint): bigint {
  return known !== undefined && known > learnt ? known : learnt;
}
