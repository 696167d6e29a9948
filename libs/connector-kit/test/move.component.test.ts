import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome } from '@psa-bridge/contracts';
import { createManualClock, noFaults, type ArmedPoints } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createConnectorHarness, newCipher, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { laneRank } from '../src/definition/lanes.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

const ELSEWHERE = { token: 'elsewhere' };

/** Acme, Beta and Gone in the old database; Beta, Acme and Zeta under the same numbers in the new one; all read from the old. */
async function betweenTwoDatabases(faults?: ArmedPoints) {
  const clock = createManualClock();
  const [old, other] = [createPaperPsa({ clock }), createPaperPsa({ clock, database: 'paper-2' })];
  other.setToken(ELSEWHERE.token);
  let isRebuilt = false;
  const http: Pick<HttpClient, 'request'> = {
    request: (sent) => (isRebuilt || sent.headers?.['authorization'] === ELSEWHERE.token ? other : old).http.request(sent),
  };
  /** The same credentials open the other database from now on. */
  function rebuild(): void {
    isRebuilt = true;
    other.setToken(CREDENTIALS.token);
  }
  for (const name of ['Acme', 'Beta', 'Gone']) old.put('companies', { name });
  for (const name of ['Beta', 'Acme', 'Zeta']) other.put('companies', { name });
  const shared = { clock, cipher: newCipher(), store: createMemoryStore({ clock }), bus: createMemoryBus({ clock }), http };
  const start = async (faults: ArmedPoints = noFaults): Promise<ConnectorHarness> => {
    const harness = createConnectorHarness({ definition: paperConnector(), ...shared, faults });
    running.push(harness);
    await harness.start();
    return harness;
  };
  const harness = await start(faults);
  const integration = await harness.connect(CREDENTIALS, { greeting: 'kept' });
  const params = { id: integration._id };
  const records = harness.records.forTenant(TENANT);
  await harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });
  await harness.until(async () => expect(Object.keys(await links()).sort()).toEqual(['Acme', 'Beta', 'Gone']));

  async function links(): Promise<Record<string, string | undefined>> {
    const { items } = await records.search('company', { from: 0, size: 100 });
    return Object.fromEntries(items.map(({ data, external }) => [data.name, external[integration._id]?.id]));
  }
  return { old, other, harness, integration, params, records, start, links, rebuild };
}

type Between = Awaited<ReturnType<typeof betweenTwoDatabases>>;

async function preview({ harness, params }: Between, body: object = ELSEWHERE) {
  await harness.call('POST', '/{id}/move', { params, body });
  return harness.until(async () => {
    const view = (await harness.call('GET', '/{id}/move', { params })) as { plan: { state: string; types: object[] } };
    expect(view.plan.state).toBe('ready');
    return view;
  });
}

const confirm = ({ harness, params }: Between) => harness.call('POST', '/move/confirm', { params, body: { decisions: [] } });

describe('credentials of another PSA database', () => {
  it('are refused as new credentials of the integration, and change nothing (architecture rule 9)', async () => {
    const between = await betweenTwoDatabases();
    const { harness, params, links } = between;
    const before = await links();

    const refused = harness.call('PUT', '/credentials', { params, body: ELSEWHERE });

    await expect(harness.until(() => refused)).rejects.toMatchObject({ code: 'psa_fingerprint_mismatch' });
    expect(await links()).toEqual(before);
  });

  it('are what a move asks for: those of the same database are refused', async () => {
    const { harness, params } = await betweenTwoDatabases();

    await expect(harness.call('POST', '/{id}/move', { params, body: CREDENTIALS })).rejects.toMatchObject({ code: 'same_psa' });
  });

  it("are refused in the connector's own words where no database knows them, and leave the integration as it is", async () => {
    const { harness, params } = await betweenTwoDatabases();

    const refused = harness.call('POST', '/{id}/move', { params, body: { token: 'nobody knows it' } });

    await expect(harness.until(() => refused)).rejects.toMatchObject({
      ...{ code: 'move_not_possible', kind: 'conflict' },
      message: expect.stringContaining('Paper does not know these credentials Enter them again.'),
    });
    expect(await harness.call('GET', '/{id}', { params })).toMatchObject({ state: 'connected' });
  });
});

describe('credentials that open another PSA database one day', () => {
  it('stop the integration within a day with one issue that says what to do, and a move there with the same ones clears it', async () => {
    const between = await betweenTwoDatabases();
    const { harness, integration, params, links, rebuild } = between;
    const before = await links();
    rebuild();
    await harness.connector.integrations.change(TENANT, integration._id, (current) => ({ ...current, testDueAt: new Date(0) }));

    const open = await harness.until(async () => {
      const issues = await harness.openIssues();
      expect(issues).toHaveLength(1);
      return issues;
    });
    const stopped = await harness.call('GET', '/{id}', { params });
    const whileStopped = await links();
    await preview(between, {});
    await confirm(between);
    await harness.until(async () => expect(await links()).toMatchObject({ Acme: '2', Beta: '1', Zeta: '3' }), 60_000);

    expect(open).toMatchObject([
      {
        ...{ entityType: 'integration', entityId: integration._id },
        failure: { code: 'psa_fingerprint_mismatch', remedy: expect.stringContaining('move the integration to it') },
      },
    ]);
    expect(stopped).toMatchObject({
      state: 'auth_failed',
      fingerprint: 'paper-1',
      failure: { code: 'psa_fingerprint_mismatch' },
    });
    expect(whileStopped).toEqual(before);
    expect(await harness.call('GET', '/{id}', { params })).toMatchObject({ state: 'connected', fingerprint: 'paper-2' });
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]));
  });

  it('keep that issue open where a retry of it finds the same', async () => {
    const { harness, integration, rebuild } = await betweenTwoDatabases();
    rebuild();
    for (const retry of [1, 2]) {
      await harness.retry(integration, 'integration', integration._id);
      await harness.until(async () => {
        const told = (await harness.results()).filter(({ failure }) => failure?.code === 'psa_fingerprint_mismatch');
        expect(told).toHaveLength(retry);
      });
    }

    expect(await harness.openIssues()).toHaveLength(1);
  });
});

describe('a move to another PSA database', () => {
  it('shows what matches there and changes nothing before it is confirmed, and can be given up', async () => {
    const between = await betweenTwoDatabases();
    const { harness, params, links } = between;
    const before = await links();

    const view = await preview(between);
    const [during, shown] = [await links(), await harness.call('GET', '/{id}', { params })];
    await harness.call('DELETE', '/{id}/move', { params });

    expect(view).toMatchObject({ stage: 'previewed', fingerprint: 'paper-2' });
    expect(shown).toMatchObject({ fingerprint: 'paper-1', move: { stage: 'previewed', fingerprint: 'paper-2' } });
    expect(await harness.call('GET', '/{id}', { params })).not.toHaveProperty('move');
    expect(view.plan.types[0]).toMatchObject({ type: 'company', local: 3, matches: 2, createHere: 1, createThere: 1 });
    expect([during, await links()]).toEqual([before, before]);
    await expect(confirm(between)).rejects.toMatchObject({ code: 'no_move' });
  });

  it('is confirmed as a move alone: confirmed as a first connect, also once it was given up, its preview links nothing', async () => {
    const between = await betweenTwoDatabases();
    const { harness, params, links } = between;
    const before = await links();
    const asFirstConnect = () => harness.call('POST', '/first-connect/confirm', { params, body: { decisions: [] } });
    await preview(between);

    await expect(asFirstConnect()).rejects.toMatchObject({ code: 'connect_plan_not_ready' });
    await harness.call('DELETE', '/{id}/move', { params });
    await expect(asFirstConnect()).rejects.toMatchObject({ code: 'connect_plan_not_found' });

    expect(await links()).toEqual(before);
  });

  it.each(['the same replica', 'another replica'])(
    'confirmed, and carried out by %s, links what matched, keeps the former links, settings and records, and reads the rest',
    async (whose) => {
      const between = await betweenTwoDatabases();
      const { harness, integration, records, links, other, start } = between;
      const { items: before } = await records.search('company', { from: 0, size: 10, filters: { name: 'Acme' } });
      await preview(between);

      await confirm(between);
      if (whose === 'another replica') {
        running.splice(running.indexOf(harness), 1);
        await harness.stop();
      }
      const mover = whose === 'another replica' ? await start() : harness;
      await mover.until(async () => expect(await links()).toEqual({ Acme: '2', Beta: '1', Gone: undefined, Zeta: '3' }), 60_000);
      const moved = await mover.connector.integrations.load(TENANT, integration._id);
      await mover.save('company', { name: 'New' }, moved);
      await mover.until(() => expect(other.rows('companies').map(({ name }) => name)).toContain('New'), 60_000);

      const [acme] = (await records.search('company', { from: 0, size: 10, filters: { name: 'Acme' } })).items;
      expect(acme?._id).toBe(before[0]?._id);
      expect(acme?.external[integration._id]?.former).toMatchObject([{ id: '1', psa: 'paper-1' }]);
      expect(moved).toMatchObject({
        ...{ state: 'connected', fingerprint: 'paper-2', settings: { greeting: 'kept' } },
        formerPsas: [{ fingerprint: 'paper-1', psaName: 'Paper Inc' }],
        psasToldApart: ['paper-2'],
      });
      expect(moved.move).toBeUndefined();
    },
  );

  it.each(['lets us in', 'does not let us in any more'])(
    'removes the webhooks of a database that %s where it can, and comes to its end',
    async (how) => {
      const between = await betweenTwoDatabases();
      const { harness, params, old, links } = between;
      await harness.call('POST', '/{id}/webhooks', { params });
      await preview(between);
      if (how !== 'lets us in') old.setToken('changed');

      await confirm(between);

      await harness.until(async () => expect(await links()).toMatchObject({ Acme: '2', Beta: '1', Zeta: '3' }), 60_000);
      expect(old.rows('hooks').map(({ isActive }) => isActive)).toEqual([how !== 'lets us in']);
    },
  );

  it('refuses a sync that somebody asks for until it is done, and says why', async () => {
    const between = await betweenTwoDatabases();
    const { harness, params } = between;
    await preview(between);
    await confirm(between);

    const asked = harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });

    await expect(asked).rejects.toMatchObject({ code: 'move_under_way' });
  });

  it('lets no push into the old database once it was confirmed, and sends it to the new one', async () => {
    const between = await betweenTwoDatabases();
    const { harness, integration, old, other } = between;
    await preview(between);
    await confirm(between);

    await harness.save('company', { name: 'Saved meanwhile' }, integration);
    await harness.until(() => expect(other.rows('companies').map(({ name }) => name)).toContain('Saved meanwhile'), 60_000);

    expect(old.rows('companies').map(({ name }) => name)).not.toContain('Saved meanwhile');
  });
});

/** Dies for good when a move reaches the forgetting of the old database for this time. */
function killedWhileForgetting(time: number) {
  let [reached, isDead] = [0, false];
  const faults: ArmedPoints = {
    async reach(_point, place) {
      if (place === 'move:forgetting') isDead ||= (reached += 1) === time;
      if (isDead && place.startsWith('move:')) throw new Error('killed');
    },
  };
  return { faults, isDead: () => isDead };
}

/**
 * In the old database Nameless was refused by a sync, Acme by a reading, and Beta by a reading after a push of it had failed:
 * three issues.
 */
async function withFailedReads(between: Between) {
  const { old, harness, integration, params, records } = between;
  const { tenantId, _id: integrationId } = integration;
  const nameless = String(old.put('companies', { name: '' }).id);
  await harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });
  const [acme, beta] = ['1', '2'].map(Number);
  const idOf = async (name: string): Promise<string> =>
    (await records.search('company', { from: 0, size: 1, filters: { name } })).items[0]?._id ?? '';
  const ids = { acme: await idOf('Acme'), beta: await idOf('Beta'), nameless };
  old.fail({ on: ({ method }) => method === 'PATCH', times: 1, act: { status: 400, body: { message: 'no' } } });
  const pushTo = [{ integrationId, provider: 'paper' }];
  await records.update('company', ids.beta, { telephone: '555-0100' }, { source: 'user', pushTo });
  const told = (entityId: string) => async () =>
    expect((await harness.openIssues()).map((issue) => issue.entityId)).toContain(entityId);
  await harness.until(told(ids.nameless));
  await harness.until(told(ids.beta));
  for (const id of [acme, beta]) old.put('companies', { name: '' }, id);
  const key = { tenantId, integrationId, op: 'pull', entityType: 'company', lane: laneRank('scheduled') } as const;
  for (const id of [acme, beta]) await harness.connector.table.upsert({ ...key, entityId: String(id) });
  await harness.until(async () => expect(await harness.connector.table.failed(tenantId, integrationId, 'pull')).toHaveLength(2));
  await harness.until(told(ids.acme));
  return ids;
}

describe('the open issues of an integration that moves', () => {
  it.each([1, 2])(
    'are cleared, each once, where they are about reads in the database that it leaves, also by who takes over after a kill at step %i (IS-06)',
    async (time) => {
      const { faults, isDead } = killedWhileForgetting(time);
      const between = await betweenTwoDatabases(faults);
      const { harness, integration, start } = between;
      const ids = await withFailedReads(between);
      await preview(between);
      await confirm(between);
      await harness.until(() => expect(isDead()).toBe(true), 60_000);
      running.splice(running.indexOf(harness), 1);
      await harness.stop();

      const other = await start();
      const settled = async () =>
        expect((await other.connector.integrations.load(TENANT, integration._id)).formerPsas).toHaveLength(1);
      await other.until(settled, 60_000);

      const open = async () => (await other.openIssues()).map(({ entityId }) => entityId);
      await other.until(async () => expect(await open()).toEqual([ids.beta]));
      const ofCompanies = (await other.results()).filter(({ entityType }) => entityType === 'company');
      const cleared = ofCompanies.filter(({ outcome }) => outcome === Outcome.SUCCEEDED);
      expect(cleared.map(({ entityId }) => entityId).sort()).toEqual([ids.acme, ids.nameless].sort());
      await other.retry(integration, 'company', ids.beta);
      await other.until(async () => expect(await open()).toEqual([]));
    },
  );
});
