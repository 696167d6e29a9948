import { createManualClock, type ManualClock } from '@psa-bridge/core';

const STEP_MS = 25;

/** A manual clock whose time stands still while a call is under way, which takes real time of a real socket. */
export function clockThatWaitsFor(underWay: ReadonlySet<Promise<unknown>>): ManualClock {
  const clock = createManualClock();
  return {
    ...clock,
    async advance(ms) {
      for (let left = ms; left > 0; left -= STEP_MS) {
        while (underWay.size > 0) await Promise.allSettled([...underWay]);
        await clock.advance(Math.min(STEP_MS, left));
      }
    },
  };
}
