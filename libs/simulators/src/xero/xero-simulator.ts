import type { Control } from '../http/control-api.ts';
import { callOperations } from '../http/observation.operations.ts';
import { createSimulatorHost, withAddresses, type Simulator } from '../http/simulator-host.ts';
import { createVendorApi } from './api/vendor-api.ts';
import { accessOperations } from './control/access.operations.ts';
import { behaviourOperations } from './control/behaviour.operations.ts';
import { dataOperations } from './control/data.operations.ts';
import { webhookOperations } from './control/webhook.operations.ts';
import type { Credentials } from './platform.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import type { XeroSimulatorOptions } from './simulator-options.ts';

export interface XeroSimulator extends Simulator<XeroOperations, Credentials> {
  /** `{apiUrl}/Invoices`; ends in /api.xro/2.0 */
  apiUrl(): string;
  authorizeUrl(): string;
  tokenUrl(): string;
  revocationUrl(): string;
  connectionsUrl(): string;
  /** Guids of the organisations, by position. */
  tenantIds(): readonly string[];
}

type XeroOperations = ReturnType<typeof xeroOperations>;
export type XeroControl = Control<XeroOperations>;

function xeroOperations(simulation: Simulation) {
  return {
    ...dataOperations(simulation),
    ...accessOperations(simulation),
    ...behaviourOperations(simulation),
    ...webhookOperations(simulation),
    ...callOperations(simulation),
  };
}

/** A stand-in for Xero as one developer's apps see it, written from the vendor's documents; see the README for each behaviour and switch. */
export function createXeroSimulator(options: XeroSimulatorOptions = {}): XeroSimulator {
  const simulation = createSimulation(options, () => host.origin());
  const host = createSimulatorHost({
    name: 'xero-simulator',
    options,
    simulation: { scheduler: simulation.scheduler, tenant: simulation.platform },
    operations: xeroOperations(simulation),
    route: (scheduler) => createVendorApi({ ...simulation, scheduler }),
    outgoing: simulation.webhooks,
  });
  const at = (path: string) => () => `${host.origin()}${path}`;
  return withAddresses(host, {
    apiUrl: at('/api.xro/2.0'),
    authorizeUrl: at('/identity/connect/authorize'),
    tokenUrl: at('/connect/token'),
    revocationUrl: at('/connect/revocation'),
    connectionsUrl: at('/connections'),
    tenantIds: () => simulation.platform.books.map(({ organisation }) => organisation.guid),
  });
}
