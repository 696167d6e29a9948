import type { Control } from '../http/control-api.ts';
import { callOperations } from '../http/observation.operations.ts';
import { createSimulatorHost, withAddresses, type Simulator } from '../http/simulator-host.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { webhookOperations } from './control/webhook.operations.ts';
import { API_AGENT_ID, createSimulation, type Simulation } from './simulation.ts';
import type { HaloSimulatorOptions } from './simulator-options.ts';
import type { Credentials } from './tenant.ts';

export interface HaloSimulator extends Simulator<HaloOperations, Credentials> {
  /** The tenant's host: `{hostUrl}/api/authinfo` leads to everything else. */
  hostUrl(): string;
  /** Row of the agent that the application runs as. */
  readonly apiAgentId: number;
}

type HaloOperations = ReturnType<typeof haloOperations>;
export type HaloControl = Control<HaloOperations>;

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
    options,
    simulation,
    operations: haloOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    outgoing: simulation.webhooks,
  });
  return withAddresses(host, { hostUrl: host.origin, apiAgentId: API_AGENT_ID });
}
