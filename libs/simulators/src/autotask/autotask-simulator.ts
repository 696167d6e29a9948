import { systemClock, type Component } from '@psa-bridge/core';
import { createControlRouter, toControl, type Control } from '../http/control-api.ts';
import { emptyAnswer } from '../http/exchange.ts';
import { createLoopbackServer } from '../http/loopback-server.ts';
import { createScheduler } from '../http/scheduler.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { invoiceOperations } from './control/invoice.operations.ts';
import { observationOperations } from './control/observation.operations.ts';
import { picklistOperations } from './control/picklist.operations.ts';
import { webhookOperations } from './control/webhook.operations.ts';
import { API_USER_ID, createSimulation, type Simulation } from './simulation.ts';
import type { AutotaskSimulatorOptions } from './simulator-options.ts';
import type { Credentials } from './tenant.ts';

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

function autotaskOperations(simulation: Simulation) {
  return {
    ...dataOperations(simulation),
    ...picklistOperations(simulation),
    ...invoiceOperations(simulation),
    ...accessOperations(simulation),
    ...behaviourOperations(simulation),
    ...webhookOperations(simulation),
    ...observationOperations(simulation),
  };
}

/** A stand-in for one customer's Autotask, written from the vendor's documents; see the README for each behaviour and switch. */
export function createAutotaskSimulator(options: AutotaskSimulatorOptions = {}): AutotaskSimulator {
  const bugs: unknown[] = [];
  const requests = createScheduler(options.clock ?? systemClock);
  const simulation = createSimulation(options, () => server.origin());
  const operations = autotaskOperations(simulation);
  const routeControl = createControlRouter(operations);
  const routeVendor = createVendorApi({ ...simulation, scheduler: requests });
  const server = createLoopbackServer({
    name: 'autotask-simulator',
    ...(options.port === undefined ? {} : { port: options.port }),
    handle: async (call) => (await routeControl(call)) ?? (await routeVendor(call)) ?? emptyAnswer(404),
    onBug: (error) => bugs.push(error),
  });

  return {
    name: 'autotask-simulator',
    start: server.start,
    async stop() {
      const stopped = server.stop();
      requests.clear();
      simulation.scheduler.clear();
      simulation.webhooks.close();
      await Promise.all([stopped, simulation.webhooks.idle()]);
    },
    get port() {
      return server.port();
    },
    baseUrl: server.origin,
    zoneUrl: () => simulation.zone().url,
    controlUrl: () => `${server.origin()}/control`,
    get credentials() {
      return simulation.tenant.credentials;
    },
    apiUserId: API_USER_ID,
    control: toControl(operations),
    bugs: () => bugs,
  };
}
