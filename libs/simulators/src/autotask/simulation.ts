import { systemClock } from '@psa-bridge/core';
import { createInstruments, type Instruments } from '../http/instruments.ts';
import { createAuthentication, type Authentication } from './api/authentication.ts';
import type { Zone } from './api/open-routes.ts';
import { createUsage, type Usage } from './api/usage.ts';
import { seedDatabase } from './seed/seed-database.ts';
import { seedSchema, type Seed } from './seed/seed-options.ts';
import { DEMO_CREDENTIALS, type AutotaskSimulatorOptions } from './simulator-options.ts';
import { switchesSchema } from './switches.ts';
import { fullSecurity, type Tenant } from './tenant.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';
import { createWriter, type Writer } from './write/writer.ts';

/** The parts of a running simulator, as the API and the control operations use them. */
export interface Simulation extends Instruments {
  tenant: Tenant;
  writer: Writer;
  authentication: Authentication;
  usage: Usage;
  /** Calls at once for an endpoint. */
  threads: number;
  timeframeMinutes: number;
  webhooks: Webhooks;
  zone(): Zone & { number: number };
  /** Moves the tenant to the next zone; the old host then answers as one that does not know it. */
  moveZone(): string;
  /** Back to the state of the start, with this much data. */
  reset(seed: Seed | undefined): void;
}

export const API_USER_ID = 29_682_999;
const MINUTE_MS = 60_000;
const WEBHOOK_RETRY_MS = 30_000;

export function createSimulation(options: AutotaskSimulatorOptions, origin: () => string): Simulation {
  const { clock = systemClock, timeScale = 1 } = options;
  const stateOf = (seed: Seed | undefined) => initialState(options, seed ?? seedSchema.parse(options.seed ?? {}));
  const tenant: Tenant = { clock, apiUserId: API_USER_ID, ...stateOf(undefined) };
  const instruments = createInstruments(clock, options.latency);
  const { scheduler, counter } = instruments;
  const usage = createTenantUsage(options);
  const webhooks = createWebhooks({ tenant, scheduler, retryMs: WEBHOOK_RETRY_MS / timeScale, isHeldBack: usage.isOver });
  let zoneNumber = 1;
  const zone = () => describeZone(options, zoneNumber, origin());

  const authentication = createAuthentication(tenant);

  return {
    ...instruments,
    tenant,
    writer: createWriter(tenant, (change) => {
      if (change.isApi) counter.write(change.entity.name, change.kind);
      webhooks.onChange(change);
    }),
    authentication,
    usage,
    threads: options.limits?.threads ?? 3,
    timeframeMinutes: options.limits?.timeframeMinutes ?? 60,
    webhooks,
    zone,
    moveZone() {
      zoneNumber += 1;
      return zone().url;
    },
    reset(seed) {
      instruments.clear();
      Object.assign(tenant, stateOf(seed));
      authentication.unlock();
      usage.reset();
      webhooks.reset();
      zoneNumber = 1;
    },
  };
}

function createTenantUsage({ clock = systemClock, timeScale = 1, limits = {} }: AutotaskSimulatorOptions): Usage {
  return createUsage({
    clock,
    threshold: limits.threshold ?? 10_000,
    windowMs: ((limits.timeframeMinutes ?? 60) * MINUTE_MS) / timeScale,
    tierDelaysMs: limits.tierDelaysMs ?? [500, 1_000],
  });
}

/** What a reset goes back to. */
function initialState({ clock = systemClock, switches = {}, credentials = {} }: AutotaskSimulatorOptions, seed: Seed) {
  return {
    database: seedDatabase(seed, { now: clock.now(), apiUserId: API_USER_ID }),
    switches: switchesSchema.parse(switches),
    security: fullSecurity(),
    credentials: { ...DEMO_CREDENTIALS, ...credentials },
  };
}

/** Each zone has its own path, so that a move changes the URL as a move to another host does. */
function describeZone({ database = 100_001 }: AutotaskSimulatorOptions, number: number, origin: string) {
  const url = `${origin}${number === 1 ? '' : `/zone${number}`}/ATServicesRest/`;
  return { number, name: `Demo Zone ${number}`, ci: database, url, webUrl: 'https://ww0.example.com/' };
}
