import { systemClock } from '@psa-bridge/core';
import { createInstruments, type Instruments } from '../http/instruments.ts';
import { createAllowance, type Allowance } from './api/allowance.ts';
import { createTokens, type Tokens } from './api/tokens.ts';
import { seedDatabase } from './seed/seed-database.ts';
import { seedSchema, type Seed } from './seed/seed-options.ts';
import { DEMO_CREDENTIALS, type HaloSimulatorOptions } from './simulator-options.ts';
import { switchesSchema } from './switches.ts';
import { FULL_ACCESS, type Tenant } from './tenant.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';
import { createWriter, type Writer } from './write/writer.ts';

/** The parts of a running simulator, as the API and the control operations use them. */
export interface Simulation extends Instruments {
  tenant: Tenant;
  writer: Writer;
  tokens: Tokens;
  allowance: Allowance;
  webhooks: Webhooks;
  /** Back to the state of the start, with this much data. */
  reset(seed: Seed | undefined): void;
}

/** The agent that the application runs as. */
export const API_AGENT_ID = 9;
const WINDOW_MS = 5 * 60_000;
const CALLS_PER_WINDOW = 300;
const TOKEN_SECONDS = 3_600;

export function createSimulation(options: HaloSimulatorOptions, origin: () => string): Simulation {
  const { clock = systemClock, timeScale = 1 } = options;
  const stateOf = (seed: Seed | undefined) => initialState(options, seed ?? seedSchema.parse(options.seed ?? {}));
  const tenant: Tenant = { clock, apiAgentId: API_AGENT_ID, origin, ...stateOf(undefined) };
  const instruments = createInstruments(clock, options.latency);
  const { scheduler, counter } = instruments;
  const webhooks = createWebhooks({ tenant, scheduler, timeScale });
  const tokens = createTokens(clock, options.tokenSeconds ?? TOKEN_SECONDS);
  const allowance = createAllowance({
    clock,
    perWindow: options.callsPerWindow ?? CALLS_PER_WINDOW,
    windowMs: WINDOW_MS / timeScale,
    isShared: () => tenant.switches.limitIsShared,
  });

  return {
    ...instruments,
    tenant,
    writer: createWriter(tenant, (change) => {
      if (change.isApi) counter.write(change.entity.name, change.action);
      webhooks.onChange(change);
    }),
    tokens,
    allowance,
    webhooks,
    reset(seed) {
      instruments.clear();
      Object.assign(tenant, stateOf(seed));
      tokens.reset();
      allowance.reset();
      webhooks.reset();
    },
  };
}

/** What a reset goes back to. */
function initialState({ clock = systemClock, switches = {}, credentials = {} }: HaloSimulatorOptions, seed: Seed) {
  return {
    database: seedDatabase(seed, { now: clock.now(), apiAgentId: API_AGENT_ID }),
    switches: switchesSchema.parse(switches),
    credentials: { ...DEMO_CREDENTIALS, ...credentials },
    access: FULL_ACCESS,
    warnings: [] as Tenant['warnings'],
  };
}
