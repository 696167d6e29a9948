import {
  connectSimulated,
  forOneTest,
  type ConnectedConnector,
  type ConnectionOptions as Connection,
} from '@psa-bridge/connector-kit/contract-suite';
import { simulateConnectWise, type SimulatedConnectWise, type SimulationOptions } from './simulated-connectwise.ts';

export interface ConnectedConnectWise extends SimulatedConnectWise, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions, Pick<Connection, 'settings' | 'publicUrl'> {}

/** The whole connector, connected to a simulated ConnectWise. */
export async function connectConnectWise({
  settings,
  publicUrl,
  ...simulation
}: ConnectionOptions = {}): Promise<ConnectedConnectWise> {
  const simulated = await simulateConnectWise(simulation);
  return connectSimulated(simulated, simulated.credentials, {
    ...(settings && { settings }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

export function connectedForOneTest(): typeof connectConnectWise {
  return forOneTest(connectConnectWise);
}
