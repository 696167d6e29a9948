import type { EachBatchPayload, Offsets } from 'kafkajs';
import type { Clock } from '@psa-bridge/core';
import { createBatchRun, type BatchResult, type BatchRun } from './batch-run.ts';
import { createKafkaCommits } from './kafka-commits.ts';
import { isMembershipLost } from './kafka-errors.ts';
import { fromKafkaMessage } from './kafka-message.ts';
import type { BusConsumerOptions, TopicPartition } from './port.ts';

export interface KafkaBatchesOptions {
  onBatch: BusConsumerOptions['onBatch'];
  clock: Clock;
  heartbeatMs: number;
  /** True while nothing of the partition may be handled. */
  isHeld: (where: TopicPartition) => boolean;
  onProgress: (where: TopicPartition) => void;
  onFailure: (where: TopicPartition, error: unknown) => void;
  /** The loop turned. */
  onTurn: () => void;
}

/** The batches of one member that are being handled, from the client's hands to stored offsets. */
export interface KafkaBatches {
  /** The client's `eachBatch`. When the partitions have to go it throws what the broker said, so that the client joins again. */
  handle(payload: EachBatchPayload): Promise<void>;
  /** Handlers may take long: meanwhile keeps the membership alive and stores progress. Ends when the signal is aborted. */
  keepAlive(signal: AbortSignal): Promise<void>;
  /** A new generation began: what an old one left unstored will be read again. */
  joined(): void;
  abort(): void;
  /** Stores what an earlier failure left unstored. */
  storeRest(store: (offsets: Offsets) => Promise<void>): Promise<void>;
}

interface Active {
  run: BatchRun;
  payload: EachBatchPayload;
}

export function createKafkaBatches(options: KafkaBatchesOptions): KafkaBatches {
  const { clock, onTurn } = options;
  const active = new Set<Active>();
  const commits = createKafkaCommits();
  /** Set while the group waits for this member to end its batches and to join again. */
  let revocation: { error: unknown } | undefined;

  function abort(): void {
    for (const { run } of active) run.abort();
  }

  function revokedBy(error: unknown): void {
    if (!isMembershipLost(error)) return;
    revocation = { error };
    abort();
  }

  async function beat(payload: EachBatchPayload): Promise<void> {
    try {
      await payload.heartbeat();
    } catch (error) {
      // Other failures pass, or the client meets them itself at its next fetch.
      revokedBy(error);
    }
  }

  async function store(payload: EachBatchPayload): Promise<void> {
    try {
      await commits.flush(payload.commitOffsetsIfNecessary);
    } catch (error) {
      revokedBy(error);
      throw error;
    }
  }

  async function settle(payload: EachBatchPayload, { next, failure }: BatchResult): Promise<void> {
    const { batch } = payload;
    if (next !== undefined) {
      payload.resolveOffset(String(next - 1n));
      const isWhole = String(next - 1n) === batch.messages[batch.messages.length - 1]?.offset;
      commits.record(batch, isWhole ? BigInt(batch.lastOffset()) + 1n : next);
      options.onProgress(batch);
    }
    if (failure) options.onFailure(batch, failure.error);
    await store(payload);
    if (revocation) throw revocation.error;
  }

  async function storeProgress(payload: EachBatchPayload): Promise<void> {
    for (const { run } of active) {
      const next = run.next();
      if (next !== undefined) commits.record(run, next);
    }
    await store(payload).catch(() => undefined);
  }

  const progress = (): string => [...active].map(({ run }) => `${run.topic}/${run.partition}:${run.next() ?? ''}`).join();

  return {
    async handle(payload) {
      onTurn();
      if (revocation) throw revocation.error;
      if (options.isHeld(payload.batch)) return;
      const entry = { payload, run: startRun(payload, () => beat(payload)) };
      active.add(entry);
      const result = await entry.run.run(options.onBatch);
      active.delete(entry);
      onTurn();
      await settle(payload, result);
    },
    async keepAlive(signal) {
      let before = '';
      for (;;) {
        await clock.sleep(options.heartbeatMs / 2, signal);
        const [some] = active;
        if (!some) continue;
        await beat(some.payload);
        if (progress() !== before) onTurn();
        before = progress();
        await storeProgress(some.payload);
      }
    },
    joined() {
      commits.clear();
      revocation = undefined;
    },
    abort,
    storeRest: (storeOutside) => (commits.isPending() ? commits.flush(storeOutside) : Promise.resolve()),
  };
}

function startRun({ batch }: EachBatchPayload, heartbeat: () => Promise<void>): BatchRun {
  const { topic, partition } = batch;
  const messages = batch.messages.map((message) => fromKafkaMessage(topic, partition, message));
  // Behind the last message there may be records that are never handed out, such as markers of transactions.
  const isEnd = BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark);
  const highWatermark = isEnd ? (messages[messages.length - 1]?.offset ?? -1n) + 1n : BigInt(batch.highWatermark);
  return createBatchRun({ topic, partition, messages, highWatermark, heartbeat });
}
