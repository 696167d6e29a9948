import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

type PaperRun = NonNullable<ReturnType<typeof paperConnector>['runs']>[number];

/** The companies of Paper by their name's first letter: `a` is wanted, others are kept in step only. */
const wanted: PaperRun = {
  kind: 'wanted',
  title: 'Read what is wanted',
  lane: 'bulk',
  nothingToRead: 'Say hello first.',
  parts: ({ greeting }) =>
    greeting === 'hello' ? [{ key: 'all', type: 'company', label: 'Companies', groups: ['a', 'b'] }] : [],
  async page(context, _key, request) {
    const page = await paperConnector().resources.company?.pull?.page(context, request);
    const items = (page?.items ?? []).map((item) => ({ ...item, group: item.data.name.charAt(0) }));
    return {
      ...{ items, notImported: new Set(items.filter(({ group }) => group !== 'a').map(({ externalId }) => externalId)) },
      companions: items.map(() => ({ type: 'company', data: { name: 'Their maker' } })),
      ...(page?.next === undefined ? {} : { next: page.next }),
    };
  },
};

async function setUp(settings: Readonly<Record<string, unknown>> = {}) {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const harness = createConnectorHarness({ definition: { ...paperConnector(), runs: [wanted] }, http: psa.http, clock });
  running.push(harness);
  await harness.start();
  const integration = await harness.connect(CREDENTIALS, settings);
  psa.calls.length = 0;
  const params = { id: integration._id };
  const records = harness.records.forTenant(TENANT);
  const start = (body: object = {}) => harness.call('POST', '/{id}/wanted', { params, body }) as Promise<{ id: string }>;
  const latest = async () => ((await harness.call('GET', '/{id}/sync', { params })) as { items: object[] }).items[0];
  const names = async () => (await records.search('company', { from: 0, size: 100 })).items.map(({ data }) => data.name).sort();
  return { psa, harness, integration, records, params, start, latest, names };
}

describe("a connector's own run", () => {
  it('brings in what is wanted, keeps the rest in step where it stands here, and counts by group', async () => {
    const { psa, harness, integration, records, params, start, latest, names } = await setUp();
    const [, other] = ['a1', 'b1', 'b2', 'a2', 'a3'].map((name) => psa.put('companies', { name }));
    const known = await records.create('company', { name: 'b1' }, { source: 'user', pushTo: [] });
    await records.link('company', known._id, integration._id, String(other?.id));

    await start();
    await harness.until(async () => expect(await latest()).toMatchObject({ kind: 'wanted', state: 'completed', done: 4 }));

    expect(await names()).toEqual(['Their maker', 'a1', 'a2', 'a3', 'b1']);
    expect(await harness.call('GET', '/{id}/wanted', { params })).toEqual({
      title: 'Read what is wanted',
      parts: [{ key: 'all', label: 'Companies', imported: 4, groups: { a: 3, b: 1 } }],
    });
  });

  it('goes on at the page where it stood when the PSA was away, and makes no companion twice', async () => {
    const { psa, harness, start, latest, names } = await setUp();
    for (let index = 1; index <= 7; index += 1) psa.put('companies', { name: `a${index}` });
    let pages = 0;
    psa.fail({ on: () => (pages += 1) > 2, times: 3, act: { status: 503 } });

    await start();
    await harness.until(async () => expect(await latest()).toMatchObject({ state: 'completed', done: 7 }), 120_000);

    expect(psa.calls).toHaveLength(3 + 3);
    expect(await names()).toHaveLength(8);
  });

  it('is refused for a part that there is none of, and where nothing is set up', async () => {
    const { start } = await setUp();
    const { start: startUnset } = await setUp({ greeting: 'bye' });

    await expect(start({ parts: ['some'] })).rejects.toMatchObject({
      ...{ code: 'unknown_part', message: 'parts: some is not set up. Choose one of all.' },
    });
    await expect(startUnset()).rejects.toMatchObject({ code: 'nothing_to_read', message: 'Say hello first.' });
  });

  it('takes its turn: no other sync of the integration runs beside it (SY-30)', async () => {
    const { psa, harness, params, start } = await setUp();
    psa.setLatency(5_000);
    await start();

    const full = harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });

    await expect(full).rejects.toMatchObject({ message: 'Already synchronizing' });
    await expect(start()).rejects.toMatchObject({ message: 'Already synchronizing' });
  });
});

it('what is not imported counts as no planned creation of the first connect, and a match among it is shown', async () => {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const paper = paperConnector();
  const { company } = paper.resources;
  const pull = company?.pull && {
    ...company.pull,
    async page(...given: Parameters<NonNullable<typeof company.pull>['page']>) {
      const page = await company.pull?.page(...given);
      return { ...page, items: page?.items ?? [], notImported: new Set((page?.items ?? []).map(({ externalId }) => externalId)) };
    },
  };
  const definition = { ...paper, resources: { company: { ...company, ...(pull ? { pull } : {}) } } };
  const harness = createConnectorHarness({ definition, http: psa.http, clock });
  running.push(harness);
  await harness.start();
  for (const name of ['Known', 'Unknown']) psa.put('companies', { name });
  const integration = await harness.connect(CREDENTIALS);
  await harness.records.forTenant(TENANT).create('company', { name: 'Known' }, { source: 'user', pushTo: [] });
  const params = { id: integration._id };

  await harness.call('POST', '/first-connect', { params });

  await harness.until(async () =>
    expect(await harness.call('GET', '/first-connect', { params })).toMatchObject({
      ...{ state: 'ready', types: [{ type: 'company', matches: 1, createHere: 0 }] },
    }),
  );
});
