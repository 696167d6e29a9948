import { backoffMs, type BackoffPolicy } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';

/** Attempts against one account or from one address. */
export interface Attempts extends Stored {
  /** Attempts since the last success, the running one included. */
  count: number;
  lastAt: Date;
  /** No further attempt is looked at before this. */
  blockedUntil: Date;
  /** The audit was told that no attempt is looked at; until the next one is. */
  isTold?: boolean;
}

export interface AttemptPolicy {
  /** So many attempts cost nothing; each further one makes the next wait longer. */
  free: number;
  delay: BackoffPolicy;
  /** After this time without an attempt, the count begins anew. */
  forgetAfterMs: number;
}

const MINUTE = 60_000;
const delay = { firstMs: 5_000, maxMs: 15 * MINUTE, factor: 2, jitter: 0 };

export const ACCOUNT_POLICY: AttemptPolicy = { free: 5, delay, forgetAfterMs: 60 * MINUTE };
/** Wider, because a whole office may share one address. */
export const ADDRESS_POLICY: AttemptPolicy = { free: 30, delay, forgetAfterMs: 60 * MINUTE };
/** Mails to one address: nobody's inbox is filled from here. */
export const MAIL_POLICY: AttemptPolicy = {
  free: 3,
  delay: { ...delay, firstMs: MINUTE },
  forgetAfterMs: 60 * MINUTE,
};

type AttemptState = Pick<Attempts, 'count' | 'lastAt' | 'blockedUntil'>;

/**
 * The state with one more attempt, or undefined while attempts are blocked. An attempt is counted before the password is
 * looked at, so that many at the same moment cannot slip through.
 */
export function countAttempt(state: AttemptState | undefined, policy: AttemptPolicy, now: Date): AttemptState | undefined {
  if (state && isBlocked(state, now)) return undefined;
  const isForgotten = !state || now.getTime() - state.lastAt.getTime() > policy.forgetAfterMs;
  const count = (isForgotten ? 0 : state.count) + 1;
  const wait = count < policy.free ? 0 : backoffMs(policy.delay, count - policy.free + 1);
  return { count, lastAt: now, blockedUntil: new Date(now.getTime() + wait) };
}

/**
 * Only a wait blocks. A free attempt that another replica counted a moment later, by its clock, is no wait for this one.
 */
function isBlocked({ lastAt, blockedUntil }: AttemptState, now: Date): boolean {
  return lastAt < blockedUntil && now < blockedUntil;
}

/** Whether attempts are blocked and nobody was told so yet. */
export function isLockoutNews(state: AttemptState & Pick<Attempts, 'isTold'>, now: Date): boolean {
  return isBlocked(state, now) && !state.isTold;
}

/** Takes back the attempt that turned out to be right. */
export function forgiveAttempt<State extends AttemptState>(state: State): State {
  return { ...state, count: Math.max(0, state.count - 1), blockedUntil: state.lastAt };
}
