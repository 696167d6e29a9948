import type { Logger } from '@psa-bridge/observability';

export interface Reading {
  perSecond: number;
  /** Processor time of this process, in microseconds for each. */
  cpuMicros: number;
}

/** Counts up to a known number. */
export interface Meter {
  /** The first call starts the time. */
  begin(): void;
  count(): void;
  /** Known once all are counted. */
  reading: Promise<Reading>;
}

export function createMeter(total: number): Meter {
  const { promise, resolve } = Promise.withResolvers<Reading>();
  let begun: { at: number; cpu: NodeJS.CpuUsage } | undefined;
  let counted = 0;
  return {
    begin() {
      begun ??= { at: performance.now(), cpu: process.cpuUsage() };
    },
    count() {
      counted += 1;
      if (counted !== total || !begun) return;
      const { user, system } = process.cpuUsage(begun.cpu);
      resolve({ perSecond: total / ((performance.now() - begun.at) / 1_000), cpuMicros: (user + system) / total });
    },
    reading: promise,
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
