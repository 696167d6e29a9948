import { systemClock, type Clock } from '@psa-bridge/core';

/** Real time, but whoever sleeps for exactly so long wakes when the gate is opened, and not before, however slow the machine is. */
export function gatedClock(ms: number): Clock & { open(): void } {
  const gate = Promise.withResolvers<void>();
  return {
    ...systemClock,
    sleep: (wanted, signal) =>
      wanted === ms ? Promise.race([gate.promise, abortOf(signal)]) : systemClock.sleep(wanted, signal),
    open: () => gate.resolve(),
  };
}

function abortOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
