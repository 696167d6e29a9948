/** How much the latest interval counts: the last five or so make the rhythm. */
const WEIGHT = 0.3;
/** Silence of so many usual intervals is no chance any more. */
const INTERVALS = 6;
/** The longest silence that is believed, in shortest ones: a webhook that speaks once a week is still asked about. */
const LONGEST = 16;

/** The usual time between two deliveries of a webhook, after one more interval: an exponentially weighted mean. Pure. */
export function rhythmAfter(rhythmMs: number | undefined, intervalMs: number): number {
  const interval = Math.max(0, intervalMs);
  return rhythmMs === undefined ? interval : rhythmMs + WEIGHT * (interval - rhythmMs);
}

/**
 * How long a webhook may say nothing before somebody looks whether it missed something. Never shorter than `shortestMs`, so a
 * burst does not make its end suspicious; never longer than a fixed multiple of it. One that never spoke is given that long.
 */
export function believedSilenceMs(rhythmMs: number | undefined, shortestMs: number): number {
  const longest = shortestMs * LONGEST;
  return rhythmMs === undefined ? longest : Math.min(longest, Math.max(shortestMs, rhythmMs * INTERVALS));
}
