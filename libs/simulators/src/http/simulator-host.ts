import type { Clock, Component } from '@psa-bridge/core';
import { createControlRouter, toControl, type Control, type ControlOperation } from './control-api.ts';
import { emptyAnswer, type HttpCall, type HttpOutcome } from './exchange.ts';
import { createLoopbackServer } from './loopback-server.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

export interface SimulatorHostOptions<Ops> {
  name: string;
  clock: Clock;
  /** 0, the default, takes a free port. */
  port?: number | undefined;
  operations: Ops;
  /** The vendor's API; undefined for a path that is not the vendor's. `scheduler` is for the time that calls take. */
  route(scheduler: Scheduler): (call: HttpCall) => Promise<HttpOutcome | undefined>;
  /** Ends what the vendor does by itself. */
  stop(): Promise<void>;
}

export interface SimulatorHost<Ops extends Readonly<Record<string, ControlOperation<never, unknown>>>> extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  port(): number;
  origin(): string;
  controlUrl(): string;
  readonly control: Control<Ops>;
  /** What the simulator itself failed at; empty unless it has a bug. */
  bugs(): readonly unknown[];
}

/** One server for the vendor's API and the control API below `/control`. */
export function createSimulatorHost<Ops extends Readonly<Record<string, ControlOperation<never, unknown>>>>(
  options: SimulatorHostOptions<Ops>,
): SimulatorHost<Ops> {
  const bugs: unknown[] = [];
  const requests = createScheduler(options.clock);
  const routeControl = createControlRouter(options.operations);
  const routeVendor = options.route(requests);
  const server = createLoopbackServer({
    name: options.name,
    ...(options.port === undefined ? {} : { port: options.port }),
    handle: async (call) => (await routeControl(call)) ?? (await routeVendor(call)) ?? emptyAnswer(404),
    onBug: (error) => bugs.push(error),
  });

  return {
    name: options.name,
    start: server.start,
    async stop() {
      const stopped = server.stop();
      requests.clear();
      await Promise.all([stopped, options.stop()]);
    },
    port: server.port,
    origin: server.origin,
    controlUrl: () => `${server.origin()}/control`,
    control: toControl(options.operations),
    bugs: () => bugs,
  };
}
