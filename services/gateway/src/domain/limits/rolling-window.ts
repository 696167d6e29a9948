/** So many requests within any stretch of time so long. */
export interface Allowance {
  calls: number;
  windowMs: number;
}

/** What was taken within one slice of the window. */
export interface Slice {
  /** When it began. */
  at: number;
  taken: number;
}

export interface Taken {
  slices: readonly Slice[];
  granted: number;
  /** What is left for everybody. */
  remaining: number;
  /** When the oldest that was taken leaves the window, so that there is room again. */
  freeAt: number;
}

/**
 * How finely a window is cut. What was taken counts until its whole slice has left, so never too short; and a lease holds for the
 * rest of its slice, so that whoever asks now and then has little written.
 */
export const SLICE_MS = 10_000;

/** Puts back what was not used of a slice. */
export function giveBack(slices: readonly Slice[], unused: Slice): readonly Slice[] {
  return slices.map((slice) => (slice.at === unused.at ? { ...slice, taken: Math.max(0, slice.taken - unused.taken) } : slice));
}

/** When a slice that began then counts no more. */
export function endOf(at: number, { windowMs }: Allowance): number {
  return at + SLICE_MS + windowMs;
}

export function sliceAt(now: number): number {
  return Math.floor(now / SLICE_MS) * SLICE_MS;
}

/** Takes up to `want`, as far as the window has room. */
export function take(slices: readonly Slice[], want: number, allowance: Allowance, now: number): Taken {
  const current = slices.filter(({ at, taken }) => taken > 0 && endOf(at, allowance) > now);
  const room = Math.max(0, allowance.calls - current.reduce((sum, { taken }) => sum + taken, 0));
  const granted = Math.min(want, room);
  const at = sliceAt(now);
  return {
    slices: granted === 0 ? current : added(current, { at, taken: granted }),
    granted,
    remaining: room - granted,
    freeAt: endOf(current[0]?.at ?? at, allowance),
  };
}

function added(slices: readonly Slice[], more: Slice): readonly Slice[] {
  const last = slices.at(-1);
  if (last?.at !== more.at) return [...slices, more];
  return [...slices.slice(0, -1), { at: last.at, taken: last.taken + more.taken }];
}
