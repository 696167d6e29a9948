import { systemClock } from '@psa-bridge/core';
import { createInstruments, type Instruments } from '../http/instruments.ts';
import { createAllowance, type Allowance } from './api/allowance.ts';
import { createCallbacks, type Callbacks } from './callbacks/callbacks.ts';
import { seedDatabase } from './seed/seed-database.ts';
import { seedSchema, type Seed } from './seed/seed-options.ts';
import { DEMO_CREDENTIALS, type ConnectWiseSimulatorOptions } from './simulator-options.ts';
import { switchesSchema } from './switches.ts';
import type { Tenant } from './tenant.ts';
import { createWriter, type Writer } from './write/writer.ts';

/** The parts of a running simulator, as the API and the control operations use them. */
export interface Simulation extends Instruments {
  tenant: Tenant;
  writer: Writer;
  allowance: Allowance;
  callbacks: Callbacks;
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
  const instruments = createInstruments(clock, options.latency);
  const { scheduler, counter } = instruments;
  const callbacks = createCallbacks({ tenant, scheduler, timeScale });

  const allowance = createAllowance({
    clock,
    perWindow: options.callsPerMinute ?? CALLS_PER_MINUTE,
    windowMs: MINUTE_MS / timeScale,
  });

  return {
    ...instruments,
    tenant,
    writer: createWriter(tenant, (change) => {
      if (change.isApi) counter.write(change.entity.name, KIND[change.action]);
      callbacks.onChange(change);
    }),
    allowance,
    callbacks,
    reset(seed) {
      instruments.clear();
      Object.assign(tenant, stateOf(seed));
      allowance.reset();
      callbacks.reset();
    },
  };
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
