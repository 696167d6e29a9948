import type { Clock } from '@psa-bridge/core';

/** Counts within a window that begins at fixed times, not at the first call (xero.md 5.1). */
export interface FixedWindow {
  used(): number;
  add(calls: number): void;
  /** Whole seconds until the next window. */
  secondsLeft(): number;
}

/** `offsetMs` moves the beginning, which differs between organisations. */
export function createFixedWindow(clock: Clock, windowMs: number, offsetMs: number): FixedWindow {
  let current = NaN;
  let count = 0;
  const place = (): number => (clock.now().getTime() - offsetMs) / windowMs;

  function roll(): void {
    const index = Math.floor(place());
    if (index === current) return;
    current = index;
    count = 0;
  }

  return {
    used() {
      roll();
      return count;
    },
    add(calls) {
      roll();
      count = Math.max(0, count + calls);
    },
    secondsLeft: () => Math.max(1, Math.ceil(((1 - (place() - Math.floor(place()))) * windowMs) / 1_000)),
  };
}
