import { systemClock } from '@psa-bridge/core';
import { createCallCounter, type CallCounter } from '../http/call-counters.ts';
import { createCallLog, type CallLog } from '../http/call-log.ts';
import { createConcurrencyGauge, type ConcurrencyGauge } from '../http/concurrency-gauge.ts';
import { createFaultTable, type FaultTable } from '../http/fault-table.ts';
import { createLateCommits, type LateCommits } from '../http/late-commits.ts';
import { NO_LATENCY, type Latency } from '../http/latency.ts';
import { createScheduler, type Scheduler } from '../http/scheduler.ts';
import { createAllowance, type Allowance } from './api/allowance.ts';
import { createCallbacks, type Callbacks } from './callbacks/callbacks.ts';
import { seedDatabase } from './seed/seed-database.ts';
import { seedSchema, type Seed } from './seed/seed-options.ts';
import { DEMO_CREDENTIALS, type ConnectWiseSimulatorOptions } from './simulator-options.ts';
import { switchesSchema } from './switches.ts';
import type { Tenant } from './tenant.ts';
import { createWriter, type Writer } from './write/writer.ts';

/** The parts of a running simulator, as the API and the control operations use them. */
export interface Simulation {
  tenant: Tenant;
  writer: Writer;
  allowance: Allowance;
  faults: FaultTable;
  lateCommits: LateCommits;
  callbacks: Callbacks;
  /** What happens by itself; cleared by a reset. */
  scheduler: Scheduler;
  latency: Latency;
  gauge: ConcurrencyGauge;
  counter: CallCounter;
  log: CallLog;
  /** Back to the state of the start, with this much data. */
  reset(seed: Seed | undefined): void;
}

export const API_MEMBER = { id: 243, identifier: 'quotingapi' };
const FIRST_CODEBASE = 'v2025_1/';
const MINUTE_MS = 60_000;
const CALLS_PER_MINUTE = 1_000;

export function createSimulation(options: ConnectWiseSimulatorOptions, origin: () => string): Simulation {
  const { clock = systemClock, timeScale = 1 } = options;
  const stateOf = (seed: Seed | undefined) => initialState(options, seed ?? seedSchema.parse(options.seed ?? {}));
  const tenant: Tenant = { clock, apiMember: API_MEMBER, origin, ...stateOf(undefined) };
  const scheduler = createScheduler(clock);
  const callbacks = createCallbacks({ tenant, scheduler, timeScale });
  const counter = createCallCounter();

  const simulation: Simulation = {
    tenant,
    writer: createWriter(tenant, (change) => {
      if (change.isApi) counter.write(change.entity.name, KIND[change.action]);
      callbacks.onChange(change);
    }),
    allowance: createAllowance({
      clock,
      perWindow: options.callsPerMinute ?? CALLS_PER_MINUTE,
      windowMs: MINUTE_MS / timeScale,
    }),
    faults: createFaultTable(),
    lateCommits: createLateCommits(scheduler),
    callbacks,
    scheduler,
    latency: { ...NO_LATENCY, ...options.latency },
    gauge: createConcurrencyGauge(),
    counter,
    log: createCallLog(),
    reset(seed) {
      scheduler.clear();
      Object.assign(tenant, stateOf(seed));
      Object.assign(simulation.latency, { ...NO_LATENCY, ...options.latency });
      forget(simulation);
    },
  };
  return simulation;
}

const KIND = { added: 'create', updated: 'update', deleted: 'delete' } as const;

/** What a reset goes back to. */
function initialState({ clock = systemClock, switches = {}, credentials = {} }: ConnectWiseSimulatorOptions, seed: Seed) {
  return {
    database: seedDatabase(seed, { now: clock.now(), apiMember: API_MEMBER }),
    switches: switchesSchema.parse(switches),
    denied: [],
    credentials: { ...DEMO_CREDENTIALS, ...credentials },
    codebase: FIRST_CODEBASE,
  };
}

function forget({ allowance, faults, lateCommits, callbacks, counter, gauge, log }: Simulation): void {
  allowance.reset();
  faults.clear();
  lateCommits.clear();
  callbacks.reset();
  counter.reset();
  gauge.resetPeaks();
  log.clear();
}
