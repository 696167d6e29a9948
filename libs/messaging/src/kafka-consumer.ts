import type { Consumer, ConsumerCrashEvent, Kafka, Offsets } from 'kafkajs';
import { backoffMs, type BackoffPolicy, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { createKafkaBatches } from './kafka-batches.ts';
import { createKafkaBeginnings, unreadEnds, type GroupPosition } from './kafka-beginnings.ts';
import { fromKafkaError } from './kafka-errors.ts';
import { createPartitionPauses, partitionKey } from './partition-pauses.ts';
import type { BusConsumer, BusConsumerOptions, PartitionPosition, TopicPartition } from './port.ts';

/** How a group notices that a member is gone. The broker's limits hold: by default it refuses sessions under 6 seconds. */
export interface KafkaGroupTimings {
  /** A member that is silent for so long has its partitions taken. */
  sessionTimeoutMs: number;
  /** A member that takes longer to end its batches has its partitions taken without that. */
  rebalanceTimeoutMs: number;
  heartbeatMs: number;
  /** How long a fetch waits for a first message; also how soon a resumed partition is looked at. */
  maxWaitMs: number;
}

export interface KafkaConsumerDeps {
  kafka: Kafka;
  clock: Clock;
  logger: Logger;
  backoff: BackoffPolicy;
  timings: KafkaGroupTimings;
  positions: (group: string, topics: readonly string[]) => Promise<GroupPosition[]>;
}

export function createKafkaConsumer(options: BusConsumerOptions, deps: KafkaConsumerDeps): BusConsumer {
  const { clock, logger, timings } = deps;
  const { group } = options;
  const consumer = openConsumer(group, deps);
  const topicNames = options.topics.map((topic) => topic.name);
  const wholeTopics = topicNames.map((topic) => ({ topic }));
  const stopped = new AbortController();
  const beginnings = createKafkaBeginnings();
  let assigned: readonly TopicPartition[] = [];
  let lastTurn = clock.now();
  let crashes = 0;
  let isJoined = false;
  let isHeld = false;
  let isStopping = false;

  const pauses = createPartitionPauses({ clock, backoff: deps.backoff, onResume: resumePartition });
  const batches = createKafkaBatches({
    onBatch: options.onBatch,
    clock,
    heartbeatMs: timings.heartbeatMs,
    isHeld: (where) => isStopping || isHeld || pauses.isPaused(where),
    onProgress: pauses.progress,
    onFailure: pausePartition,
    onTurn: turn,
  });

  function pausePartition(where: TopicPartition, error: unknown): void {
    pauses.fail(where, error);
    if (isJoined) consumer.pause([onePartition(where)]);
  }

  function resumePartition(where: TopicPartition): void {
    if (isJoined && !isHeld) consumer.resume([onePartition(where)]);
  }

  function pause(): void {
    isHeld = true;
    if (isJoined) applyPauses();
  }

  function resume(): void {
    isHeld = false;
    if (!isJoined) return;
    consumer.resume(wholeTopics);
    applyPauses();
  }

  function turn(): void {
    lastTurn = clock.now();
  }

  /** Pauses belong to the client's membership; ours outlive it. */
  function applyPauses(): void {
    consumer.pause(isHeld ? wholeTopics : pauses.paused().map(onePartition));
  }

  function onJoined(memberAssignment: Record<string, readonly number[]>): void {
    assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    batches.joined();
    beginnings.joined(consumer, assigned);
    isJoined = true;
    crashes = 0;
    applyPauses();
    logger.info({ group, partitions: assigned.length }, 'consumer_joined');
  }

  /** The client restarts by itself after failures that it finds passing; after all others we do. */
  async function onCrash({ payload }: ConsumerCrashEvent): Promise<void> {
    isJoined = false;
    assigned = [];
    logger.warn({ group, err: payload.error, restartsItself: payload.restart }, 'consumer_crashed');
    if (payload.restart || isStopping) return;
    crashes += 1;
    try {
      await clock.sleep(backoffMs(deps.backoff, crashes), stopped.signal);
      await run();
    } catch {
      // Stopped meanwhile; what fails while running is told as the next crash.
    }
  }

  function listen(): void {
    const { GROUP_JOIN, FETCH_START, FETCH, REBALANCING, CRASH } = consumer.events;
    for (const event of [FETCH_START, FETCH, REBALANCING, GROUP_JOIN, CRASH]) consumer.on(event as typeof FETCH, turn);
    consumer.on(FETCH_START, () => beginnings.store(consumer));
    consumer.on(GROUP_JOIN, ({ payload }) => onJoined(payload.memberAssignment));
    consumer.on(CRASH, (event) => void onCrash(event));
  }

  function run(): Promise<void> {
    return consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: options.concurrency,
      eachBatch: batches.handle,
    });
  }

  async function start(): Promise<void> {
    try {
      listen();
      if (options.from === 'latest') beginnings.note(unreadEnds(await deps.positions(group, topicNames)));
      await consumer.connect();
      await consumer.subscribe({ topics: topicNames, fromBeginning: true });
      batches.keepAlive(stopped.signal).catch(() => undefined);
      await run();
    } catch (error) {
      throw fromKafkaError(error, `Starting the consumer ${group}`);
    }
  }

  async function stop(): Promise<void> {
    isStopping = true;
    pauses.stop();
    batches.abort();
    await beginnings.settled();
    if (isJoined) await batches.storeRest((offsets) => commit(consumer, offsets)).catch(() => undefined);
    await consumer.stop();
    stopped.abort();
    await consumer.disconnect().catch(() => undefined);
    isJoined = false;
    assigned = [];
  }

  async function positions(): Promise<PartitionPosition[]> {
    const mine = new Set(assigned.map(partitionKey));
    const all = await deps.positions(group, topicNames);
    return all
      .filter((position) => mine.has(partitionKey(position)))
      .map(({ topic, partition, low, high, stored }) => {
        const beginning = options.from === 'latest' ? high : low;
        return { topic, partition, next: BigInt(stored ?? beginning), end: BigInt(high) };
      });
  }

  return { start, stop, pause, resume, lastTick: () => lastTurn, isJoined: () => isJoined, assigned: () => assigned, positions };
}

function openConsumer(group: string, { kafka, timings }: KafkaConsumerDeps): Consumer {
  return kafka.consumer({
    groupId: group,
    sessionTimeout: timings.sessionTimeoutMs,
    rebalanceTimeout: timings.rebalanceTimeoutMs,
    heartbeatInterval: timings.heartbeatMs,
    maxWaitTimeInMs: timings.maxWaitMs,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 150, maxRetryTime: 5_000, retries: 8, restartOnFailure: () => Promise.resolve(true) },
  });
}

function onePartition({ topic, partition }: TopicPartition): { topic: string; partitions: number[] } {
  return { topic, partitions: [partition] };
}

function commit(consumer: Consumer, { topics }: Offsets): Promise<void> {
  return consumer.commitOffsets(
    topics.flatMap(({ topic, partitions }) => partitions.map((position) => ({ topic, ...position }))),
  );
}
