import type { Clock } from '@psa-bridge/core';
import { partitionKey } from './partition-pauses.ts';
import type { TopicPartition } from './port.ts';

export interface MemoryMember {
  topics: readonly string[];
  /** Aborts the running batches; resolves when they have ended. */
  drain(): Promise<void>;
  /** Fences what still runs, and goes on with these. */
  assign(partitions: readonly TopicPartition[]): void;
}

/** A consumer group: its members, who reads which partition, and what is stored as done. */
export interface MemoryGroup {
  join(member: MemoryMember): Promise<void>;
  leave(member: MemoryMember): Promise<void>;
  /** Where the group reads on. */
  position(partition: TopicPartition): bigint;
  /** Stores where it begins in a partition for which nothing is stored. */
  begin(partition: TopicPartition, at: bigint): void;
  store(partition: TopicPartition, next: bigint): void;
}

export interface MemoryGroupOptions {
  clock: Clock;
  partitionsOf: (topic: string) => number;
  /** How long a member may take to drain before its partitions go to others without it. */
  drainMs: number;
}

export function createMemoryGroup(options: MemoryGroupOptions): MemoryGroup {
  const { clock, partitionsOf, drainMs } = options;
  const offsets = new Map<string, bigint>();
  const members = new Set<MemoryMember>();
  let rebalancing = Promise.resolve();

  /** The members that came to an end in time; the others take part again when they do. */
  async function drainAll(): Promise<Set<MemoryMember>> {
    const drained = new Set<MemoryMember>();
    const deadline = new AbortController();
    const draining = [...members].map(async (member) => {
      await member.drain();
      if (deadline.signal.aborted) void rebalance();
      else drained.add(member);
    });
    const timeout = clock.sleep(drainMs, deadline.signal).catch(() => undefined);
    await Promise.race([Promise.all(draining), timeout]);
    deadline.abort();
    return drained;
  }

  function distribute(active: readonly MemoryMember[]): Map<MemoryMember, TopicPartition[]> {
    const shares = new Map([...members].map((member): [MemoryMember, TopicPartition[]] => [member, []]));
    for (const topic of new Set(active.flatMap((member) => member.topics))) {
      const readers = active.filter((member) => member.topics.includes(topic));
      for (let partition = 0; partition < partitionsOf(topic); partition++) {
        const reader = readers[partition % readers.length];
        if (reader) shares.get(reader)?.push({ topic, partition });
      }
    }
    return shares;
  }

  async function rebalanceNow(): Promise<void> {
    const drained = await drainAll();
    for (const [member, share] of distribute([...members].filter((member) => drained.has(member)))) member.assign(share);
  }

  function rebalance(): Promise<void> {
    rebalancing = rebalancing.then(rebalanceNow);
    return rebalancing;
  }

  return {
    join(member) {
      members.add(member);
      return rebalance();
    },
    async leave(member) {
      await member.drain();
      members.delete(member);
      member.assign([]);
      await rebalance();
    },
    position: (partition) => offsets.get(partitionKey(partition)) ?? 0n,
    begin(partition, at) {
      if (!offsets.has(partitionKey(partition))) offsets.set(partitionKey(partition), at);
    },
    store: (partition, next) => void offsets.set(partitionKey(partition), next),
  };
}
