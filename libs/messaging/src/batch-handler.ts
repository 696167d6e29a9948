import { deadLetterTopic } from '@psa-bridge/contracts';
import { toAppError, type Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import { createBatchTurn, type BatchTurn } from './batch-turn.ts';
import type { Dropped } from './consumer-definition.ts';
import type { ConsumerProgress } from './consumer-progress.ts';
import { errorCode, toDeadLetter } from './dead-letter.ts';
import { createFailedInputs } from './failed-inputs.ts';
import { isWaiting, judgeFailure } from './failure-policy.ts';
import type { ManyHandler, MessageHandler } from './message-handler.ts';
import type { MessageBus, PartitionBatch, ReceivedMessage } from './port.ts';

/** How the messages of a topic are handled: one by one, and several at once where the handler can. */
export interface Handling {
  one: MessageHandler;
  many: ManyHandler | undefined;
}

interface Course {
  signal: AbortSignal;
  turn: BatchTurn;
}

/** So many are handled at once: enough that a round trip weighs little, few enough that a turn ends in time. */
const MOST_TOGETHER = 100;

export interface BatchHandlerOptions {
  bus: MessageBus;
  group: string;
  service: string;
  handlers: ReadonlyMap<string, Handling>;
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
  // The first dead letter has to be seen as a rise.
  for (const topic of handlers.keys())
    metrics.count('psa_bridge_consumer_messages_total', { topic, group, outcome: 'dead_letter' }, 0);

  function count(topic: string, outcome: OutcomeName, by = 1): void {
    if (by > 0) metrics.count('psa_bridge_consumer_messages_total', { topic, group, outcome }, by);
  }

  function countDropped(message: ReceivedMessage, { dropped }: Dropped): void {
    count(message.topic, 'dropped');
    metrics.count('psa_bridge_dropped_total', { topic: message.topic, group, reason: dropped });
  }

  async function bury(message: ReceivedMessage, error: unknown, failed: { tries: number; firstFailedAt: Date }): Promise<void> {
    const facts = { error, attempts: failed.tries, service: options.service, firstFailedAt: failed.firstFailedAt };
    await bus.publish(deadLetterTopic(message.topic, group).name, [toDeadLetter(message, facts)]);
    const code = errorCode(error);
    metrics.count('psa_bridge_dead_letters_total', { topic: message.topic, group, code });
    count(message.topic, 'dead_letter');
    logger.error({ ...whichMessage(message), group, code, attempts: failed.tries, err: error }, 'message_dead_lettered');
  }

  /** Returns when the message is a dead letter; else throws, so that the partition waits and the message is tried again. */
  async function onFailure(message: ReceivedMessage, error: unknown): Promise<void> {
    const failed = failedInputs.failed(message, { isFault: !isWaiting(error), at: clock.now() });
    const verdict = judgeFailure(error, failed.faults);
    if (verdict === 'dead_letter') return bury(message, error, failed);
    const fields = { ...whichMessage(message), group, code: errorCode(error), tries: failed.tries };
    if (verdict === 'wait') {
      count(message.topic, 'waiting');
      logger.warn({ ...fields, reason: toAppError(error).message }, 'partition_waiting');
    } else {
      count(message.topic, 'failed');
      logger.error({ ...fields, err: error }, 'message_failed');
    }
    throw error;
  }

  function beginTurn(batch: PartitionBatch): BatchTurn {
    const labels = { topic: batch.topic, group };
    const onTook = (seconds: number): void => metrics.observe('psa_bridge_consumer_handling_seconds', seconds, labels);
    return createBatchTurn(batch, { clock, sliceMs: options.sliceMs, onTook });
  }

  /** Ends early when told to stop, when nothing may be handled or when others shall have their turn. */
  async function handleAll({ messages, signal }: PartitionBatch, { one, many }: Handling, turn: BatchTurn): Promise<void> {
    const isOver = (): boolean => signal.aborted || options.isHeld() || turn.isOver();
    for (const several of many ? inParts(messages) : [messages]) {
      if (isOver()) return;
      if (many && (await isDoneTogether(several, many, turn))) continue;
      for (const message of several) {
        if (isOver()) return;
        await handleOne(message, one, { signal, turn });
      }
    }
  }

  /** False where each has to be handled by itself: one of them failed before, or now and nobody knows which. */
  async function isDoneTogether(several: readonly ReceivedMessage[], many: ManyHandler, turn: BatchTurn): Promise<boolean> {
    if (several.length < 2 || several.some((message) => failedInputs.triesOf(message) > 0)) return false;
    const outcomes = await many(several).catch(() => undefined);
    outcomes?.forEach((dropped, at) => {
      const message = several[at];
      if (dropped && message) countDropped(message, dropped);
      turn.handled(!dropped);
    });
    return outcomes !== undefined;
  }

  async function handleOne(message: ReceivedMessage, handler: MessageHandler, { signal, turn }: Course): Promise<void> {
    let isOk = false;
    try {
      const dropped = await handler(message, { attempt: failedInputs.triesOf(message) + 1, signal });
      if (dropped) countDropped(message, dropped);
      else isOk = true;
    } catch (error) {
      // Told to stop in the middle: that says nothing about the message.
      if (signal.aborted) throw error;
      await onFailure(message, error);
    }
    failedInputs.handled(message);
    turn.handled(isOk);
  }

  return async (batch) => {
    const { topic } = batch;
    const handling = handlers.get(topic);
    if (!handling) throw new Error(`No handler for the topic ${topic}.`);
    const turn = beginTurn(batch);
    progress.record(batch, 0);
    try {
      await handleAll(batch, handling, turn);
    } finally {
      const { handled, oks } = turn.end();
      count(topic, 'ok', oks);
      progress.record(batch, handled);
    }
  };
}

function inParts(messages: readonly ReceivedMessage[]): readonly (readonly ReceivedMessage[])[] {
  const count = Math.ceil(messages.length / MOST_TOGETHER);
  return Array.from({ length: count }, (_, part) => messages.slice(part * MOST_TOGETHER, (part + 1) * MOST_TOGETHER));
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
