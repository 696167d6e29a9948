import type { Clock } from '@psa-bridge/core';
import { haloInstant } from '../mapping/days.ts';

/** The server's clock and ours may differ by this much where a creation date is looked at. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

/** What is kept of a creation that carries no marker: when it may have been made at the earliest. */
export function claimedNow({ clock }: { clock: Clock }): { since: string } {
  return { since: new Date(clock.now().getTime() - CLOCK_SKEW_MS).toISOString() };
}

/** A row whose creation date is not told may have been made since. */
export function isMadeSince({ datecreated }: { datecreated?: string | null | undefined }, since: Date): boolean {
  const madeAt = haloInstant(datecreated);
  return madeAt === undefined || madeAt >= since;
}
