import {
  connectSimulated,
  forOneTest,
  type ConnectedConnector,
  type ConnectionOptions as Connection,
} from '@psa-bridge/connector-kit/contract-suite';
import { simulateAutotask, type SimulatedAutotask, type SimulationOptions } from './simulated-autotask.ts';

export interface ConnectedAutotask extends SimulatedAutotask, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions, Connection {
  /** What is so in Autotask before it is connected. */
  before?: (simulated: SimulatedAutotask) => void;
  /** Of a tenant whose zone cannot be found. */
  zoneUrl?: (simulated: SimulatedAutotask) => string;
}

/** The whole connector, connected to a simulated Autotask. */
export async function connectAutotask(options: ConnectionOptions = {}): Promise<ConnectedAutotask> {
  const { before, zoneUrl, ...rest } = options;
  const simulated = await simulateAutotask(rest);
  before?.(simulated);
  const credentials = { ...simulated.simulator.credentials, ...(zoneUrl ? { zoneUrl: zoneUrl(simulated) } : {}) };
  return connectSimulated(simulated, credentials, rest);
}

export function connectedForOneTest(): typeof connectAutotask {
  return forOneTest(connectAutotask);
}
