import { systemClock } from '@psa-bridge/core';
import { createAdminServer } from '@psa-bridge/http-server';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { freePorts } from '../../tools/dev-stack/ports.ts';
import { startInOneProcess } from '../../tools/platform/one-process.ts';
import { startSimulatedAutotask } from '../../tools/platform/simulated-autotask.ts';
import { addressesOf, startSimulatedXero } from '../../tools/platform/simulated-xero.ts';
import { planServices, SERVICE_NAMES, type ServiceName } from '../../tools/platform/service-plan.ts';

type Env = Readonly<Record<string, string>>;

const SMALL = { companies: 3, contacts: 3, products: 2, services: 1, opportunities: 0, quotes: 0 };

export interface WholePlatform {
  gatewayUrl: string;
  /** `host:port` where each service tells its metrics. */
  adminAddresses: readonly string[];
  autotask: AutotaskSimulator;
  stop(): Promise<void>;
}

/** Every service in this process, on memory adapters, behind a real gateway, with a simulated Autotask and a simulated Xero. */
export async function startWholePlatform(env: Partial<Record<ServiceName, Env>> = {}): Promise<WholePlatform> {
  const clock = systemClock;
  const ports = await freePorts(SERVICE_NAMES.length * 2);
  const autotask = await startSimulatedAutotask({ seed: SMALL });
  const xero = await startSimulatedXero({ seed: { contacts: 0, invoices: 0 } });
  const autotaskUrl = `${autotask.baseUrl()}/ATServicesRest/`;
  const plan = planServices({
    kafkaBrokers: 'none:0',
    mongodbUri: 'none:',
    database: 'none',
    ports,
    simulated: { autotask: autotaskUrl },
    xero: addressesOf(xero),
  }).map((service) => ({ ...service, env: { ...service.env, ...env[service.name] } }));
  // The bus is everybody's here, so that it tells its metrics at an address of its own.
  const metrics = createMetrics({ component: 'memory-bus' });
  const well = (): undefined => undefined;
  const admin = createAdminServer({ port: 0, metrics, checks: { livez: well, readyz: well, startupz: well } });
  await admin.start();
  const bus = createMemoryBus({ clock, metrics });
  await bus.start();
  const { logger } = captureLogger();
  const stopServices = await startInOneProcess(plan, { store: createMemoryStore({ clock }), bus, logger });
  return {
    autotask,
    adminAddresses: [...plan.map(({ adminUrl }) => new URL(adminUrl).host), `127.0.0.1:${admin.port()}`],
    gatewayUrl: plan.find(({ name }) => name === 'gateway')?.url ?? '',
    async stop() {
      await stopServices();
      await admin.stop();
      await autotask.stop();
      await xero.stop();
    },
  };
}
