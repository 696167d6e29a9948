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

/** How finely the window is cut: what was taken counts until its whole slice has left, so never too short. */
const SLICES = 60;

export function sliceMs({ windowMs }: Allowance): number {
  return Math.ceil(windowMs / SLICES);
}

/** Puts back what was not used of a slice. */
export function giveBack(slices: readonly Slice[], unused: Slice): readonly Slice[] {
  return slices.map((slice) => (slice.at === unused.at ? { ...slice, taken: Math.max(0, slice.taken - unused.taken) } : slice));
}

/** Takes up to `want`, as far as the window has room. */
export function take(slices: readonly Slice[], want: number, allowance: Allowance, now: number): Taken {
  const length = sliceMs(allowance);
  const current = slices.filter(({ at, taken }) => taken > 0 && at + length + allowance.windowMs > now);
  const room = Math.max(0, allowance.calls - current.reduce((sum, { taken }) => sum + taken, 0));
  const granted = Math.min(want, room);
  const at = Math.floor(now / length) * length;
  const oldest = current[0]?.at ?? at;
  return {
    slices: granted === 0 ? current : added(current, { at, taken: granted }),
    granted,
    remaining: room - granted,
    freeAt: oldest + length + allowance.windowMs,
  };
}

function added(slices: readonly Slice[], more: Slice): readonly Slice[] {
  const last = slices.at(-1);
  if (last?.at !== more.at) return [...slices, more];
  return [...slices.slice(0, -1), { at: last.at, taken: last.taken + more.taken }];
}
