import { AppError, type Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import CircuitBreaker from 'opossum';

export interface BreakerPolicy {
  /** Share of failed calls that opens it, 0 to 100. */
  errorThresholdPercentage: number;
  /** Fewer calls than this in the window never open it. */
  volumeThreshold: number;
  /** How long it stays open before one call may try, in milliseconds. */
  resetMs: number;
  /** The window over which failures are counted, in milliseconds. */
  windowMs: number;
}

export const DEFAULT_BREAKER: BreakerPolicy = {
  errorThresholdPercentage: 50,
  volumeThreshold: 8,
  resetMs: 15_000,
  windowMs: 30_000,
};
const MAX_BREAKERS = 2_000;

export interface Breakers {
  /**
   * Runs `action` behind the breaker of this key. Only errors for which `counts` says yes are held against it.
   * @throws AppError `breaker_open` with `retryAt`
   */
  run<Result>(key: string, action: () => Promise<Result>, counts: (error: unknown) => boolean): Promise<Result>;
  isOpen(key: string): boolean;
  close(): void;
}

type Task = { action: () => Promise<unknown>; counts: (error: unknown) => boolean };

/** One opossum breaker per key; the one unused longest is dropped when there are too many. */
export function createBreakers(options: {
  name: string;
  policy?: Partial<BreakerPolicy> | undefined;
  clock: Clock;
  metrics: Metrics;
}): Breakers {
  const policy = { ...DEFAULT_BREAKER, ...options.policy };
  const breakers = new Map<string, { breaker: CircuitBreaker<[Task], unknown>; openedAt: number }>();

  function make(): { breaker: CircuitBreaker<[Task], unknown>; openedAt: number } {
    const breaker = new CircuitBreaker<[Task], unknown>((task) => task.action(), {
      timeout: false,
      errorThresholdPercentage: policy.errorThresholdPercentage,
      volumeThreshold: policy.volumeThreshold,
      resetTimeout: policy.resetMs,
      rollingCountTimeout: policy.windowMs,
      // opossum keeps a failure out of its count when the filter answers true.
      // It passes the action's arguments after the error, which its types leave out.
      errorFilter: (...[error, task]: unknown[]) => !(task as Task).counts(error),
    });
    const entry = { breaker, openedAt: 0 };
    for (const event of ['open', 'halfOpen', 'close'] as const) {
      breaker.on(event as 'open', () => {
        if (event === 'open') entry.openedAt = options.clock.now().getTime();
        options.metrics.count('psa_bridge_breaker_events_total', { client: options.name, event });
      });
    }
    return entry;
  }

  function find(key: string): { breaker: CircuitBreaker<[Task], unknown>; openedAt: number } {
    const entry = breakers.get(key) ?? make();
    breakers.delete(key);
    breakers.set(key, entry);
    const oldest = breakers.size > MAX_BREAKERS ? breakers.keys().next().value : undefined;
    if (oldest !== undefined) {
      breakers.get(oldest)?.breaker.shutdown();
      breakers.delete(oldest);
    }
    return entry;
  }

  return {
    async run<Result>(key: string, action: () => Promise<Result>, counts: (error: unknown) => boolean) {
      const entry = find(key);
      try {
        return (await entry.breaker.fire({ action, counts })) as Result;
      } catch (error) {
        if ((error as { code?: unknown } | undefined)?.code !== 'EOPENBREAKER') throw error;
        throw new AppError('The other side failed too often; it is left alone for a while.', {
          code: 'breaker_open',
          kind: 'unavailable',
          retryAt: new Date(Math.max(options.clock.now().getTime(), entry.openedAt + policy.resetMs)),
          expected: true,
          details: { maybeSent: false },
        });
      }
    },
    isOpen: (key) => breakers.get(key)?.breaker.opened ?? false,
    close() {
      for (const { breaker } of breakers.values()) breaker.shutdown();
      breakers.clear();
    },
  };
}
