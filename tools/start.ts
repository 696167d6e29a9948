// npm start: the main job with a simulated Autotask, ConnectWise PSA, HaloPSA and Xero and demo data. --processes runs each service as a process of its own;
// --companies N sets the size of the demo data.
import { parseArgs } from 'node:util';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { systemClock } from '@psa-bridge/core';
import type { PlatformOverrides } from '@psa-bridge/service-host';
import { startBackend, type Backend } from './dev-stack/index.ts';
import { connectAutotask, connectConnectWise, connectHalo, pathOf, synchronize, type Connected } from './platform/journeys.ts';
import { createApiClient, type ApiClient } from './platform/api-client.ts';
import { createServiceProcesses } from './platform/processes.ts';
import { startInOneProcess } from './platform/one-process.ts';
import { connectXero, invoiceComplete, readInvoices } from './platform/xero-journey.ts';
import { guide } from './platform/guide.ts';
import { planFor, type StartedParts } from './platform/start-plan.ts';
import { DEMO_ADMIN, type PlannedService } from './platform/service-plan.ts';

const { values: options } = parseArgs({
  options: { processes: { type: 'boolean', default: false }, companies: { type: 'string', default: '200' } },
});

const stopAsked = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopAsked.resolve());

const backend = await startBackend({ purpose: 'start', fresh: true });
try {
  await run(backend);
} finally {
  await backend.stop();
}
process.exit();

/** Services first, then what they stand on: what is under way gets done. */
async function run(backend: Backend): Promise<void> {
  const parts = await planFor(backend, Number(options.companies));
  const stopServices = await startServices(backend, parts.plan);
  try {
    await Promise.race([introduce(parts), stopAsked.promise]);
    await stopAsked.promise;
    console.log('Stopping ...');
  } finally {
    await stopServices();
    await parts.autotask.stop();
    await parts.connectWise.stop();
    await parts.halo.stop();
    await parts.xero.stop();
  }
}

async function startServices(backend: Backend, plan: readonly PlannedService[]): Promise<() => Promise<void>> {
  if (!options.processes) return startInOneProcess(plan, backend.kind === 'memory' ? inMemory() : {});
  if (backend.kind === 'memory') throw new Error('--processes needs Kafka and MongoDB: processes share nothing in memory.');
  const services = createServiceProcesses(plan);
  for (const { name } of plan) await services.start(name);
  return () => services.stopAll();
}

/** One store and one bus for all services of this process. */
function inMemory(): PlatformOverrides {
  return { store: createMemoryStore({ clock: systemClock }), bus: createMemoryBus({ clock: systemClock }) };
}

/** Connects the demo tenant, runs a first sync of each PSA and says what to try. */
async function introduce({ plan, autotask, connectWise, halo, xero }: StartedParts): Promise<void> {
  const [gateway = '', identity = ''] = ['gateway', 'identity-service'].map((name) => plan.find((one) => one.name === name)?.url);
  const api = createApiClient(gateway, DEMO_ADMIN);
  console.log('The services run. Connecting the demo tenant to the simulated Autotask, ConnectWise PSA, HaloPSA and Xero ...');
  const autotaskId = await connectAutotask(api, autotask);
  await firstSync(api, { provider: 'autotask', integrationId: autotaskId });
  const connectWiseId = await connectConnectWise(api, connectWise);
  await firstSync(api, { provider: 'connectwise', integrationId: connectWiseId });
  const haloId = await connectHalo(api, halo);
  await firstSync(api, { provider: 'halo', integrationId: haloId });
  await firstInvoice(api, { autotask, xero, autotaskId });
  const controls = {
    autotask: autotask.controlUrl(),
    connectWise: connectWise.controlUrl(),
    halo: halo.controlUrl(),
    xero: xero.controlUrl(),
  };
  const ids = { autotask: autotaskId, connectWise: connectWiseId, halo: haloId };
  console.log(guide({ gateway, ids, controls, mails: `${identity}/mail-outbox` }));
}

/** An invoice that somebody posts in Autotask, on its way into Xero. */
async function firstInvoice(
  api: ApiClient,
  { autotask: { control }, xero, autotaskId }: Pick<StartedParts, 'autotask' | 'xero'> & { autotaskId: string },
): Promise<void> {
  await connectXero(api, { integrationId: autotaskId, xero });
  const values = {
    companyName: 'Demo Invoiced Ltd',
    companyType: 1,
    phone: '555-0199',
    ownerResourceID: 1,
    currencyID: 1,
    isActive: true,
  };
  const { id: companyID } = control.create({ entity: 'Companies', values }) as { id: number };
  const person = { companyID, firstName: 'Demo', lastName: 'Accounts', emailAddress: 'accounts@example.org', isActive: 1 };
  control.create({ entity: 'Contacts', values: person });
  const lines = [{ itemName: 'Demo work', quantity: 2, rate: 50, tax: 15 }];
  const posted = control.postInvoice({ companyID, lines });
  await readInvoices(api, autotaskId);
  const { document, total } = await invoiceComplete(api, String(posted));
  console.log(`First invoice: ${total} posted in Autotask is ${document?.number ?? ''} in Xero.`);
}

async function firstSync(api: ApiClient, integration: Connected): Promise<void> {
  const { state, done, callsSpent } = await synchronize(api, integration, 'full');
  await api.post(`${pathOf(integration)}/webhooks`);
  console.log(`First sync of ${integration.provider} ${state}: ${done} entities with ${callsSpent} calls.`);
}
