import { systemClock, type Component } from '@psa-bridge/core';
import type { Control } from '../http/control-api.ts';
import { callOperations } from '../http/observation.operations.ts';
import { createSimulatorHost } from '../http/simulator-host.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { callbackOperations } from './control/callback.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { API_MEMBER, createSimulation, type Simulation } from './simulation.ts';
import type { ConnectWiseSimulatorOptions } from './simulator-options.ts';
import { ALIAS, type Credentials } from './tenant.ts';

export interface ConnectWiseSimulator extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly port: number;
  /** The site: `{siteUrl}/login/companyinfo/{companyId}`. */
  siteUrl(): string;
  /** Where the API is under the alias of all codebases; ends in `/apis/3.0/`. */
  apiUrl(): string;
  controlUrl(): string;
  readonly credentials: Credentials;
  /** Row and identifier of the API member. */
  readonly apiMember: { readonly id: number; readonly identifier: string };
  readonly control: ConnectWiseControl;
  /** What the simulator itself failed at; empty unless it has a bug. */
  bugs(): readonly unknown[];
}

export type ConnectWiseControl = Control<ReturnType<typeof connectwiseOperations>>;

function connectwiseOperations(simulation: Simulation) {
  return {
    ...dataOperations(simulation),
    ...accessOperations(simulation),
    ...behaviourOperations(simulation),
    ...callbackOperations(simulation),
    ...callOperations(simulation),
  };
}

/** A stand-in for one customer's ConnectWise PSA, written from the vendor's documents; see the README for each behaviour and switch. */
export function createConnectWiseSimulator(options: ConnectWiseSimulatorOptions = {}): ConnectWiseSimulator {
  const simulation = createSimulation(options, () => host.origin());
  const host = createSimulatorHost({
    name: 'connectwise-simulator',
    clock: options.clock ?? systemClock,
    port: options.port,
    operations: connectwiseOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    async stop() {
      simulation.scheduler.clear();
      simulation.callbacks.close();
      await simulation.callbacks.idle();
    },
  });

  return {
    name: host.name,
    start: host.start,
    stop: host.stop,
    get port() {
      return host.port();
    },
    siteUrl: host.origin,
    apiUrl: () => `${host.origin()}/${ALIAS}apis/3.0/`,
    controlUrl: host.controlUrl,
    get credentials() {
      return simulation.tenant.credentials;
    },
    apiMember: API_MEMBER,
    control: host.control,
    bugs: host.bugs,
  };
}
