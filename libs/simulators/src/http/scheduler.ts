import type { Clock } from '@psa-bridge/core';

/** Things that happen later by themselves; stopped and reset with the simulator, so that no timer outlives it. */
export interface Scheduler {
  /** Runs it after `ms` of the clock; at once when there is nothing to wait for. */
  after(ms: number, run: () => void): void;
  /** Waits, or rejects when the scheduler is cleared or stopped. */
  sleep(ms: number): Promise<void>;
  /** Aborted by the next clear or stop. */
  signal(): AbortSignal;
  /** Forgets what has not happened yet. */
  clear(): void;
}

export function createScheduler(clock: Clock): Scheduler {
  let current = new AbortController();

  return {
    after(ms, run) {
      if (ms <= 0) return run();
      void clock.sleep(ms, current.signal).then(run, () => undefined);
    },
    sleep: (ms) => (ms > 0 ? clock.sleep(ms, current.signal) : Promise.resolve()),
    signal: () => current.signal,
    clear() {
      current.abort(new Error('the simulator was reset or stopped'));
      current = new AbortController();
    },
  };
}
