import type { Clock } from '@psa-bridge/core';
import { seconds } from '../client/conditions.ts';

/** The server's clock and ours may differ by this much where a creation date is searched. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

/** What is kept of a creation that carries no marker: when it may have been made at the earliest. */
export function claimedNow({ clock }: { clock: Clock }): { since: string } {
  return { since: seconds(new Date(clock.now().getTime() - CLOCK_SKEW_MS)) };
}

interface Row {
  _info?: { dateEntered?: string | null | undefined } | null | undefined;
}

/** Lists are asked for what changed since; an older row that changed is none that was made. */
export function isMadeSince({ _info }: Row, since: Date): boolean {
  return !_info?.dateEntered || new Date(_info.dateEntered) >= since;
}
