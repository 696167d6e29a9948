import { createXeroSimulator, type XeroSimulator, type XeroSimulatorOptions } from '@psa-bridge/simulators';
import type { XeroAddresses } from './service-plan.ts';

export type SimulatedXeroOptions = Pick<XeroSimulatorOptions, 'seed' | 'latency' | 'timeScale' | 'limits'>;

/** A simulated Xero in this process, serving over loopback HTTP. */
export async function startSimulatedXero(options: SimulatedXeroOptions): Promise<XeroSimulator> {
  const simulator = createXeroSimulator(options);
  await simulator.start();
  return simulator;
}

/** Where the sync of invoices finds it. */
export function addressesOf(simulator: XeroSimulator): XeroAddresses {
  return { api: simulator.apiUrl(), token: simulator.tokenUrl() };
}
