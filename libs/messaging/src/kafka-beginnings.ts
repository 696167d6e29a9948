import type { Admin, Consumer } from 'kafkajs';
import { partitionKey } from './partition-pauses.ts';
import type { TopicPartition } from './port.ts';

/** A place in a partition, as the client names it. */
export interface KafkaPosition extends TopicPartition {
  offset: string;
}

const NOTHING_STORED = '-1';

/** What the broker knows of a group and a partition. */
export interface GroupPosition extends TopicPartition {
  /** The first message that is kept. */
  low: string;
  /** The offset after the last message. */
  high: string;
  /** Where the group reads on, once it has stored that. */
  stored?: string;
}

export async function groupPositions(
  admin: Pick<Admin, 'fetchOffsets' | 'fetchTopicOffsets'>,
  group: string,
  topics: readonly string[],
): Promise<GroupPosition[]> {
  const stored = new Map(
    (await admin.fetchOffsets({ groupId: group, topics: [...topics] })).flatMap(({ topic, partitions }) =>
      partitions
        .filter(({ offset }) => offset !== NOTHING_STORED)
        .map(({ partition, offset }) => [partitionKey({ topic, partition }), offset] as const),
    ),
  );
  const found = topics.map(async (topic) =>
    (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }): GroupPosition => {
      const offset = stored.get(partitionKey({ topic, partition }));
      return { topic, partition, low, high, ...(offset === undefined ? {} : { stored: offset }) };
    }),
  );
  return (await Promise.all(found)).flat();
}

/** The ends, as they are now, of the partitions for which the group has stored nothing. */
export function unreadEnds(positions: readonly GroupPosition[]): KafkaPosition[] {
  return positions
    .filter(({ stored }) => stored === undefined)
    .map(({ topic, partition, high }) => ({ topic, partition, offset: high }));
}

/** Where one member begins in partitions that its group has not touched. */
export interface KafkaBeginnings {
  /** Before the member joins: what is published from now on will be read. */
  note(positions: readonly KafkaPosition[]): void;
  /** The member has these partitions now, and has fetched nothing yet. */
  joined(consumer: Pick<Consumer, 'seek'>, assigned: readonly TopicPartition[]): void;
  /** Stores where it began, once; only a client that fetches can store. What fails is set, and stored, once more after joining again. */
  store(consumer: Pick<Consumer, 'commitOffsets'>): void;
  /** Resolves when nothing is being stored. */
  settled(): Promise<void>;
}

/**
 * The client's own way to begin at the end looks for it at the first fetch, and again after each time of joining, and so
 * passes over what came meanwhile. Here the place is known before, and stored at once: from then on the group goes on there.
 */
export function createKafkaBeginnings(): KafkaBeginnings {
  let beginnings: readonly KafkaPosition[] = [];
  let unstored: readonly KafkaPosition[] = [];
  let storing = Promise.resolve();
  return {
    note(positions) {
      beginnings = positions;
    },
    joined(consumer, assigned) {
      const mine = new Set(assigned.map(partitionKey));
      unstored = beginnings.filter((position) => mine.has(partitionKey(position)));
      for (const position of unstored) consumer.seek(position);
    },
    store(consumer) {
      if (unstored.length === 0) return;
      storing = consumer.commitOffsets([...unstored]).then(
        () => void (beginnings = []),
        () => undefined,
      );
      unstored = [];
    },
    settled: () => storing,
  };
}
