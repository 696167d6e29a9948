import type { WebhookWindows } from '@psa-bridge/connector-kit';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { createConnectWiseSimulator, type ConnectWiseSimulator, type ConnectWiseSimulatorOptions } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { connectWiseConnector } from '../src/provider.ts';

export type ConnectWiseDefinition = ReturnType<typeof connectWiseConnector>;

/** The real connector and the real HTTP client before a simulated ConnectWise on loopback. */
export interface SimulatedConnectWise {
  simulator: ConnectWiseSimulator;
  definition: ConnectWiseDefinition;
  http: HttpClient;
  /** What a person enters to connect. */
  credentials: Readonly<Record<string, string>>;
  /** Everything ends; what the simulator could not explain fails the test. */
  close(): Promise<void>;
}

export interface SimulationOptions extends ConnectWiseSimulatorOptions {
  /** The vendor's time for calls that were not answered. Default 300 ms. */
  quarantineMs?: number;
  /** The first wait at a limit. Default 50 ms instead of 5 s. */
  limitWaitMs?: number;
  /** Between two readings of the active agreements. Default an hour. */
  agreementsEveryMs?: number;
  /** Default: so long that nothing is looked at during a test. */
  webhooks?: WebhookWindows;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SMALL_SEED = { companies: 3, contactsPerCompany: 1, products: 3, opportunities: 1, tickets: 0, agreements: 0 };

export async function simulateConnectWise(options: SimulationOptions = {}): Promise<SimulatedConnectWise> {
  const { quarantineMs = 300, limitWaitMs = 50, agreementsEveryMs = HOUR_MS, webhooks, ...simulation } = options;
  const simulator = createConnectWiseSimulator({ seed: SMALL_SEED, ...simulation });
  await simulator.start();
  const http = createHttpClient({
    ...{ name: 'connectwise', clock: systemClock, logger: captureLogger().logger },
    metrics: createMetrics({ processMetrics: false }),
    guard: { allowPrivate: ['127.0.0.1'] },
  });
  return {
    ...{ simulator, http },
    definition: connectWiseConnector({
      ...{ allowanceMs: MINUTE_MS, quarantineMs, limitWaitMs, agreementsEveryMs, deltaEveryMs: 0 },
      webhooks: webhooks ?? { checkEveryMs: HOUR_MS, redeliveryMs: 10_000, reportEveryMs: HOUR_MS },
    }),
    credentials: { site: simulator.siteUrl(), ...simulator.credentials },
    async close() {
      await http.close();
      await simulator.stop();
      const bugs = simulator.bugs();
      if (bugs.length > 0) throw new Error(`The simulator met bugs of its own: ${JSON.stringify(bugs)}`);
    },
  };
}
