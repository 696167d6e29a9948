import type {
  AutotaskSeed,
  AutotaskSimulator,
  ConnectWiseSeed,
  ConnectWiseSimulator,
  HaloSeed,
  HaloSimulator,
} from '@psa-bridge/simulators';
import { freePorts } from '../dev-stack/ports.ts';
import { createApiClient, type ApiClient } from './api-client.ts';
import type { Provider } from './connector-plans.ts';
import { createServiceProcesses, type ServiceProcesses } from './processes.ts';
import {
  DEMO_ADMIN,
  planServices,
  SERVICE_NAMES,
  type PlannedService,
  type ServiceName,
  type XeroAddresses,
} from './service-plan.ts';
import { startSimulatedAutotask, type SimulatedAutotaskOptions } from './simulated-autotask.ts';
import { startSimulatedConnectWise } from './simulated-connectwise.ts';
import { startSimulatedHalo } from './simulated-halo.ts';
import { addressesOf, startSimulatedXero, type SimulatedXeroOptions } from './simulated-xero.ts';

interface ServicesOptions {
  kafkaBrokers: string;
  mongodbUri: string;
  database: string;
  /** Begins topics and groups, so that several platforms can share a broker. */
  kafkaPrefix?: string;
  latency?: SimulatedAutotaskOptions['latency'];
  timeScale?: number;
  deltaEveryMs?: number;
  /** Other PSAs, whose connectors are known to the gateway and can be started later. */
  later?: readonly Provider[];
  /** Where Xero answers; without it invoices are taken nowhere. */
  xero?: XeroAddresses;
  /** Added to the environment of single services. */
  env?: Partial<Record<ServiceName, Readonly<Record<string, string>>>>;
}

export interface PlatformOptions extends ServicesOptions {
  seed: AutotaskSeed;
}

/** Every service that a PSA needs, each as a process of its own. */
interface RunningServices {
  api: ApiClient;
  services: ServiceProcesses;
  plan: readonly PlannedService[];
  /** The simulated PSA too. */
  stop(): Promise<void>;
}

/** With a simulated Autotask in this process. */
export interface RunningPlatform extends RunningServices {
  autotask: AutotaskSimulator;
}

export async function startPlatform({ seed, ...options }: PlatformOptions): Promise<RunningPlatform> {
  const autotask = await startSimulatedAutotask({ seed, ...ofSimulation(options) });
  return { ...(await startServices(options, asAutotask(autotask))), autotask };
}

export interface XeroPlatformOptions extends PlatformOptions {
  simulation: Pick<SimulatedXeroOptions, 'timeScale' | 'limits'>;
}

/** With a simulated Autotask and a simulated Xero in this process. */
export async function startXeroPlatform({ seed, simulation, ...options }: XeroPlatformOptions) {
  const autotask = await startSimulatedAutotask({ seed, ...ofSimulation(options) });
  const xero = await startSimulatedXero({ seed: { contacts: 0, invoices: 0 }, ...simulation });
  const running = await startServices({ ...options, xero: addressesOf(xero) }, asAutotask(autotask));
  const stop = async (): Promise<void> => {
    await running.stop();
    await xero.stop();
  };
  return { ...running, autotask, xero, stop };
}

export interface ConnectWisePlatformOptions extends ServicesOptions {
  seed: ConnectWiseSeed;
}

export async function startConnectWisePlatform({
  seed,
  ...options
}: ConnectWisePlatformOptions): Promise<RunningServices & { connectWise: ConnectWiseSimulator }> {
  const connectWise = await startSimulatedConnectWise({ seed, ...ofSimulation(options) });
  return { ...(await startServices(options, asConnectWise(connectWise))), connectWise };
}

export interface EveryPsaOptions extends ServicesOptions {
  seeds: { autotask: AutotaskSeed; connectWise: ConnectWiseSeed; halo: HaloSeed };
}

/** All that there is. */
export async function startEveryPsa({ seeds, ...options }: EveryPsaOptions) {
  const autotask = await startSimulatedAutotask({ seed: seeds.autotask, ...ofSimulation(options) });
  const connectWise = await startSimulatedConnectWise({ seed: seeds.connectWise, ...ofSimulation(options) });
  const halo = await startSimulatedHalo({ seed: seeds.halo, ...ofSimulation(options) });
  const services = await startServices(options, asAutotask(autotask), asConnectWise(connectWise), asHalo(halo));
  return { ...services, autotask, connectWise, halo };
}

/** No PSA and no connector: for what happens to results, whoever reports them. */
export function startWithoutPsa(options: ServicesOptions): Promise<RunningServices> {
  return startServices(options);
}

function asAutotask(autotask: AutotaskSimulator): SimulatedPsa {
  return { provider: 'autotask', url: `${autotask.baseUrl()}/ATServicesRest/`, stop: () => autotask.stop() };
}

function asConnectWise(connectWise: ConnectWiseSimulator): SimulatedPsa {
  return { provider: 'connectwise', url: connectWise.siteUrl(), stop: () => connectWise.stop() };
}

function asHalo(halo: HaloSimulator): SimulatedPsa {
  return { provider: 'halo', url: halo.hostUrl(), stop: () => halo.stop() };
}

export interface HaloPlatformOptions extends ServicesOptions {
  seed: HaloSeed;
}

export async function startHaloPlatform({
  seed,
  ...options
}: HaloPlatformOptions): Promise<RunningServices & { halo: HaloSimulator }> {
  const halo = await startSimulatedHalo({ seed, ...ofSimulation(options) });
  return { ...(await startServices(options, asHalo(halo))), halo };
}

function ofSimulation({ latency, timeScale }: ServicesOptions): Pick<SimulatedAutotaskOptions, 'latency' | 'timeScale'> {
  return { ...(latency ? { latency } : {}), ...(timeScale === undefined ? {} : { timeScale }) };
}

interface SimulatedPsa {
  provider: Provider;
  url: string;
  stop(): Promise<void>;
}

async function startServices(options: ServicesOptions, ...psas: readonly SimulatedPsa[]): Promise<RunningServices> {
  const ports = await freePorts(SERVICE_NAMES.length * 2);
  const { later = [] } = options;
  const providers = [...psas.map(({ provider }) => provider), ...later];
  const simulated = Object.fromEntries(psas.map(({ provider, url }) => [provider, url]));
  const plan = planServices({ xero: null, ...options, providers, simulated, ports }).map((service) => ({
    ...service,
    env: { ...service.env, ...options.env?.[service.name] },
  }));
  const isFirst = ({ name }: PlannedService): boolean => later.every((other) => name !== `${other}-connector`);
  const services = createServiceProcesses(plan);
  const stop = async (): Promise<void> => {
    await services.stopAll();
    for (const psa of psas) await psa.stop();
  };
  try {
    for (const { name } of plan.filter(isFirst)) await services.start(name);
    const gateway = plan.find(({ name }) => name === 'gateway');
    return { api: createApiClient(gateway?.url ?? '', DEMO_ADMIN), services, plan, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
