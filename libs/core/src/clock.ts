import { setTimeout as delay } from 'node:timers/promises';

/** All time in the platform is read and waited for through a clock, so that tests and simulations can drive it. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await delay(Math.max(0, ms), undefined, signal ? { signal } : {});
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};

export interface ManualClock extends Clock {
  /** Moves time on and wakes the sleepers that are due, in order of their time; resolves when their callbacks have run. */
  advance(ms: number): Promise<void>;
  /** The same in one step, as for a machine that slept: whoever is due wakes once, at the end. For long times. */
  leap(ms: number): Promise<void>;
  /** How many sleepers wait. */
  sleeping(): number;
  /** When the next sleeper is due, if one waits. */
  nextDue(): Date | undefined;
}

interface Sleeper {
  due: number;
  wake: () => void;
}

/** A clock that stands still until it is told to move: for tests and simulations. */
export function createManualClock(start: Date | string = '2026-01-05T08:00:00.000Z'): ManualClock {
  let now = new Date(start).getTime();
  const sleepers = new Set<Sleeper>();
  const earliest = (): Sleeper | undefined =>
    [...sleepers].reduce<Sleeper | undefined>((best, s) => (best && best.due <= s.due ? best : s), undefined);

  return {
    now: () => new Date(now),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const sleeper: Sleeper = { due: now + Math.max(0, ms), wake: finish };
        function finish(): void {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
          resolve();
        }
        function abort(): void {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        }
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.add(sleeper);
      });
    },
    async advance(ms) {
      const end = now + ms;
      for (let next = earliest(); next && next.due <= end; next = earliest()) {
        now = Math.max(now, next.due);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
    async leap(ms) {
      now += ms;
      for (const sleeper of [...sleepers].sort((a, b) => a.due - b.due)) if (sleeper.due <= now) sleeper.wake();
      await settle();
    },
    sleeping: () => sleepers.size,
    nextDue: () => {
      const next = earliest();
      return next && new Date(next.due);
    },
  };
}

/** Lets everything that is ready run: promise callbacks and one turn of the event loop. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
