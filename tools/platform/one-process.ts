import { configSchema as autotaskConfig, createApp as createAutotask } from '@psa-bridge/autotask-connector';
import { configSchema as connectwiseConfig, createApp as createConnectWise } from '@psa-bridge/connectwise-connector';
import { loadConfig } from '@psa-bridge/core';
import { configSchema as gatewayConfig, createApp as createGateway } from '@psa-bridge/gateway';
import { configSchema as haloConfig, createApp as createHalo } from '@psa-bridge/halo-connector';
import { configSchema as identityConfig, createApp as createIdentity } from '@psa-bridge/identity-service';
import { configSchema as issuesConfig, createApp as createIssues } from '@psa-bridge/issues-service';
import type { PlatformOverrides, Service } from '@psa-bridge/service-host';
import { configSchema as xeroConfig, createApp as createXero } from '@psa-bridge/xero-invoice-sync';
import type { PlannedService, ServiceName } from './service-plan.ts';

type Env = Readonly<Record<string, string>>;

const APPS: Readonly<Record<ServiceName, (env: Env, overrides: PlatformOverrides) => Service>> = {
  'identity-service': (env, overrides) => createIdentity(loadConfig(identityConfig, env), overrides),
  'issues-service': (env, overrides) => createIssues(loadConfig(issuesConfig, env), overrides),
  'autotask-connector': (env, overrides) => createAutotask(loadConfig(autotaskConfig, env), overrides),
  'connectwise-connector': (env, overrides) => createConnectWise(loadConfig(connectwiseConfig, env), overrides),
  'halo-connector': (env, overrides) => createHalo(loadConfig(haloConfig, env), overrides),
  'xero-invoice-sync': (env, overrides) => createXero(loadConfig(xeroConfig, env), overrides),
  gateway: (env, overrides) => createGateway(loadConfig(gatewayConfig, env), overrides),
};

/** A service of the plan, not started. */
export function createPlanned({ name, env }: PlannedService, overrides: PlatformOverrides): Service {
  return APPS[name](env, overrides);
}

/** All services in this process, in the order of the plan; `overrides` carry what they share in memory. */
export async function startInOneProcess(
  plan: readonly PlannedService[],
  overrides: PlatformOverrides = {},
): Promise<() => Promise<void>> {
  const started: Service[] = [];
  const stop = async (): Promise<void> => {
    for (const service of started.splice(0).reverse()) await service.stop();
  };
  try {
    for (const planned of plan) {
      const service = createPlanned(planned, overrides);
      await service.start();
      started.push(service);
    }
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
