import { afterEach, describe, expect, it } from '@jest/globals';
import { armPoints, createManualClock } from '@psa-bridge/core';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector, QUARANTINE_MS } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';
import { realStores } from './real-store.ts';

const opened: { letGo(): void; harness: ConnectorHarness; cleanUp(): Promise<void> }[] = [];
/** By the clock that the test turns, one step a read of the database. */
const PATIENCE_MS = 120_000;

interface Run {
  state: string;
  dueAt: Date;
  startedAt: Date;
}

afterEach(async () => {
  for (const { letGo, harness, cleanUp } of opened.splice(0)) {
    letGo();
    await harness.stop();
    await cleanUp();
  }
});

/** A company whose push stands between the PSA's answer and the link, until it is let go. */
async function heldPush(more: { isUnclear?: boolean } = {}) {
  const clock = createManualClock();
  const real = realStores('race');
  const psa = createPaperPsa({ clock });
  const gate = Promise.withResolvers<void>();
  const faults = armPoints({ after_call: { action: () => gate.promise } });
  const parts = { definition: paperConnector(), http: psa.http, clock, store: real.open() };
  const harness = createConnectorHarness(more.isUnclear ? parts : { ...parts, faults });
  opened.push({ harness, letGo: () => gate.resolve(), cleanUp: () => real.cleanUp() });
  await harness.start();
  const integration = await harness.connect(CREDENTIALS);
  if (more.isUnclear) psa.fail({ on: ({ method }) => method === 'POST', times: 1, act: 'reset_after' });
  const { id: recordId } = await harness.save('company', { name: 'Acme' }, integration);
  const records = harness.records.forTenant(TENANT);
  const idOfRecord = async () => (await records.get('company', recordId))?.external[integration._id]?.id;
  /** Time goes on no faster than the real database answers. */
  const until = (assertion: () => Promise<void> | void) =>
    harness.until(async () => {
      await idOfRecord();
      await assertion();
    }, PATIENCE_MS);
  await until(() => expect(psa.rows('companies')).toHaveLength(1));

  return {
    ...{ clock, psa, harness, until, idOfRecord },
    letGo: () => gate.resolve(),
    names: async () => (await records.search('company', { from: 0, size: 10 })).items.map(({ data }) => data.name).sort(),
    bringIn: (externalId: string, name: string) =>
      records.applyIncoming('company', integration._id, [{ externalId, data: { name }, seenAt: clock.now() }]),
    start: (kind: string) => harness.call('POST', '/{id}/sync', { params: { id: integration._id }, body: { kind } }),
    async run(): Promise<Run> {
      const [run] = await harness.store
        .collection<never>({ name: 'sync_runs_paper', writer: 'paper-connector' })
        .forTenant(TENANT)
        .find({});
      return run as unknown as Run;
    },
  };
}

describe('an entity that a push has just created', () => {
  it('gets no second record from a full sync that reads it before it is linked (architecture rule 6)', async () => {
    const { harness, until, psa, letGo, names, idOfRecord, start, run } = await heldPush();
    psa.put('companies', { name: 'Other' });

    await start('full');
    await until(async () => {
      const { state, dueAt, startedAt } = await run();
      expect(state === 'completed' || dueAt > startedAt).toBe(true);
    });
    const namesWhileHeld = await names();
    letGo();
    await until(async () => expect(await run()).toMatchObject({ state: 'completed' }));

    expect(namesWhileHeld).toEqual(['Acme']);
    expect(await names()).toEqual(['Acme', 'Other']);
    expect(await idOfRecord()).toBe('1');
    expect(await harness.openIssues()).toEqual([]);
  });

  it('gets none either while the answer to its creation is unclear, and the run asks again only afterwards', async () => {
    const { until, psa, clock, names, idOfRecord, start, run } = await heldPush({ isUnclear: true });

    await start('full');
    await until(async () => {
      const { state, dueAt, startedAt } = await run();
      expect(state === 'completed' || dueAt > startedAt).toBe(true);
    });
    await clock.advance(QUARANTINE_MS / 2);
    const readsInVain = psa.calls.filter((call) => call === 'GET /companies').length;
    await clock.advance(QUARANTINE_MS / 2);
    await until(async () => expect(await run()).toMatchObject({ state: 'completed' }));

    expect(readsInVain).toBe(1);
    expect(await names()).toEqual(['Acme']);
    expect(await idOfRecord()).toBe('1');
  });

  it('holds up no run over entities that are linked already', async () => {
    const { until, psa, letGo, names, bringIn, start, run } = await heldPush();
    psa.remove('companies', 1);
    const { id } = psa.put('companies', { name: 'Known' });
    await bringIn(String(id), 'Known');

    await start('full');
    await until(async () => expect(await run()).toMatchObject({ state: 'completed' }));
    letGo();

    expect(await names()).toEqual(['Acme', 'Known']);
  });

  it('gets none from a contact that refers to it', async () => {
    const { until, psa, letGo, names, idOfRecord, start, run } = await heldPush();
    const answer = { status: 200, body: { items: [], next: null } };
    psa.fail({ on: ({ method, path }) => method === 'GET' && path === '/companies', times: 1, act: answer });
    psa.put('contacts', { name: 'Ann', email: 'ann@acme.example', company: '1' });
    const pagesRead = () => psa.calls.filter((call) => call === 'GET /contacts').length;

    await start('full');
    await until(() => expect(pagesRead()).toBeGreaterThan(1));
    const namesWhileHeld = await names();
    letGo();
    await until(async () => expect(await run()).toMatchObject({ state: 'completed' }));

    expect(namesWhileHeld).toEqual(['Acme']);
    expect(await names()).toEqual(['Acme']);
    expect(await idOfRecord()).toBe('1');
  });
});
