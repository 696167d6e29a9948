import type { Clock } from '@psa-bridge/core';

/** Things that happen later by themselves; stopped and reset with the simulator, so that no timer outlives it. */
export interface Scheduler {
  /** Runs it after `ms` of the clock; at once when there is nothing to wait for. */
  after(ms: number, run: () => void): void;
  /** Waits, or rejects when the scheduler is cleared or stopped. */
  sleep(ms: number): Promise<void>;
  /** Waits for an event, or rejects as a sleep does. */
  until(event: Promise<void>): Promise<void>;
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
    until: (event) => Promise.race([event, endOf(current.signal)]),
    sleep: (ms) => (ms > 0 ? clock.sleep(ms, current.signal) : Promise.resolve()),
    signal: () => current.signal,
    clear() {
      current.abort(new Error('the simulator was reset or stopped'));
      current = new AbortController();
    },
  };
}

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
