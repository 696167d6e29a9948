import type { Offsets } from 'kafkajs';
import { partitionKey } from './partition-pauses.ts';
import type { TopicPartition } from './port.ts';

/** What is done but may not be stored yet, of all partitions of one member. */
export interface KafkaCommits {
  record(partition: TopicPartition, next: bigint): void;
  /** Stores everything that is recorded. One request at a time, so that an older offset never overtakes a newer one. */
  flush(store: (offsets: Offsets) => Promise<void>): Promise<void>;
  isPending(): boolean;
  /** A new generation begins: what an old one left unstored is read again. */
  clear(): void;
}

interface Progress extends TopicPartition {
  next: bigint;
  stored: bigint | undefined;
}

export function createKafkaCommits(): KafkaCommits {
  const progress = new Map<string, Progress>();
  let lastFlush = Promise.resolve();

  const pending = (): Progress[] => [...progress.values()].filter(({ next, stored }) => next !== stored);

  async function flushNow(store: (offsets: Offsets) => Promise<void>): Promise<void> {
    const storing = pending().map((entry) => ({ entry, next: entry.next }));
    if (storing.length === 0) return;
    await store({ topics: byTopic(storing.map(({ entry }) => entry)) });
    for (const { entry, next } of storing) entry.stored = next;
  }

  return {
    record({ topic, partition }, next) {
      const known = progress.get(partitionKey({ topic, partition }));
      if (known) known.next = next;
      else progress.set(partitionKey({ topic, partition }), { topic, partition, next, stored: undefined });
    },
    flush(store) {
      const flush = lastFlush.then(() => flushNow(store));
      lastFlush = flush.catch(() => undefined);
      return flush;
    },
    isPending: () => pending().length > 0,
    clear: () => progress.clear(),
  };
}

function byTopic(entries: readonly Progress[]): Offsets['topics'] {
  const topics = new Map<string, Offsets['topics'][number]>();
  for (const { topic, partition, next } of entries) {
    const known = topics.get(topic) ?? { topic, partitions: [] };
    known.partitions.push({ partition, offset: String(next) });
    topics.set(topic, known);
  }
  return [...topics.values()];
}
