import { afterEach } from '@jest/globals';
import {
  connectedConnector,
  createConnectorHarness,
  hurried,
  type ConnectedConnector,
} from '@psa-bridge/connector-kit/contract-suite';
import { systemClock } from '@psa-bridge/core';
import { simulateConnectWise, type SimulatedConnectWise, type SimulationOptions } from './simulated-connectwise.ts';

/** The whole connector, connected to a simulated ConnectWise, on memory adapters and in real time. */
export interface ConnectedConnectWise extends SimulatedConnectWise, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions {
  settings?: Readonly<Record<string, unknown>>;
  /** Where ConnectWise delivers its callbacks. */
  publicUrl?: string;
}

export async function connectConnectWise(options: ConnectionOptions = {}): Promise<ConnectedConnectWise> {
  const { settings = {}, publicUrl, ...simulation } = options;
  const simulated = await simulateConnectWise(simulation);
  const harness = createConnectorHarness({
    ...{ definition: hurried(simulated.definition), http: simulated.http, clock: systemClock },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    timings: { pollMs: 50, callTimeoutMs: 2_000 },
  });
  const close = async (): Promise<void> => {
    await harness.stop();
    await simulated.close();
  };
  try {
    await harness.start();
    const integration = await harness.connect(simulated.credentials, settings);
    return { ...simulated, ...connectedConnector(harness, integration), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Connects within a test, and takes everything apart after it. */
export function connectedForOneTest(): typeof connectConnectWise {
  let open: ConnectedConnectWise | undefined;
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  return async (options) => (open = await connectConnectWise(options));
}
