import type { WebhookWindows } from '@psa-bridge/connector-kit';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { createHaloSimulator, type HaloSimulator, type HaloSimulatorOptions } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { haloConnector } from '../src/provider.ts';

export type HaloDefinition = ReturnType<typeof haloConnector>;

/** The real connector and the real HTTP client before a simulated HaloPSA on loopback. */
export interface SimulatedHalo {
  simulator: HaloSimulator;
  definition: HaloDefinition;
  http: HttpClient;
  /** What a person enters to connect. */
  credentials: Readonly<Record<string, string>>;
  /** Everything ends; what the simulator could not explain fails the test. */
  close(): Promise<void>;
}

export interface SimulationOptions extends HaloSimulatorOptions {
  /** The vendor's time for calls that were not answered. Default 300 ms. */
  quarantineMs?: number;
  /** The first wait at a limit. Default 50 ms instead of 30 s. */
  limitWaitMs?: number;
  /** Between two readings of opportunities, products and services. Default an hour. */
  salesEveryMs?: number;
  /** Default: so long that nothing is looked at during a test. */
  webhooks?: WebhookWindows;
  /** Addresses that deliveries come from. Default: all. */
  webhookSources?: readonly string[];
  /** The window of the limit, in milliseconds. Default five minutes. */
  allowanceMs?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SMALL_SEED = { companies: 3, contactsPerCompany: 1, products: 3, opportunities: 1, quotes: 1, tickets: 0, agreements: 0 };
/** Far more than a test makes, so that none waits for the limit but those that are about it. */
const PLENTY = 1_000_000;

export async function simulateHalo(options: SimulationOptions = {}): Promise<SimulatedHalo> {
  const { quarantineMs = 300, limitWaitMs = 50, switches, callsPerWindow = PLENTY, ...others } = options;
  const { webhooks, webhookSources, allowanceMs = 5 * MINUTE_MS, salesEveryMs = HOUR_MS, ...simulation } = others;
  const simulator = createHaloSimulator({
    ...{ seed: SMALL_SEED, callsPerWindow, ...simulation },
    // Whatever is sent that the document does not know fails the test.
    switches: { unknownMembers: 'refused', ...switches },
  });
  await simulator.start();
  const http = createHttpClient({
    ...{ name: 'halo', clock: systemClock, logger: captureLogger().logger },
    metrics: createMetrics({ processMetrics: false }),
    guard: { allowPrivate: ['127.0.0.1'] },
  });
  return {
    ...{ simulator, http },
    definition: haloConnector(
      {
        ...{ allowance: { calls: callsPerWindow, ms: allowanceMs }, quarantineMs, limitWaitMs, deltaEveryMs: 0, salesEveryMs },
        webhooks: webhooks ?? { checkEveryMs: HOUR_MS, redeliveryMs: 10_000, reportEveryMs: HOUR_MS },
      },
      webhookSources === undefined ? {} : { webhookSources },
    ),
    credentials: { host: simulator.hostUrl(), ...simulator.credentials, website: 'https://demomsp.example' },
    async close() {
      await http.close();
      await simulator.stop();
      const bugs = simulator.bugs();
      if (bugs.length > 0) throw new Error(`The simulator met bugs of its own: ${JSON.stringify(bugs)}`);
    },
  };
}
