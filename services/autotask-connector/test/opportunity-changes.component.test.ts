import { describe, expect, it } from '@jest/globals';
import type { Stored } from '@psa-bridge/persistence';
import { connectedForOneTest, type ConnectedAutotask, type ConnectionOptions } from './connected-autotask.ts';
import { setSettings } from './sales.ts';
import type { SimulatedAutotask } from './simulated-autotask.ts';

const connect = connectedForOneTest();

/** So short that a test sees many looks. */
const SHORT = { everyMs: 100, rereadEveryMs: 300 };
const HOUR_MS = 3_600_000;
const LONG_AGO = '2026-01-31T12:00:00.000Z';
const ON = { settings: { readOpportunityChanges: true }, opportunities: SHORT };

interface Deal {
  id: string;
  externalId: number;
}

async function connectWithDeals(names: readonly string[], options: ConnectionOptions = ON) {
  const connected = await connect(options);
  await connected.sync('full');
  const company = await connected.recordOf('company', 0);
  const deals: Deal[] = [];
  for (const name of names) {
    const id = await connected.save('opportunity', { name, companyId: company._id });
    deals.push({ id, externalId: await connected.arrived('opportunity', id) });
  }
  return { connected, deals: deals as [Deal, ...Deal[]] };
}

const rename = ({ simulator }: ConnectedAutotask, { externalId }: Deal, title: string): void =>
  void simulator.control.patch({ entity: 'Opportunities', id: externalId, values: { title } });

const nameOf = async ({ records }: ConnectedAutotask, { id }: Deal): Promise<unknown> =>
  (await records.get('opportunity', id))?.data.name;

const queries = ({ simulator }: ConnectedAutotask): number =>
  simulator.control.counters({}).calls['Opportunities']?.['query'] ?? 0;

describe('opportunities changed in Autotask', () => {
  it.each([
    ['moves lastActivity, by what the dates tell alone', true, HOUR_MS],
    ['does not move it, by reading again what is linked', false, SHORT.rereadEveryMs],
  ])('AT-80: arrive where the tenant wants it, when the edit of the stage %s', async (_title, moves, rereadEveryMs) => {
    const { connected, deals } = await connectWithDeals(['Deal'], { ...ON, opportunities: { ...SHORT, rereadEveryMs } });
    const { control } = connected.simulator;
    control.setSwitches({ opportunityEditMovesLastActivity: false });
    // An old one: what was made just now is found by the date of its making.
    const values = { createDate: LONG_AGO, lastActivity: LONG_AGO };
    control.patch({ entity: 'Opportunities', id: deals[0].externalId, values });
    control.setSwitches({ opportunityEditMovesLastActivity: moves });
    const stage = 29_683_453;
    control.patch({ entity: 'Opportunities', id: deals[0].externalId, values: { stage } });

    await connected.harness.until(async () =>
      expect((await connected.records.get('opportunity', deals[0].id))?.data.stage).toBe(String(stage)),
    );

    expect((await connected.linkOf('opportunity', deals[0].id))?.sync.status).toBe('synchronized');
    await connected.noIssues();
  });

  it('AT-80: stay unread as long as the tenant leaves it off, and arrive once it is switched on', async () => {
    const { connected, deals } = await connectWithDeals(['Deal', 'Neighbour'], { opportunities: SHORT });
    await connected.harness.until(() => expect(queries(connected)).toBe(2));
    rename(connected, deals[0], 'Renamed there');
    await connected.arrived('company', await connected.save('company', { name: 'Sent meanwhile', telephone: '555-0100' }));
    // Each of the two was read once, when it was made.
    expect(queries(connected)).toBe(2);
    expect(await nameOf(connected, deals[0])).toBe('Deal');

    await setSettings(connected, { readOpportunityChanges: true });

    await connected.harness.until(async () => expect(await nameOf(connected, deals[0])).toBe('Renamed there'));
  });

  it('AT-51: bring at the first link what Autotask filled in', async () => {
    const { connected, deals } = await connectWithDeals(['Deal'], {});
    const row = connected.simulator.control.get({ entity: 'Opportunities', id: deals[0].externalId });

    await connected.harness.until(async () =>
      expect((await connected.records.get('opportunity', deals[0].id))?.data).toMatchObject({
        stage: String(row?.values['stage']),
        status: String(row?.values['status']),
        expectedCloseDate: String(row?.values['projectedCloseDate']).slice(0, 10),
      }),
    );
  });

  it('leave an edit alone that waits here for its push, show the conflict, and bring the other fields', async () => {
    const { connected, deals } = await connectWithDeals(['Deal']);
    const { harness, integration, simulator } = connected;
    await harness.call('POST', '/{id}/pause', { params: { id: integration._id }, body: { direction: 'push' } });
    await connected.change('opportunity', deals[0].id, { name: 'Ours' });
    const values = { title: 'Theirs', description: 'Told there' };

    simulator.control.patch({ entity: 'Opportunities', id: deals[0].externalId, values });

    await harness.until(async () =>
      expect((await connected.linkOf('opportunity', deals[0].id))?.conflicts).toMatchObject([
        { field: 'name', local: 'Ours', external: 'Theirs', kept: 'local' },
      ]),
    );
    const data = (await connected.records.get('opportunity', deals[0].id))?.data;
    expect(data).toMatchObject({ name: 'Ours', description: 'Told there' });
  });

  it('are marked where one was deleted, and no longer when it is there again', async () => {
    const { connected, deals } = await connectWithDeals(['Deal', 'Neighbour']);
    const { control } = connected.simulator;

    control.hide({ entity: 'Opportunities', ids: [deals[0].externalId] });

    const deletedAt = async (deal: Deal | undefined) => (await connected.linkOf('opportunity', deal?.id ?? ''))?.deletedAt;
    await connected.harness.until(async () => expect(await deletedAt(deals[0])).toBeInstanceOf(Date));
    expect(await deletedAt(deals[1])).toBeUndefined();
    control.reveal({});
    await connected.harness.until(async () => expect(await deletedAt(deals[0])).toBeUndefined());
  });

  it('are not marked where so many are hidden that a person has to look, who is asked by one issue that clears itself', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Deal ${index}`);
    const { connected, deals } = await connectWithDeals(names);
    const { control } = connected.simulator;

    control.hide({ entity: 'Opportunities', ids: 'all' });

    const issue = await connected.issueOf(connected.integration._id);
    expect(issue).toMatchObject({ entityType: 'opportunity', failure: { code: 'too_many_missing' } });
    for (const { id } of deals) expect((await connected.linkOf('opportunity', id))?.deletedAt).toBeUndefined();
    control.reveal({});
    await connected.noIssues();
  });

  it('are not looked for once half of the allowance is used, while a delta still runs', async () => {
    const before = ({ simulator }: SimulatedAutotask): void => simulator.control.setUsage({ external: 5_500 });
    const { connected, deals } = await connectWithDeals(['Deal'], { ...ON, before });
    const { harness, integration, simulator } = connected;
    const params = { id: integration._id };
    await harness.until(async () => {
      const { usedByOthers } = (await harness.call('GET', '/{id}/budget', { params })) as { usedByOthers: number };
      expect(usedByOthers).toBeGreaterThan(5_000);
    });
    const asked = queries(connected);
    rename(connected, deals[0], 'Renamed there');
    const contact = simulator.control.list({ entity: 'Contacts', limit: 1 })[0]?.id ?? 0;
    simulator.control.patch({ entity: 'Contacts', id: contact, values: { title: 'Promoted' } });
    const polls = harness.store.collection<Stored>({ name: 'polls_autotask', writer: 'autotask-connector' });
    const looks = async () => (await polls.forTenant(integration.tenantId).get(`${integration._id}:opportunity`))?.version ?? 0;
    const sofar = await looks();

    await connected.sync('delta');
    await harness.until(async () => expect(await looks()).toBeGreaterThan(sofar + 3));

    expect((await connected.recordOf('contact', contact)).data.jobTitle).toBe('Promoted');
    expect(queries(connected)).toBe(asked);
    expect(await nameOf(connected, deals[0])).toBe('Deal');
  });
});
