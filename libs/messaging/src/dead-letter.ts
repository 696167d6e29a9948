import type { BusMessage } from '@psa-bridge/contracts';
import { isAppError } from '@psa-bridge/core';
import { redactText } from '@psa-bridge/observability';
import type { ReceivedMessage } from './port.ts';

/** Why and when a message became a dead letter. */
export interface DeadLetterFacts {
  error: unknown;
  /** Tries in the process that gave up. */
  attempts: number;
  service: string;
  firstFailedAt: Date;
}

/** Headers of a dead letter beside the original ones. */
export const DEAD_LETTER_HEADERS = [
  'dlq_reason',
  'dlq_error_code',
  'dlq_attempts',
  'dlq_service',
  'dlq_first_failed_at',
  'dlq_topic',
  'dlq_partition',
  'dlq_offset',
] as const;

const MAX_REASON_LENGTH = 500;

/** The original bytes, key and headers, with the reason beside them. */
export function toDeadLetter(message: ReceivedMessage, facts: DeadLetterFacts): BusMessage {
  const reasons: Record<(typeof DEAD_LETTER_HEADERS)[number], string> = {
    dlq_reason: reasonText(facts.error),
    dlq_error_code: errorCode(facts.error),
    dlq_attempts: String(facts.attempts),
    dlq_service: facts.service,
    dlq_first_failed_at: facts.firstFailedAt.toISOString(),
    dlq_topic: message.topic,
    dlq_partition: String(message.partition),
    dlq_offset: String(message.offset),
  };
  return { key: message.key, value: message.value, headers: { ...message.headers, ...reasons } };
}

export function errorCode(error: unknown): string {
  return isAppError(error) ? error.code : 'bug';
}

/** Only our own errors are known to hold no secret in their text, but people's data; of others, wrapped or not, the name must do. */
function reasonText(error: unknown): string {
  if (isAppError(error) && error.kind !== 'bug') return redactText(error.message).slice(0, MAX_REASON_LENGTH);
  const original = isAppError(error) ? (error.cause ?? error) : error;
  return `An unexpected ${original instanceof Error ? original.name : typeof original}; the log of the service has it.`;
}
