import type { Consumer, ConsumerCrashEvent, EachBatchPayload, Kafka } from 'kafkajs';
import type { BackoffPolicy, Clock } from '@psa-bridge/core';
import { backoffMs } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { createBatchRun, type BatchResult, type BatchRun } from './batch-run.ts';
import { createKafkaCommits } from './kafka-commits.ts';
import { fromKafkaError, isMembershipLost, untilTopicsSettle } from './kafka-errors.ts';
import { fromKafkaMessage } from './kafka-message.ts';
import { createPartitionPauses } from './partition-pauses.ts';
import type { BusConsumer, BusConsumerOptions, TopicPartition } from './port.ts';

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
}

interface Active {
  run: BatchRun;
  payload: EachBatchPayload;
}

const MAX_BYTES_PER_PARTITION = 1024 * 1024;

export function createKafkaConsumer(options: BusConsumerOptions, deps: KafkaConsumerDeps): BusConsumer {
  const { clock, logger, timings } = deps;
  const consumer = openConsumer(options.group, deps);
  const active = new Set<Active>();
  const commits = createKafkaCommits();
  const pauses = createPartitionPauses({ clock, backoff: deps.backoff, onResume: resumePartition });
  const stopped = new AbortController();
  let assigned: readonly TopicPartition[] = [];
  let lastTurn = clock.now();
  let crashes = 0;
  let isJoined = false;
  let isHeld = false;
  let isStopping = false;
  /** Set while the group waits for this member to end its batches and join again. */
  let revocation: { error: unknown } | undefined;

  const topicNames = options.topics.map((topic) => topic.name);
  const wholeTopics = topicNames.map((topic) => ({ topic }));
  const turn = (): void => void (lastTurn = clock.now());

  function revoke(error: unknown): void {
    revocation = { error };
    for (const { run } of active) run.abort();
  }

  async function onBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    turn();
    if (revocation) throw revocation.error;
    if (isStopping || isHeld || pauses.isPaused({ topic, partition })) return;
    const entry = { payload, run: startRun(payload) };
    active.add(entry);
    const result = await entry.run.run(options.onBatch);
    active.delete(entry);
    turn();
    await settle(payload, result);
  }

  function startRun(payload: EachBatchPayload): BatchRun {
    const { topic, partition, messages, highWatermark } = payload.batch;
    const received = messages.map((message) => fromKafkaMessage(topic, partition, message));
    // Behind the last message there may be records that are never handed out, such as markers of transactions.
    const isEnd = BigInt(payload.batch.lastOffset()) + 1n >= BigInt(highWatermark);
    const end = isEnd ? (received[received.length - 1]?.offset ?? -1n) + 1n : BigInt(highWatermark);
    return createBatchRun({ topic, partition, messages: received, highWatermark: end, heartbeat: () => beat(payload) });
  }

  async function settle(payload: EachBatchPayload, { next, failure }: BatchResult): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    if (next !== undefined) {
      const isWhole = String(next - 1n) === messages[messages.length - 1]?.offset;
      payload.resolveOffset(String(next - 1n));
      commits.record({ topic, partition }, isWhole ? BigInt(payload.batch.lastOffset()) + 1n : next);
      pauses.progress({ topic, partition });
    }
    if (failure) {
      pauses.fail({ topic, partition }, failure.error);
      if (isJoined) consumer.pause([{ topic, partitions: [partition] }]);
    }
    await store(payload);
    if (revocation) throw revocation.error;
  }

  async function store(payload: EachBatchPayload): Promise<void> {
    try {
      await commits.flush(payload.commitOffsetsIfNecessary);
    } catch (error) {
      if (isMembershipLost(error)) revoke(error);
      throw error;
    }
  }

  async function beat(payload: EachBatchPayload): Promise<void> {
    try {
      await payload.heartbeat();
    } catch (error) {
      if (isMembershipLost(error)) revoke(error);
    }
  }

  /** Handlers may take long: meanwhile the membership is kept alive and progress is stored. */
  async function keepAlive(): Promise<void> {
    let before = '';
    for (;;) {
      await clock.sleep(timings.heartbeatMs / 2, stopped.signal);
      const [some] = active;
      if (!some) continue;
      await beat(some.payload);
      const progress = [...active].map(({ run }) => `${run.topic}/${run.partition}:${run.next() ?? ''}`).join();
      if (progress !== before) turn();
      before = progress;
      for (const { run } of active) {
        const next = run.next();
        if (next !== undefined) commits.record(run, next);
      }
      await store(some.payload).catch(() => undefined);
    }
  }

  function resumePartition({ topic, partition }: TopicPartition): void {
    if (isJoined && !isHeld) consumer.resume([{ topic, partitions: [partition] }]);
  }

  /** Pauses belong to the client's membership; ours outlive it. */
  function applyPauses(): void {
    if (isHeld) consumer.pause(wholeTopics);
    else consumer.pause(pauses.paused().map(({ topic, partition }) => ({ topic, partitions: [partition] })));
  }

  function onJoined(memberAssignment: Record<string, readonly number[]>): void {
    assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    commits.clear();
    revocation = undefined;
    isJoined = true;
    crashes = 0;
    applyPauses();
    logger.info({ group: options.group, partitions: assigned.length }, 'consumer_joined');
  }

  /** The client restarts by itself after failures that it finds passing; after all others we do. */
  async function onCrash({ payload }: ConsumerCrashEvent): Promise<void> {
    isJoined = false;
    assigned = [];
    logger.warn({ group: options.group, err: payload.error, restartsItself: payload.restart }, 'consumer_crashed');
    if (payload.restart || isStopping) return;
    crashes += 1;
    try {
      await clock.sleep(backoffMs(deps.backoff, crashes), stopped.signal);
      await run();
    } catch {
      // Stopped meanwhile: what fails while running is reported as the next crash.
    }
  }

  function run(): Promise<void> {
    return consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: options.concurrency,
      eachBatch: onBatch,
    });
  }

  function listen(): void {
    const { GROUP_JOIN, FETCH_START, FETCH, REBALANCING, CRASH } = consumer.events;
    consumer.on(GROUP_JOIN, ({ payload }) => onJoined(payload.memberAssignment));
    consumer.on(CRASH, onCrash);
    for (const event of [GROUP_JOIN, FETCH_START, FETCH, REBALANCING, CRASH]) consumer.on(event as typeof FETCH, turn);
  }

  async function start(): Promise<void> {
    try {
      listen();
      await consumer.connect();
      await untilTopicsSettle(clock, () => consumer.subscribe({ topics: topicNames, fromBeginning: true }));
      keepAlive().catch(() => undefined);
      await run();
    } catch (error) {
      throw fromKafkaError(error, `Starting the consumer ${options.group}`);
    }
  }

  async function stop(): Promise<void> {
    isStopping = true;
    pauses.stop();
    for (const { run: running } of active) running.abort();
    if (isJoined && commits.isPending()) await commits.flush(storeOutsideBatch).catch(() => undefined);
    await consumer.stop();
    stopped.abort();
    await consumer.disconnect().catch(() => undefined);
    isJoined = false;
    assigned = [];
  }

  function storeOutsideBatch({ topics }: Parameters<EachBatchPayload['commitOffsetsIfNecessary']>[0] & object): Promise<void> {
    return consumer.commitOffsets(
      topics.flatMap(({ topic, partitions }) => partitions.map((position) => ({ topic, ...position }))),
    );
  }

  return {
    start,
    stop,
    pause() {
      isHeld = true;
      if (isJoined) applyPauses();
    },
    resume() {
      isHeld = false;
      if (!isJoined) return;
      consumer.resume(wholeTopics);
      applyPauses();
    },
    lastTick: () => lastTurn,
    isJoined: () => isJoined,
    assigned: () => assigned,
  };
}

function openConsumer(group: string, { kafka, timings }: KafkaConsumerDeps): Consumer {
  return kafka.consumer({
    groupId: group,
    sessionTimeout: timings.sessionTimeoutMs,
    rebalanceTimeout: timings.rebalanceTimeoutMs,
    heartbeatInterval: timings.heartbeatMs,
    maxWaitTimeInMs: timings.maxWaitMs,
    maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 150, maxRetryTime: 5_000, retries: 8, restartOnFailure: () => Promise.resolve(true) },
  });
}
