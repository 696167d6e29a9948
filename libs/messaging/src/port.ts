import type { BusMessage, TopicSpec } from '@psa-bridge/contracts';

/** A message as it came from the broker: nothing is decoded yet. */
export interface ReceivedMessage {
  topic: string;
  partition: number;
  offset: bigint;
  /** Header values that are not text are left out. */
  headers: Readonly<Record<string, string>>;
  key: string;
  value: Uint8Array;
  /** The broker's time. */
  timestamp: Date;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Where a group stands in a partition. */
export interface PartitionPosition extends TopicPartition {
  /** The first offset that is not stored as done. */
  next: bigint;
  /** The broker's offset after the last message there is. */
  end: bigint;
}

/** A run of messages of one partition, in order, with the means to go on safely. */
export interface PartitionBatch {
  topic: string;
  partition: number;
  messages: readonly ReceivedMessage[];
  /** The broker's offset after the last message there is; lag is this minus the next offset. */
  highWatermark: bigint;
  /**
   * Every message up to and including this offset is done: the only way an offset is ever stored. It still counts after an abort
   * (drain), and stores nothing once the batch has ended or the partition belongs to another member (fence).
   */
  done(offset: bigint): void;
  /** Keeps the membership alive during long work. */
  heartbeat(): Promise<void>;
  /** Aborted when the partition is revoked or the consumer stops: what is not `done` then is read again by someone. */
  signal: AbortSignal;
}

export interface BusConsumerOptions {
  group: string;
  topics: readonly TopicSpec[];
  /**
   * Where the group begins in partitions for which it has stored nothing: at the first message that is kept (the default), or
   * at what is published once `start` was called. Later it goes on where it stood.
   */
  from?: 'earliest' | 'latest';
  /** Partitions handled at the same time. */
  concurrency: number;
  /**
   * What is not `done` when it resolves comes again in the next batch. A rejection stops the partition where it stands; after a
   * pause (until the error's `retryAt`, else a growing one) it is read again from the last `done`. Other partitions go on.
   */
  onBatch: (batch: PartitionBatch) => Promise<void>;
}

export interface BusConsumer {
  start(): Promise<void>;
  /** Stops taking messages, lets the running batches end, stores offsets, leaves the group. */
  stop(): Promise<void>;
  /** Stops fetching without leaving the group; used while a dependency is down. */
  pause(): void;
  resume(): void;
  /** When the consumer's loop last turned, for liveness. */
  lastTick(): Date;
  /** True once the group has told this member its partitions; there may be none when members outnumber them. */
  isJoined(): boolean;
  /** The partitions that are this member's now. */
  assigned(): readonly TopicPartition[];
  /** Where the group stands in this member's partitions, asked from the broker: known also while nothing is fetched. */
  positions(): Promise<readonly PartitionPosition[]>;
}

/** The message bus. Two adapters: Kafka (kafkajs) and memory. */
export interface MessageBus {
  /** Resolves when the broker has all of them safely; messages of one key keep their order. */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void>;
  consumer(options: BusConsumerOptions): BusConsumer;
  /** Makes the topics that are missing. */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** Reads what a topic holds now, partition by partition, and ends: for dead letters, replays and tests. */
  readAll(topic: string): AsyncIterable<ReceivedMessage>;
  isHealthy(): Promise<boolean>;
  start(): Promise<void>;
  close(): Promise<void>;
}
