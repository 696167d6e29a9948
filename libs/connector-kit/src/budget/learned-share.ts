import type { Limits } from '../definition/limits.ts';

/**
 * What others are taken to spend in each window, where the PSA tells nothing of it but refusals. A refusal shows it exactly: the
 * limit less our own calls. That is left to them from then on, for each try to take it back that fails costs a refused call.
 */
export interface LearnedShare {
  calls: number;
  /** When it was measured or lowered last, in milliseconds since 1970. */
  at: number;
  /** How long it is believed from then on; doubled by each lowering that a refusal showed to be wrong. */
  holdMs: number;
  /** The present number is a try, lower than what was measured. */
  isTry: boolean;
}

/** As many calls in so many milliseconds, ours and others' together. */
type Window = Limits['window'];

/** In windows: a burst is forgotten soon, a steady consumer is tried once a day. */
const FIRST_HOLD = 2;
const LONGEST_HOLD = 288;
/** Of the limit: others are no clockwork, so a little more than was measured is left to them. */
const MARGIN = 0.02;
/** Of the limit: whatever others do, something is left to us. */
const MOST = 0.75;

/** The share after a refusal that left `calls` to others, as far as is known. */
export function afterRefusal(share: LearnedShare | undefined, calls: number, window: Window, now: number): LearnedShare {
  const { ms, calls: limit } = window;
  const measured = Math.min(Math.ceil(limit * MOST), Math.max(0, calls) + Math.ceil(limit * MARGIN));
  const known = share && current(share, window, now);
  if (known === undefined) return { calls: measured, at: now, holdMs: FIRST_HOLD * ms, isTry: false };
  // Calls that were under way together are refused together.
  const holdMs = known.isTry ? Math.min(LONGEST_HOLD * ms, known.holdMs * 2) : known.holdMs;
  return { calls: Math.max(measured, known.calls), at: now, holdMs, isTry: false };
}

/** The share as it is now: halved for each time that it was believed long enough; undefined once nothing of it is left. */
export function current(share: LearnedShare, { calls: limit }: Window, now: number): LearnedShare | undefined {
  const lowest = Math.ceil(limit * MARGIN);
  let { calls, at, isTry } = share;
  for (; at + share.holdMs <= now; at += share.holdMs) {
    if (calls === 0) return undefined;
    calls = calls <= lowest ? 0 : Math.floor(calls / 2);
    isTry = true;
  }
  return { ...share, calls, at, isTry };
}
