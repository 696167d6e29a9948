import { isAppError } from '@psa-bridge/core';

/** Tries of one input that fails for its own reasons, before it becomes a dead letter (architecture rule 4). */
export const MAX_TRIES = 3;

/**
 * `wait`: what we depend on is down or at its limit, so the partition waits for as long as it takes.
 * `retry`: may be a bug or a race; the same input is tried again. `dead_letter`: no try can help.
 */
export type Verdict = 'wait' | 'retry' | 'dead_letter';

/** Failures that lie in the bytes: reading them again gives the same. */
const UNREADABLE: ReadonlySet<string> = new Set(['invalid_envelope', 'undecodable_payload', 'unknown_event_version']);

/** `faults` counts the tries of this input that failed and were not for waiting, this one included. */
export function judgeFailure(error: unknown, faults: number): Verdict {
  if (isWaiting(error)) return 'wait';
  if (isAppError(error) && UNREADABLE.has(error.code)) return 'dead_letter';
  return faults >= MAX_TRIES ? 'dead_letter' : 'retry';
}

export function isWaiting(error: unknown): boolean {
  return isAppError(error) && (error.kind === 'unavailable' || error.kind === 'rate_limited');
}
