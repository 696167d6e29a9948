import type { Clock } from '@psa-bridge/core';
import { createRollingCount } from '../../http/rolling-count.ts';

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

export function createUsage({ clock, threshold, windowMs, tierDelaysMs }: UsageOptions): Usage {
  const calls = createRollingCount(clock, windowMs);
  let externalLevel = 0;
  const current = (): number => calls.current() + externalLevel;

  return {
    threshold,
    current,
    external: () => externalLevel,
    setExternal(level) {
      externalLevel = level;
    },
    count: calls.add,
    isOver: () => current() >= threshold,
    reset() {
      calls.reset();
      externalLevel = 0;
    },
    tierDelayMs() {
      const used = current() / threshold;
      if (used >= 0.75) return tierDelaysMs[1];
      return used >= 0.5 ? tierDelaysMs[0] : 0;
    },
  };
}
