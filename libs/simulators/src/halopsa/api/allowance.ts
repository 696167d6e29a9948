import { createRollingCount } from '../../http/rolling-count.ts';
import type { Clock } from '@psa-bridge/core';

/** Calls within the rolling five minutes (halopsa.md 8). A refused call is not one of them. */
export interface Allowance {
  /** Whether there was one left, which is now spent. */
  take(): boolean;
  /** Calls of other integrations. */
  spend(calls: number): void;
  left(): number;
  retryAfterSeconds(): number;
  readonly perWindow: number;
  /** The vendor changes the limit. */
  setLimit(perWindow: number): void;
  reset(): void;
}

export interface AllowanceOptions {
  clock: Clock;
  perWindow: number;
  windowMs: number;
  /** Whether others' calls count. */
  isShared(): boolean;
}

export function createAllowance({ clock, perWindow: initial, windowMs, isShared }: AllowanceOptions): Allowance {
  const own = createRollingCount(clock, windowMs);
  const others = createRollingCount(clock, windowMs);
  let perWindow = initial;
  const used = (): number => own.current() + (isShared() ? others.current() : 0);

  return {
    left: () => Math.max(0, perWindow - used()),
    take() {
      if (used() >= perWindow) return false;
      own.add();
      return true;
    },
    spend: others.add,
    retryAfterSeconds() {
      const soonest = [own, others].map((count) => count.untilBelow(count.current())).filter((ms) => ms > 0);
      return Math.max(1, Math.ceil(Math.min(windowMs, ...soonest) / 1_000));
    },
    get perWindow() {
      return perWindow;
    },
    setLimit(next) {
      perWindow = next;
    },
    reset() {
      own.reset();
      others.reset();
      perWindow = initial;
    },
  };
}
