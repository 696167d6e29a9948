import type { WebhookWindows } from '@psa-bridge/connector-kit';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics, type Metrics } from '@psa-bridge/observability';
import { createAutotaskSimulator, type AutotaskSimulator, type AutotaskSimulatorOptions } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import type { ProductCatalogue } from '../src/ports.ts';
import { autotaskConnector } from '../src/provider.ts';

export type AutotaskDefinition = ReturnType<typeof autotaskConnector>;

/** The real connector and the real HTTP client before a simulated Autotask on loopback. */
export interface SimulatedAutotask {
  simulator: AutotaskSimulator;
  definition: AutotaskDefinition;
  http: HttpClient;
  /** Those of the HTTP client. */
  metrics: Metrics;
  /** Everything ends; what the simulator could not explain fails the test. */
  close(): Promise<void>;
}

export interface SimulationOptions extends AutotaskSimulatorOptions {
  /** The vendor's time for calls that were not answered. Default 300 ms instead of 5 minutes. */
  quarantineMs?: number;
  /** How old a ticket charge may be to be imported. */
  chargeWindowMs?: number;
  /** The rolling hour. */
  allowanceMs?: number;
  /** Default: so long that nothing is looked at during a test. */
  webhooks?: WebhookWindows;
  catalogue?: ProductCatalogue;
  opportunities?: { everyMs: number; rereadEveryMs: number };
  agreementsEveryMs?: number;
  invoices?: { everyMs: number; rereadEveryMs: number };
}

const HOUR_MS = 60 * 60_000;
const RARELY = { everyMs: HOUR_MS, rereadEveryMs: HOUR_MS };
const SMALL_SEED = { companies: 3, contactsPerCompany: 1, products: 2, services: 1, opportunities: 1, quotes: 0, tickets: 0 };

export async function simulateAutotask(options: SimulationOptions = {}): Promise<SimulatedAutotask> {
  const {
    quarantineMs = 300,
    allowanceMs = HOUR_MS,
    opportunities = RARELY,
    agreementsEveryMs = HOUR_MS,
    invoices = RARELY,
    chargeWindowMs = 2 * HOUR_MS,
    webhooks,
    catalogue,
    ...simulation
  } = options;
  const simulator = createAutotaskSimulator({ limits: { tierDelaysMs: [0, 0] }, seed: SMALL_SEED, ...simulation });
  await simulator.start();
  const metrics = createMetrics({ processMetrics: false });
  const http = createHttpClient({
    ...{ name: 'autotask', clock: systemClock, logger: captureLogger().logger, metrics },
    guard: { allowPrivate: ['127.0.0.1'] },
  });
  return {
    ...{ simulator, http, metrics },
    definition: autotaskConnector({
      discoveryUrl: `${simulator.baseUrl()}/ATServicesRest/`,
      allowanceMs,
      quarantineMs,
      deltaEveryMs: 0,
      chargeWindowMs,
      webhooks: webhooks ?? { checkEveryMs: HOUR_MS, redeliveryMs: 30_000, reportEveryMs: HOUR_MS },
      catalogue,
      opportunities,
      agreementsEveryMs,
      invoices,
    }),
    async close() {
      await http.close();
      await simulator.stop();
      const bugs = simulator.bugs();
      if (bugs.length > 0) throw new Error(`The simulator met bugs of its own: ${JSON.stringify(bugs)}`);
    },
  };
}
