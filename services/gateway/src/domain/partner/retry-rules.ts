import { backoffMs } from '@psa-bridge/core';

const HOUR_MS = 60 * 60_000;

/** How long one event is tried. */
export const TRIED_FOR_MS = 24 * HOUR_MS;
/** A first failure is tried again after 2 seconds (PA-42), then ever more slowly. */
const OF_DELIVERY = { firstMs: 2_000, factor: 3, maxMs: 2 * HOUR_MS, jitter: 0 };
/** So many failures in a row are no longer about the event that happened to fail: then one event at a time asks whether the endpoint is back. */
const IN_A_ROW = 3;
const OF_ENDPOINT = { firstMs: 2_000, factor: 2, maxMs: 10 * 60_000, jitter: 0 };

/** How a try ended. */
export interface Attempt {
  readonly at: Date;
  readonly durationMs: number;
  /** Absent where no answer came. */
  readonly status?: number;
  /** Why none came. */
  readonly code?: string;
  /** The beginning of the answer, redacted. */
  readonly answer?: string;
  /** When the endpoint asked to be tried again. */
  readonly retryAt?: Date;
}

/** Any 2xx is success (PA-41); a redirect is none, for it is not followed. */
export function isSuccess({ status }: Attempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** The endpoint says that it is gone for good. */
export function isGone({ status }: Attempt): boolean {
  return status === 410;
}

/** When an event that failed so often is tried again; undefined where its time is over. */
export function nextTryAt(tries: number, attempt: Attempt, giveUpAt: Date): Date | undefined {
  const now = ended(attempt);
  if (now >= giveUpAt) return undefined;
  const next = latest(new Date(now.getTime() + backoffMs(OF_DELIVERY, tries)), attempt.retryAt);
  return next > giveUpAt ? giveUpAt : next;
}

/** Until when the endpoint is left alone after so many failures in a row; undefined where it is not. */
export function heldUntil(failures: number, attempt: Attempt): Date | undefined {
  const { status, retryAt } = attempt;
  const isOutage = failures >= IN_A_ROW;
  if (!isOutage && status !== 429 && retryAt === undefined) return undefined;
  const wait = backoffMs(OF_ENDPOINT, isOutage ? failures - IN_A_ROW + 1 : 1);
  return latest(new Date(ended(attempt).getTime() + wait), retryAt);
}

/** Whether a success after so many failures in a row means that the endpoint is back. */
export function wasDown(failures: number): boolean {
  return failures >= IN_A_ROW;
}

export function ended({ at, durationMs }: Attempt): Date {
  return new Date(at.getTime() + durationMs);
}

function latest(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
