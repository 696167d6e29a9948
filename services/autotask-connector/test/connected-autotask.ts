import { afterEach } from '@jest/globals';
import {
  connectedConnector,
  createConnectorHarness,
  hurried,
  type ConnectedConnector,
} from '@psa-bridge/connector-kit/contract-suite';
import { systemClock, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { simulateAutotask, type SimulatedAutotask, type SimulationOptions } from './simulated-autotask.ts';

/** The whole connector, connected to a simulated Autotask, on memory adapters and in real time. */
export interface ConnectedAutotask extends SimulatedAutotask, ConnectedConnector {}

export interface ConnectionOptions extends SimulationOptions {
  settings?: Readonly<Record<string, unknown>>;
  publicUrl?: string;
  /** The connector's, where it is not that of Autotask. */
  ownClock?: Clock;
  logger?: Logger;
  /** What is so in Autotask before it is connected. */
  before?: (simulated: SimulatedAutotask) => void;
  /** Of a tenant whose zone cannot be found. */
  zoneUrl?: (simulated: SimulatedAutotask) => string;
}

export async function connectAutotask(options: ConnectionOptions = {}): Promise<ConnectedAutotask> {
  const { settings = {}, publicUrl, ownClock = systemClock, logger, before, zoneUrl, ...simulation } = options;
  const simulated = await simulateAutotask(simulation);
  before?.(simulated);
  const harness = createConnectorHarness({
    ...{ definition: hurried(simulated.definition), http: simulated.http, clock: ownClock },
    timings: { pollMs: 50, callTimeoutMs: 2_000 },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(logger === undefined ? {} : { logger }),
  });
  const close = async (): Promise<void> => {
    await harness.stop();
    await simulated.close();
  };
  try {
    await harness.start();
    const credentials = { ...simulated.simulator.credentials, ...(zoneUrl ? { zoneUrl: zoneUrl(simulated) } : {}) };
    const integration = await harness.connect(credentials, settings);
    return { ...simulated, ...connectedConnector(harness, integration), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Connects within a test, and takes everything apart after it. */
export function connectedForOneTest(): typeof connectAutotask {
  let open: ConnectedAutotask | undefined;
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  return async (options) => (open = await connectAutotask(options));
}
