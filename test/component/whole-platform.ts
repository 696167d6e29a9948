import { systemClock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { freePorts } from '../../tools/dev-stack/ports.ts';
import { startInOneProcess } from '../../tools/platform/one-process.ts';
import { startSimulatedAutotask } from '../../tools/platform/simulated-autotask.ts';
import { planServices, SERVICE_NAMES, type ServiceName } from '../../tools/platform/service-plan.ts';

type Env = Readonly<Record<string, string>>;

const SMALL = { companies: 3, contacts: 3, products: 2, services: 1, opportunities: 0, quotes: 0 };

export interface WholePlatform {
  gatewayUrl: string;
  autotask: AutotaskSimulator;
  stop(): Promise<void>;
}

/** Every service in this process, on memory adapters, behind a real gateway, with a simulated Autotask. */
export async function startWholePlatform(env: Partial<Record<ServiceName, Env>> = {}): Promise<WholePlatform> {
  const clock = systemClock;
  const ports = await freePorts(SERVICE_NAMES.length * 2);
  const autotask = await startSimulatedAutotask({ seed: SMALL });
  const autotaskUrl = `${autotask.baseUrl()}/ATServicesRest/`;
  const plan = planServices({
    kafkaBrokers: 'none:0',
    mongodbUri: 'none:',
    database: 'none',
    ports,
    simulated: { autotask: autotaskUrl },
  }).map((service) => ({ ...service, env: { ...service.env, ...env[service.name] } }));
  const bus = createMemoryBus({ clock });
  await bus.start();
  const { logger } = captureLogger();
  const stopServices = await startInOneProcess(plan, { store: createMemoryStore({ clock }), bus, logger });
  return {
    autotask,
    gatewayUrl: plan.find(({ name }) => name === 'gateway')?.url ?? '',
    async stop() {
      await stopServices();
      await autotask.stop();
    },
  };
}
