import type { AutotaskSimulator, ConnectWiseSimulator, HaloSimulator, XeroSimulator } from '@psa-bridge/simulators';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import type { Backend } from '../dev-stack/index.ts';
import { freePort, freePorts } from '../dev-stack/ports.ts';
import { planServices, SERVICE_NAMES, type PlannedService } from './service-plan.ts';
import { startSimulatedAutotask } from './simulated-autotask.ts';
import { startSimulatedConnectWise } from './simulated-connectwise.ts';
import { startSimulatedHalo } from './simulated-halo.ts';
import { addressesOf, startSimulatedXero } from './simulated-xero.ts';

export interface StartedParts {
  plan: readonly PlannedService[];
  autotask: AutotaskSimulator;
  connectWise: ConnectWiseSimulator;
  halo: HaloSimulator;
  xero: XeroSimulator;
}

/** A realistic vendor: about 150 ms a call, 400 ms a full page. */
const LATENCY = { callMs: 150, fullPageMs: 400 };
/** Other demo companies than Autotask's: each PSA has its own customers. */
const CONNECTWISE_SEED = 7;
const HALO_SEED = 11;
/** HaloPSA wants a call for each client, site, contact and item, and lets 300 pass in five minutes. */
const HALO_COMPANIES = 20;
/** The gateway's port is the same at every start, so that bookmarks and scripts hold. */
const GATEWAY_PORT = 8080;

/** What `npm start` runs: the plan of all services and a simulated Autotask, ConnectWise PSA, HaloPSA and Xero with demo data. */
export async function planFor(backend: Backend, companies: number): Promise<StartedParts> {
  const autotask = await startSimulatedAutotask({
    seed: { companies, contactsPerCompany: 2, products: companies, services: 20, opportunities: 0, quotes: 0 },
    latency: LATENCY,
  });
  const connectWise = await startSimulatedConnectWise({
    seed: { ...{ randomSeed: CONNECTWISE_SEED, companies, contactsPerCompany: 2, products: companies }, opportunities: 0 },
    latency: LATENCY,
  });
  const most = Math.min(companies, HALO_COMPANIES);
  const halo = await startSimulatedHalo({
    seed: { ...{ randomSeed: HALO_SEED, companies: most, contactsPerCompany: 2, products: most }, opportunities: 0, quotes: 0 },
    latency: LATENCY,
  });
  const xero = await startSimulatedXero({ seed: { contacts: 10, invoices: 0 }, latency: LATENCY });
  const ports = [...(await freePorts(SERVICE_NAMES.length * 2))];
  ports[SERVICE_NAMES.indexOf('gateway') * 2] = await gatewayPort();
  const addresses =
    backend.kind === 'memory'
      ? { kafkaBrokers: 'memory:0', mongodbUri: 'memory:' }
      : { kafkaBrokers: backend.kafkaBrokers, mongodbUri: backend.mongodbUri };
  const plan = planServices({
    ...addresses,
    database: 'psa_bridge',
    simulated: { autotask: `${autotask.baseUrl()}/ATServicesRest/`, connectwise: connectWise.siteUrl(), halo: halo.hostUrl() },
    xero: addressesOf(xero),
    consoleFolder: await buildConsole(),
    logLevel: 'error',
    ports,
  });
  return { plan, autotask, connectWise, halo, xero };
}

async function gatewayPort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(freePort()));
    probe.listen(GATEWAY_PORT, '127.0.0.1', () => probe.close(() => resolve(GATEWAY_PORT)));
  });
}
