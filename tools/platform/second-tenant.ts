import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import mongoose from 'mongoose';
import { createApiClient, type ApiClient } from './api-client.ts';
import { connectAutotask, synchronize, type RecordPage, type RecordView } from './journeys.ts';
import { startPlatform, type PlatformOptions, type RunningPlatform } from './platform.ts';
import { startSimulatedAutotask, type SimulatedAutotaskOptions } from './simulated-autotask.ts';

const OTHER_ADMIN = { email: 'admin@other.example.com', password: 'other-admin-password' };
const OWN_COMPANY = '0';
const OTHER_CUSTOMER = { database: 2, credentials: { userName: 'other-api-user@example.com' } };

/** Made as the first one was: by the bootstrap, which is made to forget that it has run. */
export async function addTenant(
  { services, api }: RunningPlatform,
  { mongodbUri, database }: Pick<PlatformOptions, 'mongodbUri' | 'database'>,
): Promise<ApiClient> {
  const connection = await mongoose.createConnection(mongodbUri, { dbName: database }).asPromise();
  try {
    const { deletedCount } = await connection.collection('bootstraps').deleteMany({});
    if (deletedCount !== 1) throw new Error(`There were ${deletedCount} bootstraps to forget.`);
  } finally {
    await connection.close();
  }
  await services.kill('identity-service', 'SIGTERM');
  await services.start('identity-service', {
    BOOTSTRAP_TENANT_NAME: 'Other MSP',
    BOOTSTRAP_ADMIN_EMAIL: OTHER_ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: OTHER_ADMIN.password,
  });
  return createApiClient(api.baseUrl, OTHER_ADMIN);
}

/** A tenant with its own Autotask, connected and read. */
export interface ConnectedTenant {
  api: ApiClient;
  autotask: AutotaskSimulator;
  integrationId: string;
}

export interface TwoTenants {
  platform: RunningPlatform;
  first: ConnectedTenant;
  second: ConnectedTenant;
  stop(): Promise<void>;
}

/** The services as processes with two tenants, each of which has an Autotask of its own. */
export async function startTwoTenants(options: PlatformOptions): Promise<TwoTenants> {
  const other = await startSimulatedAutotask({ ...customerOf(options), ...OTHER_CUSTOMER });
  const discovery = await startDiscovery();
  const discoveryUrl = { AUTOTASK_DISCOVERY_URL: `${discovery.url}/ATServicesRest/` };
  const stops = [() => other.stop(), () => discovery.stop()];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const env = { ...options.env, 'autotask-connector': { ...options.env?.['autotask-connector'], ...discoveryUrl } };
    const platform = await startPlatform({ ...options, env });
    stops.push(() => platform.stop());
    discovery.knows([platform.autotask, other]);
    const first = await connected(platform.api, platform.autotask);
    const second = await connected(await addTenant(platform, options), other);
    return { platform, first, second, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function customerOf({ seed, latency, timeScale }: PlatformOptions): SimulatedAutotaskOptions {
  return { seed, ...(latency ? { latency } : {}), ...(timeScale === undefined ? {} : { timeScale }) };
}

const PAGE = 100;

/** The tenant's customers: every company but its own, which Autotask has too. */
export async function customersOf({ api, integrationId }: ConnectedTenant): Promise<readonly RecordView[]> {
  const found: RecordView[] = [];
  for (let total = 1; found.length < total;) {
    const page = await api.get<RecordPage>(`/v1/companies?size=${PAGE}&from=${found.length}&sort=name`);
    found.push(...page.items);
    total = page.total;
  }
  return found.filter(({ sync }) => sync[integrationId]?.externalId !== OWN_COMPANY);
}

/** Every call to the tenant's Autotask is refused for its limit until the faults are cleared. */
export function spendAllowance({ autotask }: ConnectedTenant, retryAfter?: string): void {
  const action = { kind: 'status' as const, status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) };
  autotask.control.addFault({ match: {}, action, times: null });
}

/** How often that happened so far. */
export function refusedCalls({ autotask }: ConnectedTenant): number {
  return autotask.control.listFaults({}).reduce((sum, { struck }) => sum + struck, 0);
}

/** How many companies the tenant's Autotask has with this telephone. */
export function companiesWithPhone({ autotask }: ConnectedTenant, phone: string): number {
  return autotask.control.count({ entity: 'Companies', filter: [{ op: 'eq', field: 'phone', value: phone }] });
}

async function connected(api: ApiClient, autotask: AutotaskSimulator): Promise<ConnectedTenant> {
  const integrationId = await connectAutotask(api, autotask);
  const { state, error } = await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  if (state !== 'completed') throw new Error(`The first sync is ${state}: ${error?.message ?? ''}`);
  return { api, autotask, integrationId };
}

interface Discovery {
  url: string;
  /** The customers whose zones it tells. */
  knows(simulators: readonly AutotaskSimulator[]): void;
  stop(): Promise<void>;
}

/** What the vendor's one open address does for all its customers: it tells each API user its zone. */
async function startDiscovery(): Promise<Discovery> {
  let known: readonly AutotaskSimulator[] = [];
  async function ask(path: string): Promise<{ status: number; text: string }> {
    const user = new URL(path, 'http://discovery').searchParams.get('user');
    const customer = known.find(({ credentials }) => credentials.userName === user) ?? known[0];
    if (!customer) return { status: 503, text: '' };
    const answer = await fetch(`${customer.baseUrl()}${path}`);
    return { status: answer.status, text: await answer.text() };
  }

  const server = createServer((request, response) => {
    ask(request.url ?? '').then(
      ({ status, text }) => response.writeHead(status, { 'content-type': 'application/json' }).end(text),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    knows: (simulators) => void (known = simulators),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
