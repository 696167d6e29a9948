import { EventEmitter } from 'node:events';
import type { Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import CircuitBreaker from 'opossum';
import { breakerOpen } from './failures.ts';

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
const DEFAULT_MAX_BREAKERS = 2_000;
const BUCKETS = 10;

/** What is called, for the metrics of calls to a PSA. */
export interface CallLabels {
  provider: string;
  integration: string;
  group: string;
}

export interface BreakerTask<Result> {
  action: () => Promise<Result>;
  /** Whether an error is held against the other side. */
  counts: (error: unknown) => boolean;
  labels?: CallLabels | undefined;
}

export interface Breakers {
  /**
   * Runs the task behind the breaker of this key.
   * @throws AppError `breaker_open` with `retryAt`
   */
  run<Result>(key: string, task: BreakerTask<Result>): Promise<Result>;
  /** @throws AppError `breaker_open` with `retryAt`: for those who would otherwise wait in vain for their turn. */
  refuseIfOpen(key: string): void;
  isOpen(key: string): boolean;
  close(): void;
}

export interface BreakersOptions {
  name: string;
  policy?: Partial<BreakerPolicy> | undefined;
  /** More are not kept; the one unused longest is dropped. */
  maxBreakers?: number;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

type Task = BreakerTask<unknown>;

interface Entry {
  breaker: CircuitBreaker<[Task], unknown>;
  openedAt: number;
  labels: CallLabels | undefined;
}

/** One opossum breaker per key, all of them turning their windows on one timer. */
export function createBreakers(options: BreakersOptions): Breakers {
  const { clock, metrics, maxBreakers = DEFAULT_MAX_BREAKERS } = options;
  const policy = { ...DEFAULT_BREAKER, ...options.policy };
  const entries = new Map<string, Entry>();
  const rotation = new EventEmitter().setMaxListeners(0);
  const timer = setInterval(() => rotation.emit('rotate'), Math.max(1, policy.windowMs / BUCKETS));
  timer.unref();

  function drop(key: string, entry: Entry): void {
    if (entry.labels && !entry.breaker.closed) metrics.gauge('psa_bridge_breaker_open', 0, { ...entry.labels });
    entry.breaker.shutdown();
    entries.delete(key);
  }

  function find(key: string): Entry {
    const entry = entries.get(key) ?? observed(key, makeEntry(policy, rotation), options);
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.size > maxBreakers ? entries.entries().next().value : undefined;
    if (oldest) drop(...oldest);
    return entry;
  }

  const refusal = ({ openedAt }: Entry): Error =>
    breakerOpen(new Date(Math.max(clock.now().getTime(), openedAt + policy.resetMs)));

  return {
    async run<Result>(key: string, task: BreakerTask<Result>) {
      const entry = find(key);
      entry.labels = task.labels;
      try {
        return (await entry.breaker.fire(task)) as Result;
      } catch (error) {
        throw (error as { code?: unknown } | undefined)?.code === 'EOPENBREAKER' ? refusal(entry) : error;
      }
    },
    refuseIfOpen(key) {
      const entry = entries.get(key);
      if (entry?.breaker.opened) throw refusal(entry);
    },
    isOpen: (key) => entries.get(key)?.breaker.opened ?? false,
    close() {
      clearInterval(timer);
      for (const [key, entry] of entries) drop(key, entry);
    },
  };
}

function makeEntry(policy: BreakerPolicy, rotation: EventEmitter): Entry {
  const breaker = new CircuitBreaker<[Task], unknown>((task) => task.action(), {
    timeout: false,
    errorThresholdPercentage: policy.errorThresholdPercentage,
    volumeThreshold: policy.volumeThreshold,
    resetTimeout: policy.resetMs,
    rollingCountTimeout: policy.windowMs,
    rollingCountBuckets: BUCKETS,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    rotateBucketController: rotation,
    // opossum keeps a failure out of its count when the filter answers true.
    // It passes the action's arguments after the error, which its types leave out.
    errorFilter: (...[error, task]: unknown[]) => !(task as Task).counts(error),
  });
  return { breaker, openedAt: 0, labels: undefined };
}

function observed(key: string, entry: Entry, { name, clock, logger, metrics }: BreakersOptions): Entry {
  const tell = (event: 'open' | 'halfOpen' | 'close'): void => {
    metrics.count('psa_bridge_breaker_events_total', { client: name, event });
    if (entry.labels) metrics.gauge('psa_bridge_breaker_open', event === 'close' ? 0 : 1, { ...entry.labels });
    if (event !== 'halfOpen') logger.warn({ client: name, group: key }, event === 'open' ? 'breaker_opened' : 'breaker_closed');
  };
  entry.breaker.on('open', () => {
    entry.openedAt = clock.now().getTime();
    tell('open');
  });
  entry.breaker.on('halfOpen', () => tell('halfOpen'));
  entry.breaker.on('close', () => tell('close'));
  return entry;
}
