import { deadLetterTopic, type BusMessage } from '@psa-bridge/contracts';
import { DEAD_LETTER_HEADERS } from './dead-letter.ts';
import type { MessageBus, ReceivedMessage } from './port.ts';

/** A message that a group could not handle. */
export interface DeadLetter {
  /** Its place in the dead-letter topic, `partition:offset`: there even where the message has no id of its own. */
  id: string;
  reason: string;
  code: string;
  attempts: number;
  service: string;
  firstFailedAt: Date;
  /** When it became a dead letter. */
  buriedAt: Date;
  /** Where it was first published. */
  origin: { topic: string; partition: number; offset: bigint };
  /** The original message, its headers without those that tell of the death. */
  message: BusMessage;
}

export interface DeadLetterSelection {
  bus: MessageBus;
  /** The topic that was consumed. */
  topic: string;
  group: string;
  ids?: readonly string[];
  /** Those buried at this time or later. */
  since?: Date;
  filter?: (letter: DeadLetter) => boolean;
  limit?: number;
}

/** The dead letters that are kept now, partition by partition, oldest first. */
export async function* listDeadLetters(selection: DeadLetterSelection): AsyncGenerator<DeadLetter> {
  const { bus, topic, group, limit = Infinity } = selection;
  const isChosen = chooser(selection);
  let found = 0;
  for await (const message of bus.readAll(deadLetterTopic(topic, group).name)) {
    if (found >= limit) return;
    const letter = readDeadLetter(message, topic);
    if (!isChosen(letter)) continue;
    found += 1;
    yield letter;
  }
}

function chooser({ ids, since, filter }: DeadLetterSelection): (letter: DeadLetter) => boolean {
  const wanted = ids && new Set(ids);
  return (letter) => (wanted?.has(letter.id) ?? true) && (!since || letter.buriedAt >= since) && (filter?.(letter) ?? true);
}

/**
 * Publishes the original bytes, key and headers again, to the topic they came from, with a `replayed_from` header that names the
 * dead letter. The dead letters stay: replaying one again is harmless, since what handlers do is idempotent.
 *
 * @returns the ids of what was replayed
 */
export async function replayDeadLetters(selection: DeadLetterSelection): Promise<string[]> {
  const { bus, topic, group } = selection;
  // Read to the end first: what fails again at once must not be met, and replayed, a second time.
  const letters = await Array.fromAsync(listDeadLetters(selection));
  for (const { id, origin, message } of letters) {
    const replayed_from = `${deadLetterTopic(topic, group).name}:${id}`;
    await bus.publish(origin.topic, [{ ...message, headers: { ...message.headers, replayed_from } }]);
  }
  return letters.map(({ id }) => id);
}

function readDeadLetter(received: ReceivedMessage, topic: string): DeadLetter {
  const { headers } = received;
  const own: ReadonlySet<string> = new Set(DEAD_LETTER_HEADERS);
  return {
    id: `${received.partition}:${received.offset}`,
    reason: headers['dlq_reason'] ?? '',
    code: headers['dlq_error_code'] ?? '',
    attempts: Number(headers['dlq_attempts'] ?? 0),
    service: headers['dlq_service'] ?? '',
    firstFailedAt: new Date(headers['dlq_first_failed_at'] ?? received.timestamp),
    buriedAt: received.timestamp,
    origin: {
      topic: headers['dlq_topic'] ?? topic,
      partition: Number(headers['dlq_partition'] ?? 0),
      offset: BigInt(headers['dlq_offset'] ?? 0),
    },
    message: {
      key: received.key,
      value: received.value,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name))),
    },
  };
}
