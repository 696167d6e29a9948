import { createManualClock, systemClock, type Clock } from '@psa-bridge/core';

/** Real time, but whoever sleeps for exactly so long wakes when the gate is opened, and not before, however slow the machine is. */
export function gatedClock(ms: number): Clock & { open(): Promise<void> } {
  const gate = createManualClock();
  let isOpen = false;
  return {
    ...systemClock,
    sleep: (wanted, signal) => (wanted === ms && !isOpen ? gate : systemClock).sleep(wanted, signal),
    open() {
      isOpen = true;
      return gate.advance(ms);
    },
  };
}
