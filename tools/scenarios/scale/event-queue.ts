const STEP_MS = 10;

/** What happens when, on a clock that goes from one event to the next. */
export interface EventQueue {
  /** Milliseconds since the beginning. */
  now(): number;
  /** Not before the next step. */
  at(ms: number, happen: () => void): void;
  after(ms: number, happen: () => void): void;
  /** Lets everything happen that is due until then. */
  runUntil(ms: number): void;
}

export function createEventQueue(): EventQueue {
  const steps = new Map<number, (() => void)[]>();
  let now = 0;

  function at(ms: number, happen: () => void): void {
    const step = Math.max(Math.ceil(ms / STEP_MS), now / STEP_MS + 1);
    const others = steps.get(step);
    if (others) others.push(happen);
    else steps.set(step, [happen]);
  }

  return {
    now: () => now,
    at,
    after: (ms, happen) => at(now + ms, happen),
    runUntil(end) {
      for (; now < end; now += STEP_MS) {
        for (const happen of steps.get(now / STEP_MS) ?? []) happen();
        steps.delete(now / STEP_MS);
      }
    },
  };
}
