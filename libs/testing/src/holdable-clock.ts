import { systemClock, type Clock } from '@psa-bridge/core';

/** Real time, except while things are made that are to share one. */
export function holdableClock(): Clock & { held<Result>(work: () => Result): Result } {
  let still: Date | undefined;
  return {
    ...systemClock,
    now: () => still ?? systemClock.now(),
    held(work) {
      still = systemClock.now();
      try {
        return work();
      } finally {
        still = undefined;
      }
    },
  };
}
