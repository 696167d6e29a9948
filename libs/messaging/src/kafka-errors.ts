import { AppError, isAppError, tooLarge, unavailable, type Clock } from '@psa-bridge/core';

/** What the broker answers a member that has to join again: its partitions are, or will be, somebody else's. */
const MEMBERSHIP_LOST: ReadonlySet<string> = new Set([
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
]);

/** Kafka's own name of the failure, such as `REBALANCE_IN_PROGRESS`, looked for down the chain of causes. */
export function kafkaErrorType(error: unknown): string | undefined {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    if ('type' in current && typeof current.type === 'string') return current.type;
  }
  return undefined;
}

export function isMembershipLost(error: unknown): boolean {
  return MEMBERSHIP_LOST.has(kafkaErrorType(error) ?? '');
}

/** The broker refused, and will refuse the same again. Giving up after many tries is no refusal, though the client marks both alike. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === 'KafkaJSNumberOfRetriesExceeded') return false;
  return 'retriable' in error && error.retriable === false;
}

/** A failure of the Kafka client as ours: `message_too_large`, or `broker_unavailable` for all that may pass. */
export function fromKafkaError(error: unknown, doing: string): AppError {
  if (isAppError(error)) return error;
  const type = kafkaErrorType(error);
  const details = type ? { kafkaError: type } : {};
  if (type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE') {
    return tooLarge('message_too_large', `${doing} failed: the broker finds it too large.`, { cause: error, details });
  }
  return unavailable('broker_unavailable', `${doing} failed: ${type ?? 'the broker cannot be reached'}.`, {
    cause: error,
    details,
  });
}

/** Answers about a topic or a group that was made, or that moved to another broker, a moment ago. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
]);
const SETTLING_TRIES = 20;
const SETTLING_MS = 100;

/** What was made a moment ago is unknown to the broker for another moment, which the client does not wait out. */
export async function untilSettled<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const type = isAppError(error) ? error.details['kafkaError'] : kafkaErrorType(error);
      if (tries >= SETTLING_TRIES || !UNSETTLED.has(String(type))) throw error;
      await clock.sleep(SETTLING_MS);
    }
  }
}
