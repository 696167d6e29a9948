import { deadLetterTopic } from '@psa-bridge/contracts';
import { toAppError, type Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { Dropped } from './consumer-definition.ts';
import type { ConsumerProgress } from './consumer-progress.ts';
import { errorCode, toDeadLetter } from './dead-letter.ts';
import { createFailedInputs } from './failed-inputs.ts';
import { isWaiting, judgeFailure } from './failure-policy.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageBus, PartitionBatch, ReceivedMessage } from './port.ts';

export interface BatchHandlerOptions {
  bus: MessageBus;
  group: string;
  service: string;
  handlers: ReadonlyMap<string, MessageHandler>;
  progress: ConsumerProgress;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** After this time the batch is given back, so that other partitions have their turn. */
  sliceMs: number;
  /** True while nothing may be handled. */
  isHeld: () => boolean;
}

type OutcomeName = 'ok' | 'dropped' | 'waiting' | 'failed' | 'dead_letter';

/** Handles the messages of one partition one after the other, each `done` before the next begins. */
export function createBatchHandler(options: BatchHandlerOptions): (batch: PartitionBatch) => Promise<void> {
  const { bus, group, handlers, progress, clock, logger, metrics } = options;
  const failedInputs = createFailedInputs();

  function count(message: ReceivedMessage, outcome: OutcomeName, by = 1): void {
    if (by > 0) metrics.count('psa_bridge_consumer_messages_total', { topic: message.topic, group, outcome }, by);
  }

  function countDropped(message: ReceivedMessage, { dropped }: Dropped): void {
    count(message, 'dropped');
    metrics.count('psa_bridge_dropped_total', { topic: message.topic, group, reason: dropped });
  }

  async function bury(message: ReceivedMessage, error: unknown, failed: { tries: number; firstFailedAt: Date }): Promise<void> {
    const facts = { error, attempts: failed.tries, service: options.service, firstFailedAt: failed.firstFailedAt };
    await bus.publish(deadLetterTopic(message.topic, group).name, [toDeadLetter(message, facts)]);
    const code = errorCode(error);
    metrics.count('psa_bridge_dead_letters_total', { topic: message.topic, group, code });
    count(message, 'dead_letter');
    logger.error({ ...whichMessage(message), group, code, attempts: failed.tries, err: error }, 'message_dead_lettered');
  }

  /** Returns when the message is a dead letter; else throws, so that the partition waits and the message is tried again. */
  async function onFailure(message: ReceivedMessage, error: unknown): Promise<void> {
    const failed = failedInputs.failed(message, { isFault: !isWaiting(error), at: clock.now() });
    const verdict = judgeFailure(error, failed.faults);
    if (verdict === 'dead_letter') return bury(message, error, failed);
    const fields = { ...whichMessage(message), group, code: errorCode(error), tries: failed.tries };
    if (verdict === 'wait') {
      count(message, 'waiting');
      logger.warn({ ...fields, reason: toAppError(error).message }, 'partition_waiting');
    } else {
      count(message, 'failed');
      logger.error({ ...fields, err: error }, 'message_failed');
    }
    throw error;
  }

  /** True when the message counts as ok; every other outcome is counted here. */
  async function handleOne(message: ReceivedMessage, signal: AbortSignal): Promise<boolean> {
    const handler = handlers.get(message.topic);
    if (!handler) throw new Error(`No handler for the topic ${message.topic}.`);
    try {
      const attempt = (failedInputs.of(message)?.tries ?? 0) + 1;
      const dropped = await handler(message, { attempt, signal });
      if (dropped) countDropped(message, dropped);
      return !dropped;
    } catch (error) {
      // Told to stop in the middle: that says nothing about the message.
      if (signal.aborted) throw error;
      await onFailure(message, error);
      return false;
    }
  }

  return async (batch) => {
    const { messages, signal } = batch;
    const [first] = messages;
    if (!first) return;
    const labels = { topic: batch.topic, group };
    let began = clock.now().getTime();
    const end = began + options.sliceMs;
    let handled = 0;
    let oks = 0;
    progress.record(batch, 0);
    try {
      for (const message of messages) {
        if (signal.aborted || options.isHeld() || began > end) return;
        if (await handleOne(message, signal)) oks += 1;
        failedInputs.handled(message);
        batch.done(message.offset);
        handled += 1;
        const now = clock.now().getTime();
        metrics.observe('psa_bridge_consumer_handling_seconds', (now - began) / 1000, labels);
        began = now;
      }
    } finally {
      count(first, 'ok', oks);
      progress.record(batch, handled);
    }
  };
}

function whichMessage(message: ReceivedMessage): Record<string, unknown> {
  const { topic, partition, offset, headers } = message;
  return {
    topic,
    partition,
    offset: String(offset),
    eventId: headers['ce_id'],
    eventType: headers['ce_type'],
    tenantId: headers['ce_tenantid'],
  };
}
