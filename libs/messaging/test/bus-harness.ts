import { newId, type BackoffPolicy } from '@psa-bridge/core';
import type { BusMessage, TopicSpec } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import type { BusConsumer, BusConsumerOptions, MessageBus, PartitionBatch, ReceivedMessage } from '../src/port.ts';

/** What the contract suite needs to know of an adapter. */
export interface BusUnderTest {
  name: string;
  /**
   * A started bus. Several share their topics and groups, as processes do. A member of an impatient one that does not end its
   * batches soon has its partitions taken; of any other only a member that hangs, and not one on a machine that stands still.
   */
  createBus(kind?: 'impatient'): Promise<MessageBus>;
  /** Names of topics and groups begin with it. */
  prefix: string;
}

export const QUICK_BACKOFF: BackoffPolicy = { firstMs: 20, maxMs: 100, factor: 2, jitter: 0 };

export function testTopic(prefix: string, partitions = 4): TopicSpec {
  return { name: `${prefix}.${newId()}.v1`, cleanup: 'delete', retentionHours: 1, partitions };
}

export function textMessage(key: string, text: string): BusMessage {
  return { key, value: Buffer.from(text), headers: {} };
}

export function textOf(message: ReceivedMessage): string {
  return Buffer.from(message.value).toString();
}

/** Messages `0` to `count - 1`, spread over `keys` keys. */
export function numbered(count: number, keys: number): BusMessage[] {
  return Array.from({ length: count }, (_, i) => textMessage(`key-${i % keys}`, String(i)));
}

export interface Recorder {
  consumer: BusConsumer;
  /** Texts in the order they were handled. */
  seen: string[];
  messages: ReceivedMessage[];
}

type OnMessage = (message: ReceivedMessage, batch: PartitionBatch) => Promise<void> | void;

/** A consumer that notes every message, then asks `onMessage`, then says `done`; it stops between messages when told to. */
export function record(
  bus: MessageBus,
  options: Pick<BusConsumerOptions, 'group' | 'topics' | 'from'>,
  onMessage: OnMessage = () => undefined,
): Recorder {
  const seen: string[] = [];
  const messages: ReceivedMessage[] = [];
  const consumer = bus.consumer({
    ...options,
    concurrency: 4,
    async onBatch(batch) {
      for (const message of batch.messages) {
        if (batch.signal.aborted) return;
        seen.push(textOf(message));
        messages.push(message);
        await onMessage(message, batch);
        batch.done(message.offset);
      }
    },
  });
  return { consumer, seen, messages };
}

/** Waits until the members together hold all partitions, and each holds some. */
export async function untilShared(consumers: readonly BusConsumer[], partitions: number): Promise<void> {
  await eventually(
    () => {
      const held = consumers.map((consumer) => consumer.assigned().length);
      if (held.includes(0) || held.reduce((sum, one) => sum + one, 0) !== partitions) throw new Error(`held: ${held.join()}`);
    },
    { timeoutMs: 60_000 },
  );
}

export function sorted(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Number(a) - Number(b));
}
