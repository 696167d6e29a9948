import { realBackend, type RealBackend } from '@psa-bridge/testing';
import { connectAutotask, synchronize } from '../../tools/platform/journeys.ts';
import { startPlatform, type RunningPlatform } from '../../tools/platform/platform.ts';
import { SERVICE_NAMES, type ServiceName } from '../../tools/platform/service-plan.ts';

/** Every service as a process on the real broker and database, with a small Autotask connected and read. */
export interface EndToEndStack extends RunningPlatform {
  backend: RealBackend;
  integrationId: string;
}

/** Bounds against hanging, no measures: a machine that other suites keep busy starts, serves and stops slowly. */
export const START_LIMIT_MS = 300_000;
export const TEST_LIMIT_MS = 300_000;
export const STOP_LIMIT_MS = 120_000;

/** A setting to shorten what the tests would wait for; the values say milliseconds. */
const QUICK = {
  /** For so long a killed member keeps its partitions. */
  KAFKA_SESSION_TIMEOUT_MS: '3000',
  /** What a killed process held of the calls in flight lapses with it. */
  AUTOTASK_TIMEOUT_MS: '1500',
  WORK_LEASE_MS: '1000',
};
/** Autotask's five minutes become one second. */
const TIME_SCALE = 300;

export async function startStack(
  suite: string,
  env: Partial<Record<ServiceName, Record<string, string>>> = {},
): Promise<EndToEndStack> {
  const backend = realBackend(suite);
  const platform = await startPlatform({
    kafkaBrokers: backend.kafkaBrokers.join(','),
    kafkaPrefix: `${backend.prefix}.`,
    mongodbUri: backend.mongodbUri,
    database: backend.databaseName,
    seed: { companies: 20, contacts: 20, products: 10, services: 2, opportunities: 0, quotes: 0 },
    timeScale: TIME_SCALE,
    deltaEveryMs: 0,
    env: Object.fromEntries(SERVICE_NAMES.map((name) => [name, { ...QUICK, ...env[name] }])),
  });
  const stop = async (): Promise<void> => {
    await platform.stop();
    await backend.cleanUp();
  };
  try {
    const integrationId = await connectAutotask(platform.api, platform.autotask);
    const { state, error } = await synchronize(platform.api, { provider: 'autotask', integrationId }, 'full');
    if (state !== 'completed') throw new Error(`The first sync is ${state}: ${error?.message ?? ''}`);
    return { ...platform, backend, integrationId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
