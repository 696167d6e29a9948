import type { Clock } from '@psa-bridge/core';

/** Calls that the company may make: a bucket that fills as time goes by (connectwise.md 9). */
export interface Allowance {
  /** Whether there was one left, which is now spent. */
  take(): boolean;
  /** Others' calls. */
  spend(calls: number): void;
  left(): number;
  retryAfterSeconds(): number;
  reset(): void;
}

export function createAllowance({
  clock,
  perWindow,
  windowMs,
}: {
  clock: Clock;
  perWindow: number;
  windowMs: number;
}): Allowance {
  let tokens = perWindow;
  let at = clock.now().getTime();

  function left(): number {
    const now = clock.now().getTime();
    tokens = Math.min(perWindow, tokens + ((now - at) * perWindow) / windowMs);
    at = now;
    return tokens;
  }

  return {
    left,
    take() {
      if (left() < 1) return false;
      tokens -= 1;
      return true;
    },
    spend(calls) {
      tokens = left() - calls;
    },
    retryAfterSeconds: () => Math.max(1, Math.ceil(((1 - left()) * windowMs) / perWindow / 1_000)),
    reset() {
      tokens = perWindow;
      at = clock.now().getTime();
    },
  };
}
