import type { BusMessage, TopicSpec } from '@psa-bridge/contracts';
import { unavailable, type Clock } from '@psa-bridge/core';
import type { ReceivedMessage } from './port.ts';

/** The topics of a memory bus: per partition the messages ever published, the offset being the index. */
export interface MemoryLog {
  ensure(spec: TopicSpec): void;
  append(topic: string, messages: readonly BusMessage[]): void;
  partitions(topic: string): number;
  /** Up to `limit` messages from this offset on. */
  read(topic: string, partition: number, from: bigint, limit: number): readonly ReceivedMessage[];
  /** The offset after the last message. */
  end(topic: string, partition: number): bigint;
}

export function createMemoryLog(clock: Clock): MemoryLog {
  const topics = new Map<string, ReceivedMessage[][]>();

  function partitionsOf(topic: string): ReceivedMessage[][] {
    const partitions = topics.get(topic);
    if (!partitions) throw unavailable('unknown_topic', `The topic ${topic} does not exist.`, { details: { topic } });
    return partitions;
  }

  function appendOne(topic: string, partitions: ReceivedMessage[][], message: BusMessage): void {
    const partition = hash(message.key) % partitions.length;
    const log = partitions[partition] ?? [];
    log.push({
      topic,
      partition,
      offset: BigInt(log.length),
      headers: { ...message.headers },
      key: message.key,
      value: message.value.slice(),
      timestamp: clock.now(),
    });
  }

  return {
    ensure(spec) {
      if (!topics.has(spec.name))
        topics.set(
          spec.name,
          Array.from({ length: spec.partitions }, () => []),
        );
    },
    append(topic, messages) {
      const partitions = partitionsOf(topic);
      for (const message of messages) appendOne(topic, partitions, message);
    },
    partitions: (topic) => partitionsOf(topic).length,
    read: (topic, partition, from, limit) => partitionsOf(topic)[partition]?.slice(Number(from), Number(from) + limit) ?? [],
    end: (topic, partition) => BigInt(partitionsOf(topic)[partition]?.length ?? 0),
  };
}

/** FNV-1a: equal keys meet in one partition, different ones spread. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
