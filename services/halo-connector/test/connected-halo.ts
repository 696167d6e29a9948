import {
  connectSimulated,
  forOneTest,
  type ConnectedConnector,
  type ConnectionOptions as Connection,
} from '@psa-bridge/connector-kit/contract-suite';
import { simulateHalo, type SimulatedHalo, type SimulationOptions } from './simulated-halo.ts';

export interface ConnectedHalo extends SimulatedHalo, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions, Pick<Connection, 'settings' | 'publicUrl'> {}

/** The whole connector, connected to a simulated Halo. */
export async function connectHalo({ settings, publicUrl, ...simulation }: ConnectionOptions = {}): Promise<ConnectedHalo> {
  const simulated = await simulateHalo(simulation);
  return connectSimulated(simulated, simulated.credentials, {
    ...(settings && { settings }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

export function connectedForOneTest(): typeof connectHalo {
  return forOneTest(connectHalo);
}
