import type { Clock } from '@psa-bridge/core';

/** What happened within the last window, counted in slices of it, so that a busy window costs a bounded memory. */
export interface RollingCount {
  add(calls?: number): void;
  current(): number;
  /** Time until the count falls below `limit`; 0 where it is. */
  untilBelow(limit: number): number;
  reset(): void;
}

const SLICES = 720;

export function createRollingCount(clock: Clock, windowMs: number): RollingCount {
  const sliceMs = Math.max(1, windowMs / SLICES);
  let slices: { from: number; calls: number }[] = [];
  const now = (): number => clock.now().getTime();

  function current(): number {
    const oldest = now() - windowMs;
    slices = slices.filter(({ from }) => from > oldest);
    return slices.reduce((sum, { calls }) => sum + calls, 0);
  }

  return {
    current,
    add(calls = 1) {
      const last = slices.at(-1);
      if (last && now() < last.from + sliceMs) last.calls += calls;
      else slices.push({ from: now(), calls });
    },
    untilBelow(limit) {
      let left = current();
      for (const { from, calls } of slices) {
        if (left < limit) break;
        left -= calls;
        if (left < limit) return from + windowMs - now();
      }
      return 0;
    },
    reset() {
      slices = [];
    },
  };
}
