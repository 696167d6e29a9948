import type { Control } from '../http/control-api.ts';
import { callOperations } from '../http/observation.operations.ts';
import { createSimulatorHost, withAddresses, type Simulator } from '../http/simulator-host.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { callbackOperations } from './control/callback.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { API_MEMBER, createSimulation, type Simulation } from './simulation.ts';
import type { ConnectWiseSimulatorOptions } from './simulator-options.ts';
import { ALIAS, type Credentials } from './tenant.ts';

export interface ConnectWiseSimulator extends Simulator<ConnectWiseOperations, Credentials> {
  /** The site: `{siteUrl}/login/companyinfo/{companyId}`. */
  siteUrl(): string;
  /** Where the API is under the alias of all codebases; ends in `/apis/3.0/`. */
  apiUrl(): string;
  /** Row and identifier of the API member. */
  readonly apiMember: { readonly id: number; readonly identifier: string };
}

type ConnectWiseOperations = ReturnType<typeof connectwiseOperations>;
export type ConnectWiseControl = Control<ConnectWiseOperations>;

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
    options,
    simulation,
    operations: connectwiseOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    outgoing: simulation.callbacks,
  });
  return withAddresses(host, { siteUrl: host.origin, apiUrl: () => `${host.origin()}/${ALIAS}apis/3.0/`, apiMember: API_MEMBER });
}
