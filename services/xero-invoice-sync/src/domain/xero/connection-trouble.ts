import { isAppError, type AppError } from '@psa-bridge/core';
import type { Failure } from '../problem.ts';

/** What stops all work of a connection, and no single document's (XI-44). */
export interface Trouble {
  failure: Failure;
  /** Nothing is asked of Xero until then. */
  until: Date;
  /** Only a person mends it: an issue of the connection as a whole (IS-12). */
  isForPerson: boolean;
}

/** An outage is looked after again soon; credentials are not mended within minutes. */
const OUTAGE_MS = 60_000;
const CREDENTIALS_MS = 15 * 60_000;
/** Whatever time is named: the next question is not asked in the same breath. */
const SOONEST_MS = 1_000;

const CURES: Readonly<Partial<Record<AppError['kind'], string>>> = {
  rate_limited: 'Nothing: it goes on when Xero lets it. Spread the first import over several days, or choose a larger Xero plan.',
  unavailable: 'Nothing: it is tried again by itself.',
  unauthenticated: 'Connect the organisation again under Xero > Connection.',
};

/** @throws the error itself where it is none of the connection's: neither a bug nor our own database is Xero's outage. */
export function troubleOf(thrown: unknown, now: Date): Trouble {
  if (!isAppError(thrown) || !thrown.code.startsWith('xero_')) throw thrown;
  const { code, kind, message, retryAt } = thrown;
  const cure = CURES[kind] ?? 'Report this: Xero refuses a question of which no single invoice is the cause.';
  const isForPerson = kind === 'unauthenticated';
  const fallback = new Date(now.getTime() + (isForPerson ? CREDENTIALS_MS : OUTAGE_MS));
  const soonest = new Date(now.getTime() + SOONEST_MS);
  const named = retryAt && retryAt < soonest ? soonest : retryAt;
  const failure = { code: code.toUpperCase(), message, cure, weight: 'hold' } as const;
  return { failure, until: named ?? fallback, isForPerson };
}

/** Whether Xero may have carried out what was asked. */
export function mayHaveActed(thrown: unknown): boolean {
  return !isAppError(thrown) || thrown.details['maybeSent'] === true;
}
