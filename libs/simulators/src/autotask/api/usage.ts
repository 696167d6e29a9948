import type { Clock } from '@psa-bridge/core';

export interface UsageOptions {
  clock: Clock;
  /** Calls that a window allows. */
  threshold: number;
  windowMs: number;
  /** Added to a call from 50 % and from 75 % of the threshold (autotask.md 3; the tiers' edges are unconfirmed). */
  tierDelaysMs: readonly [number, number];
}

/** The rolling count of calls to the database by all integrations (autotask.md 3). */
export interface Usage {
  count(calls?: number): void;
  current(): number;
  /** Other vendors' calls: a level that stays until it is set anew. */
  setExternal(level: number): void;
  external(): number;
  isOver(): boolean;
  reset(): void;
  tierDelayMs(): number;
  readonly threshold: number;
}

const BUCKETS = 720;

/** Counts in slices of the window, so a busy hour costs a bounded memory. */
export function createUsage({ clock, threshold, windowMs, tierDelaysMs }: UsageOptions): Usage {
  const sliceMs = Math.max(1, windowMs / BUCKETS);
  let slices: { from: number; calls: number }[] = [];
  let externalLevel = 0;

  function current(): number {
    const oldest = clock.now().getTime() - windowMs;
    slices = slices.filter(({ from }) => from > oldest);
    return slices.reduce((sum, { calls }) => sum + calls, externalLevel);
  }

  return {
    threshold,
    current,
    external: () => externalLevel,
    setExternal(level) {
      externalLevel = level;
    },
    count(calls = 1) {
      const now = clock.now().getTime();
      const last = slices.at(-1);
      if (last && now < last.from + sliceMs) last.calls += calls;
      else slices.push({ from: now, calls });
    },
    isOver: () => current() >= threshold,
    reset() {
      slices = [];
      externalLevel = 0;
    },
    tierDelayMs() {
      const used = current() / threshold;
      if (used >= 0.75) return tierDelaysMs[1];
      return used >= 0.5 ? tierDelaysMs[0] : 0;
    },
  };
}
