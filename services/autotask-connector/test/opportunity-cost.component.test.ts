import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '@psa-bridge/connector-kit/contract-suite';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { linkOpportunities } from './linked-opportunities.ts';
import { simulateAutotask, type SimulatedAutotask } from './simulated-autotask.ts';

const LINKED = 5_000;
/** A minute takes a second: all windows are scaled alike (architecture rule 15). */
const MINUTE_MS = 1_000;
const MOST_CALLS_AN_HOUR = 40;
const SEED = { companies: 5, contactsPerCompany: 1, products: 0, services: 0, quotes: 0, tickets: 0, contracts: 0 };
/** As configured by default. */
const WINDOWS = {
  allowanceMs: 60 * MINUTE_MS,

  opportunities: { everyMs: 10 * MINUTE_MS, rereadEveryMs: 30 * MINUTE_MS },
  agreementsEveryMs: 6 * 60 * MINUTE_MS,
};

const STEP_MS = 200;
/** Turns of the event loop without a call after which nothing is under way any more. */
const QUIET_TURNS = 50;

type ConnectorHttp = Parameters<typeof createConnectorHarness>[0]['http'];

let clock: ManualClock;
let inFlight: number;
let autotask: SimulatedAutotask;
let replicas: ConnectorHarness[];
let integrationId: string;

function replica(shared?: ConnectorHarness): ConnectorHarness {
  const { definition } = autotask;
  const http: ConnectorHttp = {
    async request(request) {
      inFlight += 1;
      return autotask.http.request(request).finally(() => (inFlight -= 1));
    },
  };
  const harness = createConnectorHarness({
    ...{ definition, http, clock, timings: { pollMs: 200 } },
    ...(shared ? { store: shared.store, bus: shared.bus } : {}),
  });
  replicas.push(harness);
  return harness;
}

/** Two replicas on one store, in time that stands still unless it is told to go on. */
beforeEach(async () => {
  clock = createManualClock();
  replicas = [];
  inFlight = 0;
  autotask = await simulateAutotask({ clock, ...WINDOWS, seed: { ...SEED, opportunities: LINKED } });
  const first = replica();
  await first.start();
  const integration = await first.connect({ ...autotask.simulator.credentials }, { readOpportunityChanges: true });
  integrationId = integration._id;
  await replica(first).start();
  const params = { id: integrationId };
  await first.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });
  await goOnUntil(async () => {
    const { items } = (await first.call('GET', '/{id}/sync', { params })) as { items: { state: string }[] };
    expect(items).toMatchObject([{ state: 'completed' }]);
  });
  const records = first.records.forTenant(TENANT);
  await linkOpportunities({ records, simulator: autotask.simulator, integrationId, seenAt: clock.now() });
}, 300_000);

afterEach(async () => {
  for (const harness of replicas.reverse()) await harness.stop();
  await autotask.close();
});

/** Everything that is under way comes to its end, while time stands still. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; quiet = inFlight === 0 ? quiet + 1 : 0) await clock.advance(0);
}

async function goOnUntil(assertion: () => Promise<void>): Promise<void> {
  await eventually(
    async () => {
      await goOn(1);
      await assertion();
    },
    { timeoutMs: 250_000, everyMs: 1 },
  );
}

async function goOn(minutes: number): Promise<void> {
  const end = clock.now().getTime() + minutes * MINUTE_MS;
  while (clock.now().getTime() < end) {
    await clock.advance(STEP_MS);
    await settled();
  }
}

it('AT-80: 5,000 linked opportunities without a change cost two replicas at most 40 calls an hour, and a stage arrives', async () => {
  const { control } = autotask.simulator;
  control.setSwitches({ opportunityEditMovesLastActivity: false });
  await goOn(1);
  control.resetCounters({});

  await goOn(60);

  const { calls } = control.counters({});
  const spent = Object.values(calls)
    .flatMap(Object.values<number>)
    .reduce((sum, count) => sum + count, 0);
  expect(spent).toBeLessThanOrEqual(MOST_CALLS_AN_HOUR);
  expect(calls['Opportunities']?.['query']).toBeGreaterThanOrEqual(LINKED / 500);
  const id = control.list({ entity: 'Opportunities', limit: 1 })[0]?.id ?? 0;
  control.patch({ entity: 'Opportunities', id, values: { stage: 29_683_453 } });
  await goOn(41);
  const own = (replicas[0] as ConnectorHarness).records.forTenant(TENANT);
  const recordId = (await own.idsByExternal('opportunity', integrationId, [String(id)])).get(String(id)) ?? '';
  expect((await own.get('opportunity', recordId))?.data.stage).toBe('29683453');
}, 300_000);
