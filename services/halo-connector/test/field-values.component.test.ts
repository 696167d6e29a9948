import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';

const connect = connectedForOneTest();

async function labels({ records }: ConnectedHalo, kind: string): Promise<readonly string[]> {
  const { items } = await records.search('field_value', { from: 0, size: 100, filters: { kind } });
  return items.map(({ data }) => (data.isActive ? data.label : `(${data.label})`)).sort();
}

describe('a fields-only sync of HaloPSA', () => {
  it('SY-05, SY-06, HP-19: brings in what the pages choose from, and no record', async () => {
    const connected = await connect();
    const { simulator } = connected;
    simulator.control.deactivate({ entity: 'Team', id: 3 });
    simulator.control.resetCounters({});

    await connected.sync('fields');

    expect(await labels(connected, 'company_type')).toEqual(['Customer', 'Prospect', 'Supplier']);
    expect(await labels(connected, 'product_group')).toEqual(['Hardware', 'Services', 'Shipping', 'Software']);
    expect(await labels(connected, 'account_code')).toContain('200 Hardware sales');
    expect(await labels(connected, 'product_category')).toEqual(['Firewall', 'Labour', 'Licence']);
    expect(await labels(connected, 'opportunity_category')).toEqual(['Opportunity', 'Renewal']);
    expect(await labels(connected, 'opportunity_status')).toEqual(['Lost', 'Opportunity Open', 'Proposal Sent', 'Won']);
    expect(await labels(connected, 'opportunity_team')).toEqual(['(Renewals)', 'Sales']);
    expect(await labels(connected, 'ticket_category')).toEqual(['Hardware', 'Software']);
    expect(await labels(connected, 'quote_status')).toEqual(['Accepted', 'Draft', 'Expired', 'Rejected', 'Sent']);
    expect(await labels(connected, 'resource')).toEqual(['Demo Seller', 'Demo Technician']);
    expect(await labels(connected, 'product_field')).toEqual(['Manufacturer', 'Manufacturer SKU']);
    expect(simulator.control.counters({}).calls).not.toHaveProperty('Client');
  });

  it.each([
    ['opportunities, where HaloPSA has no list of them', null, ['Qualify']],
    ['its list, where it has one', 110, ['Commit', 'Negotiate', 'Propose', 'Qualify']],
  ] as const)('HP-19: takes pipeline stages from %s', async (_where, pipelineStageLookup, stages) => {
    const connected = await connect({ switches: { pipelineStageLookup } });

    await connected.sync('fields');

    expect(await labels(connected, 'pipeline_stage')).toEqual(stages);
  });

  it('ID-40, ID-41: tells of agents as people; applications and nobody are none', async () => {
    const { sync, harness } = await connect();

    await sync('people');

    await harness.until(async () => {
      const told = await harness.people();
      expect(told.map(({ firstName, lastName, emails }) => [firstName, lastName, emails])).toEqual([
        ['Demo', 'Seller', ['seller@demomsp.example']],
        ['Demo', 'Technician', ['technician@demomsp.example']],
      ]);
    });
  });
});
