import type { AutotaskSeed, AutotaskSimulator } from '@psa-bridge/simulators';
import { freePort } from '../dev-stack/ports.ts';
import { createApiClient, type ApiClient } from './api-client.ts';
import { createServiceProcesses, type ServiceProcesses } from './processes.ts';
import { DEMO_ADMIN, planServices, SERVICE_NAMES, type PlannedService, type ServiceName } from './service-plan.ts';
import { startSimulatedAutotask, type SimulatedAutotaskOptions } from './simulated-autotask.ts';

export interface PlatformOptions {
  kafkaBrokers: string;
  mongodbUri: string;
  database: string;
  /** Begins topics and groups, so that several platforms can share a broker. */
  kafkaPrefix?: string;
  seed: AutotaskSeed;
  latency?: SimulatedAutotaskOptions['latency'];
  timeScale?: number;
  deltaEveryMs?: number;
  /** Added to the environment of single services. */
  env?: Partial<Record<ServiceName, Readonly<Record<string, string>>>>;
}

/** Every service as a process of its own, with a simulated Autotask in this one. */
export interface RunningPlatform {
  api: ApiClient;
  autotask: AutotaskSimulator;
  services: ServiceProcesses;
  plan: readonly PlannedService[];
  stop(): Promise<void>;
}

export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { latency, timeScale } = options;
  const autotask = await startSimulatedAutotask({
    seed: options.seed,
    ...(latency ? { latency } : {}),
    ...(timeScale === undefined ? {} : { timeScale }),
  });
  const ports = await freePorts(SERVICE_NAMES.length * 2);
  const plan = planServices({ ...options, autotaskUrl: `${autotask.baseUrl()}/ATServicesRest/`, ports }).map((service) => ({
    ...service,
    env: { ...service.env, ...options.env?.[service.name] },
  }));
  const services = createServiceProcesses(plan);
  const stop = async (): Promise<void> => {
    await services.stopAll();
    await autotask.stop();
  };
  try {
    for (const name of SERVICE_NAMES) await services.start(name);
    const gateway = plan.find(({ name }) => name === 'gateway');
    return { api: createApiClient(gateway?.url ?? '', DEMO_ADMIN), autotask, services, plan, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
