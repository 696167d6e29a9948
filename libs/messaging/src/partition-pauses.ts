import { backoffMs, isAppError, type BackoffPolicy, type Clock } from '@psa-bridge/core';
import type { TopicPartition } from './port.ts';

export interface PartitionPausesOptions {
  clock: Clock;
  backoff: BackoffPolicy;
  onResume: (partition: TopicPartition) => void;
}

/** Which partitions wait after a failure, and until when. */
export interface PartitionPauses {
  /** Pauses until the error's `retryAt`, else for a wait that grows with each failure in a row. */
  fail(partition: TopicPartition, error: unknown): void;
  /** The partition moved on: its next failure waits shortly again. */
  progress(partition: TopicPartition): void;
  isPaused(partition: TopicPartition): boolean;
  paused(): readonly TopicPartition[];
  /** Ends all waits without resuming. */
  stop(): void;
}

export const DEFAULT_BACKOFF: BackoffPolicy = { firstMs: 250, maxMs: 30_000, factor: 2, jitter: 0.2 };

/** Timers overflow at 24.8 days; a later `retryAt` is met by trying, and waiting, again. */
const LONGEST_WAIT_MS = 86_400_000;

export function partitionKey({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

export function createPartitionPauses(options: PartitionPausesOptions): PartitionPauses {
  const { clock, backoff, onResume } = options;
  const failures = new Map<string, number>();
  const waiting = new Map<string, TopicPartition>();
  const stopping = new AbortController();

  function waitMs(key: string, error: unknown): number {
    const retryAt = isAppError(error) ? error.retryAt : undefined;
    if (!retryAt) return backoffMs(backoff, failures.get(key) ?? 1);
    // Never at once: a time that is past, again and again, would keep the processor busy with nothing else.
    return Math.min(LONGEST_WAIT_MS, Math.max(backoff.firstMs, retryAt.getTime() - clock.now().getTime()));
  }

  async function resumeLater(partition: TopicPartition, ms: number): Promise<void> {
    try {
      await clock.sleep(ms, stopping.signal);
    } catch {
      return;
    }
    waiting.delete(partitionKey(partition));
    onResume(partition);
  }

  return {
    fail(partition, error) {
      const key = partitionKey(partition);
      failures.set(key, (failures.get(key) ?? 0) + 1);
      if (waiting.has(key)) return;
      waiting.set(key, { topic: partition.topic, partition: partition.partition });
      void resumeLater(partition, waitMs(key, error));
    },
    progress: (partition) => void failures.delete(partitionKey(partition)),
    isPaused: (partition) => waiting.has(partitionKey(partition)),
    paused: () => [...waiting.values()],
    stop: () => stopping.abort(),
  };
}
