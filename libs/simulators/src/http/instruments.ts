import type { Clock } from '@psa-bridge/core';
import { createCallCounter, type CallCounter } from './call-counters.ts';
import { createCallLog, type CallLog } from './call-log.ts';
import { createConcurrencyGauge, type ConcurrencyGauge } from './concurrency-gauge.ts';
import { createFaultTable, type FaultTable } from './fault-table.ts';
import { createLateCommits, type LateCommits } from './late-commits.ts';
import { NO_LATENCY, type Latency } from './latency.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** What every simulator is watched and steered with, whichever vendor it stands in for. */
export interface Instruments {
  faults: FaultTable;
  lateCommits: LateCommits;
  /** What happens by itself; cleared by a reset. */
  scheduler: Scheduler;
  latency: Latency;
  gauge: ConcurrencyGauge;
  counter: CallCounter;
  log: CallLog;
  /** Nothing armed, nothing waiting, nothing counted: as at the start. */
  clear(): void;
}

export function createInstruments(clock: Clock, given: Partial<Latency> = {}): Instruments {
  const scheduler = createScheduler(clock);
  const instruments: Instruments = {
    faults: createFaultTable(),
    lateCommits: createLateCommits(scheduler),
    scheduler,
    latency: { ...NO_LATENCY, ...given },
    gauge: createConcurrencyGauge(),
    counter: createCallCounter(),
    log: createCallLog(),
    clear() {
      scheduler.clear();
      instruments.faults.clear();
      instruments.lateCommits.clear();
      Object.assign(instruments.latency, { ...NO_LATENCY, ...given });
      instruments.counter.reset();
      instruments.gauge.resetPeaks();
      instruments.log.clear();
    },
  };
  return instruments;
}
