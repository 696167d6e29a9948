import { systemClock, type Component } from '@psa-bridge/core';
import type { Control } from '../http/control-api.ts';
import { callOperations } from '../http/observation.operations.ts';
import { createSimulatorHost } from '../http/simulator-host.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { webhookOperations } from './control/webhook.operations.ts';
import { API_AGENT_ID, createSimulation, type Simulation } from './simulation.ts';
import type { HaloSimulatorOptions } from './simulator-options.ts';
import type { Credentials } from './tenant.ts';

export interface HaloSimulator extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly port: number;
  /** The tenant's host: `{hostUrl}/api/authinfo` leads to everything else. */
  hostUrl(): string;
  controlUrl(): string;
  readonly credentials: Credentials;
  /** Row of the agent that the application runs as. */
  readonly apiAgentId: number;
  readonly control: HaloControl;
  /** What the simulator itself failed at; empty unless it has a bug. */
  bugs(): readonly unknown[];
}

export type HaloControl = Control<ReturnType<typeof haloOperations>>;

function haloOperations(simulation: Simulation) {
  return {
    ...dataOperations(simulation),
    ...accessOperations(simulation),
    ...behaviourOperations(simulation),
    ...webhookOperations(simulation),
    ...callOperations(simulation),
  };
}

/** A stand-in for one customer's HaloPSA, written from the vendor's documents; see the README for each behaviour and switch. */
export function createHaloSimulator(options: HaloSimulatorOptions = {}): HaloSimulator {
  const simulation = createSimulation(options, () => host.origin());
  const host = createSimulatorHost({
    name: 'halopsa-simulator',
    clock: options.clock ?? systemClock,
    port: options.port,
    operations: haloOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    async stop() {
      simulation.scheduler.clear();
      simulation.webhooks.close();
      await simulation.webhooks.idle();
    },
  });

  return {
    name: host.name,
    start: host.start,
    stop: host.stop,
    get port() {
      return host.port();
    },
    hostUrl: host.origin,
    controlUrl: host.controlUrl,
    get credentials() {
      return simulation.tenant.credentials;
    },
    apiAgentId: API_AGENT_ID,
    control: host.control,
    bugs: host.bugs,
  };
}
