import { afterEach, describe, expect, it } from '@jest/globals';
import { Change, decodePayload, events, topics } from '@psa-bridge/contracts';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createConnectorHarness, newCipher, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** A connector that has read so many companies of its PSA in a first full sync. */
async function withCompanies(count: number) {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const shared = {
    clock,
    cipher: newCipher(),
    store: createMemoryStore({ clock }),
    bus: createMemoryBus({ clock }),
    http: psa.http,
  };
  const start = async (): Promise<ConnectorHarness> => {
    const harness = createConnectorHarness({ definition: paperConnector(), ...shared });
    running.push(harness);
    await harness.start();
    return harness;
  };
  const harness = await start();
  for (let id = 1; id <= count; id += 1) psa.put('companies', { name: `Company ${id}` });
  const { _id: integrationId } = await harness.connect(CREDENTIALS);
  const params = { id: integrationId };
  const records = harness.records.forTenant(TENANT);
  const run = async (state: string, act: () => Promise<unknown>): Promise<void> => {
    const { id } = (await act()) as { id: string };
    await harness.until(async () => {
      const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { id: string; state: string }[] };
      expect(items.find((item) => item.id === id)).toMatchObject({ state });
    }, 600_000);
  };
  const fullSync = (state = 'completed'): Promise<void> =>
    run(state, () => harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } }));
  await fullSync();
  return {
    ...{ psa, harness, params, records, start, run, fullSync },
    held: async () => ((await harness.call('GET', '/held-deletions', { params })) as { items: { missing: number }[] }).items,
    async gone(): Promise<string[]> {
      const { items } = await records.search('company', { from: 0, size: 1_000 });
      return items.filter(({ external }) => external[integrationId]?.deletedAt).map(({ data }) => data.name);
    },
    issues: () => harness.openIssues(),
    async marksTold(): Promise<number> {
      let told = 0;
      for await (const { value } of harness.bus.readAll(topics.records.name))
        if (decodePayload(events.recordChanged, value).change === Change.MARKED_DELETED) told += 1;
      return told;
    },
  };
}

type Connected = Awaited<ReturnType<typeof withCompanies>>;

/** As a narrowed security level: the rows are in no list and cannot be read by id. */
function take({ psa }: Connected, ids: readonly number[]): void {
  for (const id of ids) psa.remove('companies', id);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('a company that a full sync does not find any more', () => {
  it('is marked as deleted with its event, never erased, and unmarked when it shows up again (architecture rule 8)', async () => {
    const connected = await withCompanies(10);
    take(connected, [3]);

    await connected.fullSync();
    const gone = await connected.gone();
    await connected.harness.until(async () => expect(await connected.marksTold()).toBe(1));
    connected.psa.put('companies', { name: 'Company 3' }, 3);
    await connected.fullSync();

    expect(gone).toEqual(['Company 3']);
    expect(await connected.gone()).toEqual([]);
    expect((await connected.records.search('company', { from: 0, size: 20 })).total).toBe(10);
    expect(await connected.issues()).toEqual([]);
  });

  it('is not marked when the PSA has it under its id all the same', async () => {
    const connected = await withCompanies(10);
    connected.psa.leaveOut('companies', 4);

    await connected.fullSync();

    expect(connected.psa.calls).toContain('GET /companies/4');
    expect(await connected.gone()).toEqual([]);
  });

  it('is not marked by a pass that was cancelled', async () => {
    const connected = await withCompanies(10);
    take(connected, [3]);
    connected.psa.setLatency(1_000);

    await connected.run('cancelled', async () => {
      const { id: runId } = (await connected.harness.call('POST', '/{id}/sync', {
        ...{ params: connected.params, body: { kind: 'full' } },
      })) as { id: string };
      await connected.harness.until(() => expect(connected.psa.calls.at(-1)).toBe('GET /companies/3'), 60_000);
      return connected.harness.call('POST', '/{runId}/cancel', { params: { ...connected.params, runId } });
    });

    expect(await connected.gone()).toEqual([]);
  });

  it('is not marked by a pass that fails', async () => {
    const connected = await withCompanies(10);
    take(connected, [3]);
    connected.psa.fail({
      on: ({ method, path }) => method === 'GET' && path === '/companies/3',
      times: 100,
      act: { status: 400, body: {} },
    });

    await connected.fullSync('failed');

    expect(await connected.gone()).toEqual([]);
  });
});

describe('more than a few entities that a full sync does not find', () => {
  it('are marked by nobody but a person, who is asked with one issue and confirms', async () => {
    const connected = await withCompanies(40);
    take(connected, upTo(12));

    await connected.fullSync();
    const [before, held, issues] = [await connected.gone(), await connected.held(), await openSoon(connected, 1)];
    connected.psa.put('companies', { name: 'Company 1' }, 1);
    const params = { ...connected.params, type: 'company' };
    await connected.run('completed', () => connected.harness.call('POST', '/{type}/confirm', { params }));

    expect(before).toEqual([]);
    expect(held).toMatchObject([{ type: 'company', label: 'Companies', missing: 12, linked: 40 }]);
    expect(issues).toMatchObject([
      { entityType: 'sync', entityName: 'Companies', failure: { code: 'many_missing', kind: 'conflict' } },
    ]);
    expect(issues[0]?.failure?.message).toMatch(
      /^Companies: 12 of 40 that are linked here are not found in Paper any more, such as Company \d+, .*security level/,
    );
    // The first one is there again by the time of the confirmation.
    expect((await connected.gone()).sort()).toEqual(
      upTo(12)
        .slice(1)
        .map((id) => `Company ${id}`)
        .sort(),
    );
    expect(await connected.held()).toEqual([]);
    await openSoon(connected, 0);
  });

  it('stay as they are when a person discards it, and are asked for again by the next full sync', async () => {
    const connected = await withCompanies(40);
    take(connected, upTo(12));
    await connected.fullSync();
    await openSoon(connected, 1);

    await connected.harness.call('POST', '/{type}/discard', { params: { ...connected.params, type: 'company' } });
    await openSoon(connected, 0);
    await connected.fullSync();

    expect(await connected.gone()).toEqual([]);
    await openSoon(connected, 1);
  });

  it('clear their issue by themselves once the security level shows them again', async () => {
    const connected = await withCompanies(40);
    take(connected, upTo(12));
    await connected.fullSync();
    await openSoon(connected, 1);
    for (const id of upTo(12)) connected.psa.put('companies', { name: `Company ${id}` }, id);

    await connected.fullSync();

    expect(await connected.gone()).toEqual([]);
    expect(await connected.held()).toEqual([]);
    await openSoon(connected, 0);
  });
});

it('a pass that another replica goes on with has seen what the killed one saw', async () => {
  const connected = await withCompanies(30);
  const { psa, harness, params, start } = connected;
  psa.setPageSize(5);
  psa.setLatency(1_000);
  psa.calls.length = 0;
  await harness.call('POST', '/{id}/sync', { params, body: { kind: 'full' } });
  await harness.until(() => expect(psa.calls.filter((call) => call === 'GET /companies').length).toBeGreaterThan(3), 60_000);
  running.splice(running.indexOf(harness), 1);
  await harness.stop();

  const other = await start();
  await other.until(async () => {
    const { items } = (await other.call('GET', '/{id}/sync', { params })) as { items: { state: string }[] };
    expect(items.map(({ state }) => state)).toEqual(['completed', 'completed']);
  }, 120_000);

  expect(psa.calls.filter((call) => call.startsWith('GET /companies/'))).toEqual([]);
  expect(await connected.gone()).toEqual([]);
});

function openSoon({ harness }: Connected, count: number) {
  return harness.until(async () => {
    const open = await harness.openIssues();
    expect(open).toHaveLength(count);
    return open;
  });
}
