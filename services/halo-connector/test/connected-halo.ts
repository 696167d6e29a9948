import { afterEach } from '@jest/globals';
import {
  connectedConnector,
  createConnectorHarness,
  hurried,
  type ConnectedConnector,
} from '@psa-bridge/connector-kit/contract-suite';
import { systemClock } from '@psa-bridge/core';
import { simulateHalo, type SimulatedHalo, type SimulationOptions } from './simulated-halo.ts';

/** The whole connector, connected to a simulated Halo, on memory adapters and in real time. */
export interface ConnectedHalo extends SimulatedHalo, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions {
  settings?: Readonly<Record<string, unknown>>;
  /** Where Halo delivers its webhooks. */
  publicUrl?: string;
}

export async function connectHalo(options: ConnectionOptions = {}): Promise<ConnectedHalo> {
  const { settings = {}, publicUrl, ...simulation } = options;
  const simulated = await simulateHalo(simulation);
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
export function connectedForOneTest(): typeof connectHalo {
  let open: ConnectedHalo | undefined;
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  return async (options) => (open = await connectHalo(options));
}
