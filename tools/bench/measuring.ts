import type { Logger } from '@psa-bridge/observability';

/** Counts up to a known number. */
export interface Meter {
  /** The first call starts the time. */
  begin(): void;
  count(): void;
  /** How many a second, once all are counted. */
  rate: Promise<number>;
}

export function createMeter(total: number): Meter {
  const { promise, resolve } = Promise.withResolvers<number>();
  let beganAt: number | undefined;
  let counted = 0;
  return {
    begin() {
      beganAt ??= performance.now();
    },
    count() {
      counted += 1;
      if (counted === total) resolve(total / ((performance.now() - (beganAt ?? 0)) / 1_000));
    },
    rate: promise,
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};
