import { systemClock, type Clock, type Component } from '@psa-bridge/core';
import { createControlRouter, toControl, type Control, type ControlOperation } from './control-api.ts';
import { emptyAnswer, type HttpCall, type HttpOutcome } from './exchange.ts';
import { createLoopbackServer } from './loopback-server.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

type Operations = Readonly<Record<string, ControlOperation<never, unknown>>>;

/** A running stand-in for a vendor; each vendor's own adds its addresses. */
export interface Simulator<Ops extends Operations, Credentials> extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly port: number;
  /** Such as `http://127.0.0.1:40123`. */
  origin(): string;
  controlUrl(): string;
  /** What an integration signs in with; a control operation may change it. */
  readonly credentials: Credentials;
  readonly control: Control<Ops>;
  /** What the simulator itself failed at; empty unless it has a bug. */
  bugs(): readonly unknown[];
}

export interface SimulatorHostOptions<Ops, Credentials> {
  name: string;
  options: { clock?: Clock; port?: number };
  /** What of the simulation is the host's: its timers, and whose credentials are shown. */
  simulation: { scheduler: Scheduler; tenant: { credentials: Credentials } };
  operations: Ops;
  /** The vendor's API; undefined for a path that is not the vendor's. `scheduler` is for the time that calls take. */
  route(scheduler: Scheduler): (call: HttpCall) => Promise<HttpOutcome | undefined>;
  /** What the vendor sends by itself. */
  outgoing: { close(): void; idle(): Promise<void> };
}

/** One server for the vendor's API and the control API below `/control`. */
export function createSimulatorHost<Ops extends Operations, Credentials>(
  host: SimulatorHostOptions<Ops, Credentials>,
): Simulator<Ops, Credentials> {
  const { name, options, simulation, outgoing } = host;
  const bugs: unknown[] = [];
  const requests = createScheduler(options.clock ?? systemClock);
  const routeControl = createControlRouter(host.operations);
  const routeVendor = host.route(requests);
  const server = createLoopbackServer({
    name,
    ...(options.port === undefined ? {} : { port: options.port }),
    handle: async (call) => (await routeControl(call)) ?? (await routeVendor(call)) ?? emptyAnswer(404),
    onBug: (error) => bugs.push(error),
  });

  return {
    name,
    start: server.start,
    async stop() {
      const stopped = server.stop();
      requests.clear();
      simulation.scheduler.clear();
      outgoing.close();
      await Promise.all([stopped, outgoing.idle()]);
    },
    get port() {
      return server.port();
    },
    origin: server.origin,
    controlUrl: () => `${server.origin()}/control`,
    get credentials() {
      return simulation.tenant.credentials;
    },
    control: toControl(host.operations),
    bugs: () => bugs,
  };
}

/** The host with what the vendor's own adds; accessors stay accessors. */
export function withAddresses<Host extends object, Own extends object>(host: Host, own: Own): Host & Own {
  return Object.defineProperties(host, Object.getOwnPropertyDescriptors(own)) as Host & Own;
}
