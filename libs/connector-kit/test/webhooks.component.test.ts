import { afterEach, describe, expect, it } from '@jest/globals';
import { armPoints, createManualClock, noFaults } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector, REDELIVERY_MS } from './paper-connector.ts';
import { createPaperPsa, type PaperFault } from './paper-psa.ts';

const MINUTE_MS = 60_000;
const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** Connected, with a webhook installed, in as many replicas as are asked for. */
async function setUp({ replicas = 1, checkEveryMs = 15 * MINUTE_MS, faults = noFaults } = {}) {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const psa = createPaperPsa({ clock });
  for (let index = 0; index < replicas; index += 1) {
    const definition = paperConnector({ checkEveryMs });
    const parts = { definition, http: psa.http, clock, store, faults, timings: { pollMs: 2_000 } };
    const replica = createConnectorHarness(parts);
    running.push(replica);
    await replica.start();
  }
  const [harness] = running;
  if (!harness) throw new Error('There is no replica.');
  const integration = await harness.connect(CREDENTIALS);
  await harness.call('POST', '/{id}/webhooks', { params: { id: integration._id } });
  psa.calls.length = 0;
  const stored = await harness.connector.integrations.load(TENANT, integration._id);
  const { token, sealedSecret } = stored.webhooks;
  const secret = harness.connector.integrations.open(TENANT, `${integration._id}.webhooks.secret`, sealedSecret);

  /** The PSA tells that a company changed. */
  async function deliver(id: number, sequence: number): Promise<void> {
    const body = JSON.stringify({ id, sequence });
    await harness?.call('POST', '/{channel}', {
      params: { integrationId: integration._id, token, channel: 'company' },
      rawBody: Buffer.from(body),
      headers: { 'x-signature': psa.sign(body, secret) },
    });
  }
  const report = async () =>
    (await harness.call('GET', '/webhooks/report', { params: { id: integration._id } })) as {
      backfills: { reason: string; read: number; unseen: number; calls: number; finishedAt?: string }[];
      received: { gaps: { filledAt?: string }[] }[];
    };
  const companies = async () => (await harness.records.forTenant(TENANT).search('company', { from: 0, size: 1 })).total;
  const lists = () => psa.calls.filter((call) => call === 'GET /companies');
  return { clock, psa, harness, integration, deliver, report, companies, lists };
}

describe('a look at the webhooks', () => {
  it('is due once in its time, whichever replica takes it, and costs the one call of the list', async () => {
    const { clock, psa } = await setUp({ replicas: 3, checkEveryMs: MINUTE_MS });

    await clock.advance(MINUTE_MS - 5_000);
    expect(psa.calls).toEqual([]);
    await clock.advance(20_000);

    expect(psa.calls).toEqual(['GET /hooks']);
  });

  it('waits while the PSA is down, and is made up for', async () => {
    const { clock, psa } = await setUp({ checkEveryMs: MINUTE_MS });
    psa.fail({ on: ({ path }) => path === '/hooks', times: 1, act: { status: 503 } });

    await clock.advance(MINUTE_MS + REDELIVERY_MS + 20_000);

    expect(psa.calls).toEqual(['GET /hooks', 'GET /hooks']);
  });
});

describe('numbers that a webhook passed over', () => {
  it('are given the time of a redelivery, and cost nothing when they come late', async () => {
    const { clock, psa, deliver, companies, lists, harness } = await setUp();
    const [first, second, third] = ['One', 'Two', 'Three'].map((name) => psa.put('companies', { name }).id);

    await deliver(first ?? 0, 1);
    await deliver(third ?? 0, 3);
    await deliver(second ?? 0, 2);
    await harness.until(async () => expect(await companies()).toBe(3));
    await clock.advance(2 * REDELIVERY_MS);

    expect(lists()).toEqual([]);
  });

  it('lead to one reading however many there are, and what it finds is here', async () => {
    const { clock, psa, deliver, companies, report, lists } = await setUp();
    psa.setPageSize(100);
    const ids = Array.from({ length: 40 }, (_, index) => psa.put('companies', { name: `Company ${index}` }).id);

    for (const [index, id] of ids.entries()) if (index % 3 === 2) await deliver(id, index + 1);
    await clock.advance(REDELIVERY_MS + MINUTE_MS);

    expect(await companies()).toBe(40);
    expect(lists()).toHaveLength(1);
    const { backfills, received } = await report();
    expect(backfills).toMatchObject([{ reason: 'gap', read: 40, unseen: 27, calls: 1 }]);
    expect(received[0]?.gaps.every(({ filledAt }) => filledAt !== undefined)).toBe(true);
  });

  it('make no second record of an entity that a push has just created and not linked yet (architecture rule 6)', async () => {
    const gate = Promise.withResolvers<void>();
    const faults = armPoints({ after_call: { action: () => gate.promise, place: 'push:company' } });
    const { clock, psa, harness, integration, deliver, companies, report } = await setUp({ faults });
    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));
    const [created] = psa.rows('companies');
    psa.put('companies', { name: 'Untold' });
    const told = psa.put('companies', { name: 'Told' });

    await deliver(told.id, 3);
    await clock.advance(2 * REDELIVERY_MS);
    const whileHeld = await companies();
    gate.resolve();
    await harness.until(
      async () => expect((await report()).backfills).toMatchObject([{ finishedAt: expect.anything() }]),
      600_000,
    );

    expect(whileHeld).toBeLessThanOrEqual(2);
    expect(await companies()).toBe(3);
    const record = await harness.records.forTenant(TENANT).get('company', id);
    expect(record?.external[integration._id]).toMatchObject({ id: String(created?.id), sync: { status: 'synchronized' } });
    expect(await harness.openIssues()).toEqual([]);
  });

  it('are read in bounded turns that go on from their place, also after the PSA was down', async () => {
    const { clock, psa, deliver, companies, report, lists } = await setUp();
    psa.setPageSize(2);
    const ids = Array.from({ length: 50 }, (_, index) => psa.put('companies', { name: `Company ${index}` }).id);
    let asked = 0;
    psa.fail({ on: ({ path }) => path === '/companies' && (asked += 1) === 8, times: 1, act: { status: 503 } });

    await deliver(ids.at(-1) ?? 0, 9);
    await clock.advance(REDELIVERY_MS + 5_000);
    expect(lists().length).toBeLessThanOrEqual(10);
    await clock.advance(3 * MINUTE_MS);

    expect(await companies()).toBe(50);
    expect(lists()).toHaveLength(26);
    expect((await report()).backfills).toMatchObject([{ reason: 'gap', read: 50, unseen: 49 }]);
  });
});

describe('a delivery whose signature cannot be checked now', () => {
  async function deliverWhile(act: PaperFault['act']) {
    const clock = createManualClock();
    const psa = createPaperPsa({ clock });
    const harness = createConnectorHarness({ definition: signedByThePsa(), http: psa.http, clock });
    running.push(harness);
    await harness.start();
    const { _id: integrationId, webhooks } = await harness.connect(CREDENTIALS);
    const id = psa.put('companies', { name: 'Told of' }).id;
    psa.put('keys', {}, KEY_ID);
    psa.fail({ on: ({ path }) => path.startsWith('/keys'), times: 1, act });
    const deliver = () =>
      harness.answer('POST', '/{channel}', {
        params: { integrationId, token: webhooks.token, channel: 'company' },
        rawBody: Buffer.from(JSON.stringify({ id, sequence: 1 })),
      });
    const companies = async () => (await harness.records.forTenant(TENANT).search('company', { from: 0, size: 1 })).total;
    return { harness, deliver, companies };
  }

  it.each([
    ['the PSA is down', { status: 503 }],
    ['the PSA limits calls', { status: 429, headers: { 'retry-after': '1' } }],
    ['the connection breaks', 'reset_before'],
  ] as const)('is asked for again where %s, and taken when it comes', async (_why, act) => {
    const { harness, deliver, companies } = await deliverWhile(act);

    const first = await deliver();
    await harness.until(async () => expect((await deliver()).status).toBe(204));

    expect(first.status).toBe(429);
    await harness.until(async () => expect(await companies()).toBe(1));
  });

  it('is refused where the PSA does not give the key to anyone', async () => {
    const { deliver } = await deliverWhile({ status: 403 });

    await expect(deliver()).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
  });
});

const KEY_ID = 900;

/** Paper as a PSA that signs with a key of its own, which is asked for. */
function signedByThePsa(): ReturnType<typeof paperConnector> {
  const definition = paperConnector();
  const { webhooks } = definition;
  if (!webhooks) throw new Error('Paper has webhooks.');
  const verify: typeof webhooks.verify = async ({ session }) => {
    const key = await session.get<{ id: number }>(`keys/${KEY_ID}`);
    return key.id === KEY_ID;
  };
  return { ...definition, webhooks: { ...webhooks, verify, busyStatus: 429 } };
}
