import { createOffsetTracker } from './offset-tracker.ts';
import type { BusConsumerOptions, PartitionBatch, ReceivedMessage } from './port.ts';

export interface BatchRunOptions {
  topic: string;
  partition: number;
  /** At least one. */
  messages: readonly ReceivedMessage[];
  highWatermark: bigint;
  heartbeat: () => Promise<void>;
}

export interface BatchResult {
  /** The offset to read from next, or undefined when nothing was done. */
  next: bigint | undefined;
  /** What `onBatch` threw, unless it was told to stop: then an early end is no failure. */
  failure: { error: unknown } | undefined;
}

/** One batch in the hands of `onBatch`: the offset rules that both adapters share. */
export interface BatchRun {
  readonly topic: string;
  readonly partition: number;
  run(onBatch: BusConsumerOptions['onBatch']): Promise<BatchResult>;
  /** Progress so far. */
  next(): bigint | undefined;
  /** Asks the handler to come to an end; what it finishes meanwhile still counts. */
  abort(): void;
  /** Whatever is done from now on counts no more. */
  fence(): void;
}

export function createBatchRun(options: BatchRunOptions): BatchRun {
  const { topic, partition, messages, highWatermark, heartbeat } = options;
  const tracker = createOffsetTracker(messages[0]?.offset ?? 0n, messages[messages.length - 1]?.offset ?? -1n);
  const abortion = new AbortController();
  const batch: PartitionBatch = {
    topic,
    partition,
    messages,
    highWatermark,
    heartbeat,
    done: tracker.done,
    signal: abortion.signal,
  };

  async function run(onBatch: BusConsumerOptions['onBatch']): Promise<BatchResult> {
    let failure: BatchResult['failure'];
    try {
      await onBatch(batch);
    } catch (error) {
      if (!abortion.signal.aborted) failure = { error };
    } finally {
      tracker.close();
    }
    return { next: tracker.next(), failure };
  }

  return { topic, partition, run, next: tracker.next, abort: () => abortion.abort(), fence: tracker.close };
}
