import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { changePage } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { DEMO, proposed, rowThere, standsFor, there } from './sales.ts';

const connect = connectedForOneTest();
const SEED = { companies: 3, contactsPerCompany: 1, products: 0, opportunities: 5, quotes: 0, tickets: 1, agreements: 0 };
const FIRST = 2_101;

const detailsRead = ({ simulator }: ConnectedHalo): readonly number[] =>
  simulator.control.calls().flatMap(({ target }) => {
    const [, id] = /\/Opportunities\/(\d+)/.exec(target) ?? [];
    return id === undefined ? [] : [Number(id)];
  });

const IN_TIME_MS = 20_000;
/** A reading that came by itself. */
const BY_ITSELF: unknown = expect.objectContaining({ kind: 'delta', state: 'completed' });

async function runsOf({ harness, integration }: ConnectedHalo): Promise<unknown> {
  return ((await harness.call('GET', '/{id}/sync', { params: { id: integration._id } })) as { items: unknown }).items;
}

/** A company of ours that stands there. */
async function buyer(connected: ConnectedHalo): Promise<string> {
  return standsFor(connected, 'company', { data: { name: 'Buyer' }, externalId: 13 });
}

describe('opportunities of HaloPSA', () => {
  it('come in with company, stage, type and what they are worth, and no ticket does', async () => {
    const connected = await connect({ seed: SEED });

    await connected.sync('full');

    expect((await connected.records.search('opportunity', { from: 0, size: 1 })).total).toBe(5);
    const row = rowThere(connected, 'Opportunities', FIRST);
    const company = await connected.recordOf('company', Number(row['client_id']));
    expect((await connected.recordOf('opportunity', FIRST)).data).toMatchObject({
      ...{ name: row['summary'], companyId: company._id, description: 'Made for demonstration.', probability: 0.5 },
      ...{ stage: String(row['pipeline_stage_id']), status: DEMO.open, category: DEMO.opportunityType },
      ...{ onetimeRevenue: Number(row['oppvalue']).toFixed(2), expectedCloseDate: String(row['targetdate']).slice(0, 10) },
    });
  });

  it('SY-22: are read every hour by themselves, deltas or none: what is new, what changed, and details for nothing else', async () => {
    const connected = await connect({ seed: { ...SEED, opportunities: 20 }, salesEveryMs: 1 });
    const { control } = connected.simulator;
    await connected.sync('full');
    expect(new Set(detailsRead(connected)).size).toBe(20);
    await connected.harness.until(async () => expect(await runsOf(connected)).toContainEqual(BY_ITSELF), IN_TIME_MS);
    // What was changed within the overlap of the last mark may be read twice; what was not, never.
    expect(detailsRead(connected).filter((id) => id === FIRST)).toHaveLength(1);
    const values = { summary: 'New there', tickettype_id: 28, client_id: 13, status_id: 31 };
    const made = Number(control.create({ entity: 'Opportunities', values })['id']);
    control.patch({ entity: 'Opportunities', id: FIRST, values: { pipeline_stage_id: 4, details: 'Told by phone' } });

    await connected.harness.until(
      async () => expect((await connected.recordOf('opportunity', FIRST)).data.description).toBe('Told by phone'),
      IN_TIME_MS,
    );
    expect((await connected.recordOf('opportunity', made)).data.name).toBe('New there');
    expect((await connected.recordOf('opportunity', FIRST)).data).toMatchObject({ stage: '4', description: 'Told by phone' });
  });

  it('HP-12: only those of the enabled types and categories are imported, and what stands here is kept in step', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    control.patch({ entity: 'Opportunities', id: FIRST, values: { category_1: 'Hardware' } });
    await connected.sync('fields');
    await changePage(connected, 'opportunities', { opportunityTypes: [DEMO.opportunityType], importCategories: ['Hardware'] });

    await connected.sync('full');
    expect((await connected.records.search('opportunity', { from: 0, size: 10 })).items.map(({ data }) => data.name)).toEqual([
      String(rowThere(connected, 'Opportunities', FIRST)['summary']),
    ]);

    control.patch({ entity: 'Opportunities', id: FIRST, values: { category_1: 'Software', summary: 'Renamed' } });
    await connected.sync('full');
    expect((await connected.recordOf('opportunity', FIRST)).data.name).toBe('Renamed');
  });

  it('HP-12: a status is mapped both ways, and one of ours that shares a status there stays what it is', async () => {
    const connected = await connect({
      seed: SEED,
      settings: {
        opportunityStatusesIn: { [DEMO.won]: 'closed' },
        opportunityStatusesOut: { hot: DEMO.sent, warm: DEMO.sent },
      },
    });
    const company = await buyer(connected);
    const opportunity = await proposed(connected, { name: 'Deal', companyId: company, status: 'warm' });
    const id = await connected.arrived('opportunity', opportunity);
    expect(rowThere(connected, 'Opportunities', id)).toMatchObject({ status_id: 32 });
    await connected.sync('full');
    expect((await connected.records.get('opportunity', opportunity))?.data.status).toBe('warm');

    connected.simulator.control.patch({ entity: 'Opportunities', id, values: { status_id: Number(DEMO.won) } });
    await connected.sync('full');

    expect((await connected.records.get('opportunity', opportunity))?.data.status).toBe('closed');
  });

  it('HP-12, HP-19: a new one gets the chosen type, team and agent, and that of its category where it has one', async () => {
    const connected = await connect({ seed: SEED });
    const company = await buyer(connected);
    await connected.sync('fields');
    await changePage(connected, 'opportunities', {
      opportunityType: DEMO.renewalType,
      opportunityTeam: '2',
      opportunityAgent: '8',
    });

    const plain = await proposed(connected, { name: 'Plain', companyId: company });
    const typed = await proposed(connected, { name: 'Typed', companyId: company, category: DEMO.opportunityType });

    const rows = [await connected.arrived('opportunity', plain), await connected.arrived('opportunity', typed)];
    expect(rows.map((id) => rowThere(connected, 'Opportunities', id))).toMatchObject([
      { tickettype_id: 29, team: 'Sales', agent_id: 8 },
      { tickettype_id: 28, team: 'Sales', agent_id: 8 },
    ]);
  });

  it('PA-32: the owner is the agent of a new opportunity, goes there when it changes, and stays when it is taken away', async () => {
    const connected = await connect({ seed: SEED, settings: { opportunityAgent: '8' } });
    const company = await buyer(connected);
    const agents = connected.simulator.control.list({ entity: 'Agent', limit: 20 }).map(({ id }) => Number(id));
    const [first = 0, second = 0] = agents.filter((id) => id !== 8).slice(-2);
    const owner = (id: number) => ({ ownerId: newId(), ownerExternalIds: { [connected.integration._id]: String(id) } });

    const opportunity = await proposed(connected, { name: 'Deal', companyId: company, ...owner(first) });
    const id = await connected.arrived('opportunity', opportunity);
    const there = () => rowThere(connected, 'Opportunities', id);
    const atFirst = there()['agent_id'];
    await connected.change('opportunity', opportunity, owner(second));
    await connected.harness.until(() => expect(there()['agent_id']).toBe(second));
    await connected.sync('full');
    const afterReading = (await connected.records.get('opportunity', opportunity))?.data.ownerExternalIds;
    const nobody = { ownerId: undefined, ownerExternalIds: undefined, description: 'No owner' };
    await connected.change('opportunity', opportunity, nobody);
    await connected.harness.until(() => expect(there()['details']).toBe('No owner'));

    expect([atFirst, there()['agent_id']]).toEqual([first, second]);
    expect(afterReading).toEqual({ [connected.integration._id]: String(second) });
    await connected.noIssues();
  });

  it('a change sends what differs, and leaves alone what people changed there', async () => {
    const connected = await connect({ seed: SEED });
    const company = await buyer(connected);
    const opportunity = await proposed(connected, { name: 'Deal', companyId: company, onetimeRevenue: '1250.50' });
    const id = await connected.arrived('opportunity', opportunity);
    connected.simulator.control.patch({ entity: 'Opportunities', id, values: { summary: 'Theirs' } });

    await connected.change('opportunity', opportunity, { expectedCloseDate: '2027-01-31' });
    await connected.arrived('opportunity', opportunity);

    expect(rowThere(connected, 'Opportunities', id)).toMatchObject({
      ...{ summary: 'Theirs', oppvalue: 1250.5, targetdate: expect.stringMatching(/^2027-01-31/) },
    });
    expect(rowThere(connected, 'Opportunities', id)['site_id']).toEqual(expect.any(Number));
  });

  it('come in without a stage where HaloPSA has none switched on (HP-03)', async () => {
    const connected = await connect({ seed: SEED, switches: { pipelineStages: false } });

    await connected.sync('full');

    expect((await connected.recordOf('opportunity', FIRST)).data).not.toHaveProperty('stage');
    expect(there(connected, 'Opportunities')).toHaveLength(5);
  });
});
