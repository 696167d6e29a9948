import { backoffMs, type AppError } from '@psa-bridge/core';
import type { Failure, RetryRule, RetryRules } from '../definition/failure.ts';

/** Why an operation ended in an error, as far as it decides what comes next (architecture rule 4). */
export type Cause =
  | 'connection'
  | 'limited'
  | 'outage'
  /** Our own budget, slots or breaker said: not now. No call was made. */
  | 'held_back'
  /** It waits for another row, or for an unclear answer to settle. */
  | 'dependency'
  | 'store'
  | 'lease'
  | 'refusal'
  | 'bug';

const BY_CODE: Readonly<Record<string, Cause>> = {
  psa_unclear: 'connection',
  psa_no_answer: 'connection',
  psa_unavailable: 'outage',
  // Something that a connector reads besides the PSA, such as a product catalogue.
  source_unavailable: 'outage',
  psa_limited: 'limited',
  budget_exhausted: 'held_back',
  slots_busy: 'held_back',
  breaker_open: 'held_back',
  step_quarantined: 'dependency',
  waits_for_record: 'dependency',
  // A document that many write at once: nothing was done, and the next try finds it calmer.
  write_conflict: 'dependency',
  lease_lost: 'lease',
};

export function causeOf(error: AppError): Cause {
  const known = BY_CODE[error.code];
  if (known) return known;
  if (error.kind === 'unavailable' || error.kind === 'rate_limited') return 'store';
  return error.kind === 'bug' ? 'bug' : 'refusal';
}

export type Decision =
  | { decision: 'fail'; failure: Failure }
  /** Concerns the connection: the integration's work waits until it is mended. */
  | { decision: 'fail_integration'; failure: Failure }
  | { decision: 'park'; failure: Failure }
  | { decision: 'wait'; until: Date; retries: number; bugs: number; isFree: boolean; holds: boolean }
  /** Our own store is down: the scheduler pauses. */
  | { decision: 'pause' }
  /** Someone else has the row: nothing is written. */
  | { decision: 'leave' };

export interface Situation {
  error: AppError;
  failure: Failure;
  isInteractive: boolean;
  /** Spent so far. */
  retries: number;
  bugs: number;
  rules: RetryRules;
  now: Date;
  random?: () => number;
}

const BUGS_UNTIL_PARKED = 3;
const BUG_WAIT_MS = 1_000;
const HELD_BACK_WAIT_MS = 1_000;

/** What becomes of a failed try. Pure. */
export function decide(situation: Situation): Decision {
  const { error, failure, bugs, retries, now } = situation;
  const cause = causeOf(error);
  const wait = (
    until: Date,
    more: Partial<{ retries: number; bugs: number; isFree: boolean; holds: boolean }> = {},
  ): Decision => ({
    ...{ decision: 'wait', until, retries, bugs, isFree: false, holds: false },
    ...more,
  });
  switch (cause) {
    case 'store':
      return { decision: 'pause' };
    case 'lease':
      return { decision: 'leave' };
    case 'dependency':
      return wait(error.retryAt ?? later(now, HELD_BACK_WAIT_MS), { isFree: true });
    case 'held_back':
      return wait(error.retryAt ?? later(now, HELD_BACK_WAIT_MS), { isFree: true, holds: true });
    case 'connection':
    case 'limited':
    case 'outage':
      return afterTrouble(situation, situation.rules[cause], wait);
    case 'bug':
      return bugs + 1 >= BUGS_UNTIL_PARKED
        ? { decision: 'park', failure }
        : wait(later(now, BUG_WAIT_MS * 2 ** bugs), { bugs: bugs + 1 });
    case 'refusal':
      return {
        decision: failure.scope === 'integration' || failure.kind === 'unauthenticated' ? 'fail_integration' : 'fail',
        failure,
      };
  }
}

type Wait = (until: Date, more?: Partial<{ retries: number; holds: boolean }>) => Decision;

/**
 * A wait that the PSA asked for is waited out and spends no retry, where it is longer than ours would be (CW-60); ours follow
 * the vendor's rule until it gives up.
 */
function afterTrouble({ error, failure, isInteractive, retries, now, random }: Situation, rule: RetryRule, wait: Wait): Decision {
  const ours = later(now, backoffMs(rule.backoff, retries + 1, random));
  if (error.retryAt && error.retryAt > ours) return wait(error.retryAt, { holds: true });
  const allowed = isInteractive ? rule.interactive : rule.background;
  if (allowed !== 'unlimited' && retries >= allowed) return { decision: 'fail', failure };
  return wait(ours, { retries: retries + 1 });
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
