import { describe, expect, it } from '@jest/globals';
import { runOf } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { callsTo, mainSiteOf, rowsThere } from './there.ts';

const connect = connectedForOneTest();
const SEED = { companies: 30, contacts: 40, products: 0, opportunities: 0, quotes: 0, tickets: 0, agreements: 0 };

const details = (connected: ConnectedHalo) => {
  const calls = callsTo(connected);
  return ['Client', 'Site', 'Users'].map((entity) => calls[`${entity} get`] ?? 0);
};

type Details = readonly number[];

/** Details that a run reads. */
async function readBy(connected: ConnectedHalo, kind: 'full' | 'delta'): Promise<Details> {
  connected.simulator.control.resetCounters({});
  await connected.sync(kind);
  return details(connected);
}

/** Details that were read because of what happened: runs look back a little, to what changed right before. */
const besides = (all: Details, idle: Details): Details => all.map((count, index) => count - (idle[index] ?? 0));

describe('a full sync of HaloPSA', () => {
  it('reads the details that lists lack, each once', async () => {
    const connected = await connect({ seed: SEED });

    expect(await readBy(connected, 'full')).toEqual([30, 30, 40]);
  });

  it('reads no details again of what did not change, and those of what did', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    await connected.sync('full');
    const idle = await readBy(connected, 'full');
    // From the middle: what was seeded last is read again by every run.
    const [first, second] = rowsThere(connected, 'Client')
      .slice(SEED.companies / 2)
      .map(({ id }) => Number(id));
    const [person] = rowsThere(connected, 'Users', { isgeneraluser: false }).slice(SEED.contacts / 2);
    control.patch({ entity: 'Client', id: first ?? 0, values: { website: 'https://moved.example' } });
    control.patch({
      ...{ entity: 'Site', id: Number(mainSiteOf(connected, second ?? 0)['id']) },
      values: { delivery_address: { line1: '9 New Street' } },
    });
    control.patch({ entity: 'Users', id: Number(person?.['id']), values: { title: 'Promoted' } });

    const read = await readBy(connected, 'full');

    expect(Math.max(...idle)).toBeLessThan(10);
    expect(besides(read, idle)).toEqual([2, 2, 1]);
    expect((await connected.recordOf('company', first ?? 0)).data.website).toBe('https://moved.example');
    expect((await connected.recordOf('company', second ?? 0)).data.address?.street).toBe('9 New Street');
    expect((await connected.recordOf('contact', Number(person?.['id']))).data.jobTitle).toBe('Promoted');
  });

  it('reads all details again where the settings are others, for they may mean something else now', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    await connected.savePage('companies', { addressLines: { line1: 'apartment', line2: 'street' } });

    expect(await readBy(connected, 'full')).toEqual([30, 30, 40]);
    const [client] = rowsThere(connected, 'Client');
    expect((await connected.recordOf('company', Number(client?.['id']))).data.address?.apartment).toBe('1 Example Street');
  });

  it.each(['ignored', 'refused'] as const)(
    'reads all details again where HaloPSA does not tell what changed (%s)',
    async (lastUpdateFilter) => {
      const connected = await connect({ seed: SEED, switches: { lastUpdateFilter } });
      await connected.sync('full');

      expect(await readBy(connected, 'full')).toEqual([30, 30, 40]);
    },
  );

  it('reads no details of contacts where the list says all that is read of them, and asks for their changes all the same', async () => {
    const connected = await connect({ seed: SEED, switches: { listMembers: 'published' } });

    expect(await readBy(connected, 'full')).toEqual([30, 30, 0]);

    const [person] = rowsThere(connected, 'Users', { isgeneraluser: false }).slice(SEED.contacts / 2);
    connected.simulator.control.patch({ entity: 'Users', id: Number(person?.['id']), values: { title: 'Promoted' } });
    const delta = await connected.startSync('delta');
    await connected.syncCompleted(delta);
    const { phases } = await runOf(connected, delta);

    expect((await connected.recordOf('contact', Number(person?.['id']))).data.jobTitle).toBe('Promoted');
    expect(phases.find(({ label }) => label === 'Contacts')?.done).toBeLessThan(SEED.contacts / 2);
  });

  it('marks what is gone, and only that', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    const [, gone] = rowsThere(connected, 'Users', { isgeneraluser: false }).map(({ id }) => Number(id));
    const record = await connected.recordOf('contact', gone ?? 0);
    connected.simulator.control.remove({ entity: 'Users', id: gone ?? 0 });

    await connected.sync('full');

    await connected.harness.until(async () => expect((await connected.linkOf('contact', record._id))?.deletedAt).toBeDefined());
    const { items } = await connected.records.search('contact', { from: 0, size: 100 });
    expect(items.filter(({ external }) => external[connected.integration._id]?.deletedAt)).toHaveLength(1);
  });
});

describe('a delta of HaloPSA', () => {
  it.each(['works', 'ignored', 'refused'] as const)(
    'SY-09: brings in a company and a contact that changed where asking for changes %s',
    async (lastUpdateFilter) => {
      const connected = await connect({ seed: SEED, switches: { lastUpdateFilter } });
      const { control } = connected.simulator;
      await connected.sync('full');
      const idle = await readBy(connected, 'delta');
      const [client] = rowsThere(connected, 'Client')
        .slice(SEED.companies / 2)
        .map(({ id }) => Number(id));
      const [person] = rowsThere(connected, 'Users', { isgeneraluser: false })
        .slice(SEED.contacts / 2)
        .map(({ id }) => Number(id));
      control.patch({ entity: 'Client', id: client ?? 0, values: { name: 'Renamed', website: 'https://renamed.example' } });
      control.patch({ entity: 'Users', id: person ?? 0, values: { phonenumber: '555-0142' } });

      const read = await readBy(connected, 'delta');

      expect(besides(read, idle)).toEqual([1, 1, 1]);
      expect((await connected.recordOf('company', client ?? 0)).data).toMatchObject({
        name: 'Renamed',
        website: 'https://renamed.example',
      });
      expect((await connected.recordOf('contact', person ?? 0)).data.phone).toBe('555-0142');
    },
  );

  it('SY-09: finds by the look of a list that says enough what HaloPSA does not tell of', async () => {
    const connected = await connect({ seed: SEED, switches: { listMembers: 'published', lastUpdateFilter: 'ignored' } });
    await connected.sync('full');
    const [client] = rowsThere(connected, 'Client').slice(SEED.companies / 2);
    const [person] = rowsThere(connected, 'Users', { isgeneraluser: false }).slice(SEED.contacts / 2);
    const { control } = connected.simulator;
    control.patch({ entity: 'Client', id: Number(client?.['id']), values: { website: 'https://moved.example' } });
    control.patch({ entity: 'Users', id: Number(person?.['id']), values: { title: 'Promoted' } });

    await connected.sync('delta');

    expect((await connected.recordOf('company', Number(client?.['id']))).data.website).toBe('https://moved.example');
    expect((await connected.recordOf('contact', Number(person?.['id']))).data.jobTitle).toBe('Promoted');
  });

  it('SY-09: brings in a company whose site alone changed', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    const [client] = rowsThere(connected, 'Client').map(({ id }) => Number(id));
    const values = { delivery_address: { line1: '7 Elsewhere' } };
    connected.simulator.control.patch({ entity: 'Site', id: Number(mainSiteOf(connected, client ?? 0)['id']), values });

    await connected.sync('delta');

    expect((await connected.recordOf('company', client ?? 0)).data.address?.street).toBe('7 Elsewhere');
  });
});
