import { systemClock, type Clock, type Component } from '@psa-bridge/core';
import { createCallCounter } from '../http/call-counters.ts';
import { createCallLog } from '../http/call-log.ts';
import { createConcurrencyGauge } from '../http/concurrency-gauge.ts';
import { createControlRouter, toControl, type Control } from '../http/control-api.ts';
import { emptyAnswer } from '../http/exchange.ts';
import { createFaultTable } from '../http/fault-table.ts';
import { NO_LATENCY, type Latency } from '../http/latency.ts';
import { createLoopbackServer } from '../http/loopback-server.ts';
import { createAuthentication } from './api/authentication.ts';
import { createLateCommits } from './api/late-commits.ts';
import type { Zone } from './api/open-routes.ts';
import { createUsage } from './api/usage.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { observationOperations } from './control/observation.operations.ts';
import { seedDatabase } from './seed/seed-database.ts';
import { seedSchema, type Seed, type SeedInput } from './seed/seed-options.ts';
import type { Simulation } from './simulation.ts';
import { switchesSchema, type Switches } from './switches.ts';
import { fullSecurity, type Credentials, type Tenant } from './tenant.ts';
import { createWriter } from './write/writer.ts';

export interface AutotaskSimulatorOptions {
  clock?: Clock;
  /** 0, the default, takes a free port. */
  port?: number;
  seed?: SeedInput;
  /** None by default; the vendor's is about 150 ms a call and 400 ms a full page. */
  latency?: Partial<Latency>;
  limits?: {
    /** Calls in a window: 10,000. */
    threshold?: number;
    /** 60. */
    timeframeMinutes?: number;
    /** At once for an endpoint: 3. */
    threads?: number;
    /** Slower from 50 % and from 75 % of the threshold: 500 and 1,000. */
    tierDelaysMs?: readonly [number, number];
  };
  /** Divides the vendor's own time windows (the hour, webhook retries): 60 makes an hour a minute. */
  timeScale?: number;
  credentials?: Partial<Credentials>;
  /** Number of the customer's database. */
  database?: number;
  switches?: Partial<Switches>;
}

export interface AutotaskSimulator extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly port: number;
  /** The discovery host: `{baseUrl}/ATServicesRest/V1.0/zoneInformation`. */
  baseUrl(): string;
  /** Where the customer's API is; ends in `/ATServicesRest/`. */
  zoneUrl(): string;
  controlUrl(): string;
  readonly credentials: Credentials;
  /** Resource row of the API user. */
  readonly apiUserId: number;
  readonly control: AutotaskControl;
  /** What the simulator itself failed at; empty unless it has a bug. */
  bugs(): readonly unknown[];
}

export type AutotaskControl = Control<ReturnType<typeof autotaskOperations>>;

export const DEMO_CREDENTIALS: Credentials = {
  integrationCode: 'DEMOPSABRIDGE00000000000001',
  userName: 'demo-api-user@example.com',
  secret: 'demo$Secret#1',
};

const API_USER_ID = 29_682_999;
const MINUTE_MS = 60_000;

function autotaskOperations(simulation: Simulation) {
  return { ...dataOperations(simulation), ...behaviourOperations(simulation), ...observationOperations(simulation) };
}

/** A stand-in for one customer's Autotask, written from the vendor's documents; see the README for each behaviour and switch. */
export function createAutotaskSimulator(options: AutotaskSimulatorOptions = {}): AutotaskSimulator {
  const { clock = systemClock, timeScale = 1, limits = {} } = options;
  const stopping = new AbortController();
  const bugs: unknown[] = [];
  const initial = initialState(options);
  const tenant: Tenant = { clock, apiUserId: API_USER_ID, ...initial(seedSchema.parse(options.seed ?? {})) };
  const timeframeMinutes = limits.timeframeMinutes ?? 60;
  const usage = createUsage({
    clock,
    threshold: limits.threshold ?? 10_000,
    windowMs: (timeframeMinutes * MINUTE_MS) / timeScale,
    tierDelaysMs: limits.tierDelaysMs ?? [500, 1_000],
  });
  const counter = createCallCounter();
  const simulation: Simulation = {
    tenant,
    writer: createWriter(tenant, ({ entity, kind, isApi }) => isApi && counter.write(entity.name, kind)),
    authentication: createAuthentication(tenant),
    usage,
    faults: createFaultTable(),
    lateCommits: createLateCommits(clock, stopping.signal),
    latency: { ...NO_LATENCY, ...options.latency },
    gauge: createConcurrencyGauge(),
    counter,
    log: createCallLog(),
    moveZone() {
      zoneNumber += 1;
      return zoneUrl();
    },
    reset(seed) {
      Object.assign(tenant, initial(seed ?? seedSchema.parse(options.seed ?? {})));
      resetObservations(simulation);
      zoneNumber = 1;
    },
  };
  let zoneNumber = 1;
  const operations = autotaskOperations(simulation);
  const routeControl = createControlRouter(operations);
  const routeVendor = createVendorApi({
    ...simulation,
    threads: limits.threads ?? 3,
    timeframeMinutes,
    zone: () => ({ ...describeZone(options, zoneNumber), url: zoneUrl() }),
    sleep: (ms) => (ms > 0 ? clock.sleep(ms, stopping.signal) : Promise.resolve()),
  });
  const server = createLoopbackServer({
    name: 'autotask-simulator',
    ...(options.port === undefined ? {} : { port: options.port }),
    handle: async (call) => (await routeControl(call)) ?? (await routeVendor(call)) ?? emptyAnswer(404),
    onBug: (error) => bugs.push(error),
  });

  function zoneUrl(): string {
    return `${server.origin()}${zoneNumber === 1 ? '' : `/zone${zoneNumber}`}/ATServicesRest/`;
  }

  return {
    name: 'autotask-simulator',
    start: async () => server.start?.(),
    async stop() {
      const stopped = server.stop?.();
      stopping.abort();
      await stopped;
    },
    get port() {
      return server.port();
    },
    baseUrl: () => server.origin(),
    zoneUrl,
    controlUrl: () => `${server.origin()}/control`,
    get credentials() {
      return tenant.credentials;
    },
    apiUserId: API_USER_ID,
    control: toControl(operations),
    bugs: () => bugs,
  };
}

/** What a reset goes back to. */
function initialState({ clock = systemClock, switches = {}, credentials = {} }: AutotaskSimulatorOptions) {
  return (seed: Seed) => ({
    database: seedDatabase(seed, { now: clock.now(), apiUserId: API_USER_ID }),
    switches: switchesSchema.parse(switches),
    security: fullSecurity(),
    credentials: { ...DEMO_CREDENTIALS, ...credentials },
  });
}

function resetObservations({ authentication, usage, faults, lateCommits, counter, gauge, log }: Simulation): void {
  authentication.unlock();
  usage.reset();
  faults.clear();
  lateCommits.clear();
  counter.reset();
  gauge.resetPeaks();
  log.clear();
}

function describeZone({ database = 100_001 }: AutotaskSimulatorOptions, zoneNumber: number) {
  return { number: zoneNumber, name: `Demo Zone ${zoneNumber}`, ci: database, webUrl: 'https://ww0.example.com/' };
}
