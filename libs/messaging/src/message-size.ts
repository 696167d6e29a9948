import type { BusMessage } from '@psa-bridge/contracts';
import { tooLarge } from '@psa-bridge/core';

/** What a broker takes by default, less what its own framing needs. */
export const MAX_MESSAGE_BYTES = 1_000_000;
/** A dead letter is an original message, which may be of full size, plus the reasons for its death. */
export const MAX_DEAD_LETTER_BYTES = 2 * MAX_MESSAGE_BYTES;

const FRAMING_BYTES = 40;

/** A topic that `deadLetterTopic` of contracts named. */
export function isDeadLetterTopic(topic: string): boolean {
  return topic.endsWith('.dlq');
}

/** An upper estimate of the bytes that the message takes on the wire. */
export function messageBytes(message: BusMessage): number {
  let bytes = FRAMING_BYTES + Buffer.byteLength(message.key) + message.value.byteLength;
  for (const [name, value] of Object.entries(message.headers)) bytes += name.length + Buffer.byteLength(value) + 4;
  return bytes;
}

/** @throws AppError `message_too_large` when the broker would refuse the message, before anything is sent */
export function assertPublishable(topic: string, messages: readonly BusMessage[]): void {
  const limit = isDeadLetterTopic(topic) ? MAX_DEAD_LETTER_BYTES : MAX_MESSAGE_BYTES;
  for (const message of messages) {
    const bytes = messageBytes(message);
    if (bytes <= limit) continue;
    throw tooLarge('message_too_large', `A message of ${bytes} bytes is too large for ${topic}, which takes ${limit}.`, {
      details: { topic, bytes, limit },
    });
  }
}
