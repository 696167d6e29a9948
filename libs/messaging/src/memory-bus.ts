import type { BackoffPolicy, Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { createMemoryConsumer } from './memory-consumer.ts';
import { createMemoryGroup, type MemoryGroup } from './memory-group.ts';
import { createMemoryLog } from './memory-log.ts';
import { assertPublishable } from './message-size.ts';
import { DEFAULT_BACKOFF } from './partition-pauses.ts';
import type { MessageBus, ReceivedMessage } from './port.ts';

export interface MemoryBusOptions {
  clock: Clock;
  metrics?: Metrics;
  /** Waits of a partition whose batch failed. */
  backoff?: BackoffPolicy;
  /** How long a member may take to end its batches before its partitions move without it; as long as Kafka's rebalance timeout. */
  drainMs?: number;
}

/**
 * The message bus within one process: partitions, groups and offsets as on Kafka, nothing outlives the process. Compacted
 * topics keep every message, as Kafka does until it compacts.
 */
export function createMemoryBus(options: MemoryBusOptions): MessageBus {
  const { clock, metrics, backoff = DEFAULT_BACKOFF, drainMs = 60_000 } = options;
  const log = createMemoryLog(clock);
  const groups = new Map<string, MemoryGroup>();
  const listeners = new Set<() => void>();

  function groupNamed(name: string): MemoryGroup {
    const group = groups.get(name) ?? createMemoryGroup({ clock, partitionsOf: log.partitions, drainMs });
    groups.set(name, group);
    return group;
  }

  function onPublished(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async function* readAll(topic: string): AsyncGenerator<ReceivedMessage> {
    const ends = Array.from({ length: log.partitions(topic) }, (_, partition) => log.end(topic, partition));
    for (const [partition, end] of ends.entries()) yield* log.read(topic, partition, 0n, Number(end));
  }

  return {
    async publish(topic, messages) {
      assertPublishable(topic, messages);
      log.append(topic, messages);
      metrics?.count('psa_bridge_published_total', { topic }, messages.length);
      for (const listener of listeners) listener();
    },
    consumer: (consumerOptions) =>
      createMemoryConsumer(consumerOptions, { clock, log, backoff, onPublished, group: groupNamed(consumerOptions.group) }),
    async ensureTopics(topics) {
      for (const spec of topics) log.ensure(spec);
    },
    readAll,
    isHealthy: () => Promise.resolve(true),
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
