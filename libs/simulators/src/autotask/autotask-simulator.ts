import type { Control } from '../http/control-api.ts';
import { createSimulatorHost, withAddresses, type Simulator } from '../http/simulator-host.ts';
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

export interface AutotaskSimulator extends Simulator<AutotaskOperations, Credentials> {
  /** The discovery host: `{baseUrl}/ATServicesRest/V1.0/zoneInformation`. */
  baseUrl(): string;
  /** Where the customer's API is; ends in `/ATServicesRest/`. */
  zoneUrl(): string;
  /** Resource row of the API user. */
  readonly apiUserId: number;
}

type AutotaskOperations = ReturnType<typeof autotaskOperations>;
export type AutotaskControl = Control<AutotaskOperations>;

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
  const simulation = createSimulation(options, () => host.origin());
  const host = createSimulatorHost({
    name: 'autotask-simulator',
    options,
    simulation,
    operations: autotaskOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    outgoing: simulation.webhooks,
  });
  return withAddresses(host, { baseUrl: host.origin, zoneUrl: () => simulation.zone().url, apiUserId: API_USER_ID });
}
