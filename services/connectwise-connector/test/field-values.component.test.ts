import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { rowsThere } from './there.ts';

const connect = connectedForOneTest();

async function valuesOf({ records }: ConnectedConnectWise, kind: string) {
  const { items } = await records.search('field_value', { from: 0, size: 500, filters: { kind } });
  return items.map(({ data }) => data);
}

const labelsOf = async (connected: ConnectedConnectWise, kind: string) =>
  (await valuesOf(connected, kind)).map(({ label }) => label).sort();

describe('SY-05: a fields-only sync', () => {
  it('CW-32: brings the drop-downs of every setup table, those of opportunities among them, and touches no entity', async () => {
    const connected = await connect();

    await connected.sync('fields');

    const kinds = {
      pipeline_stage: ['1. Prospect', '2. Quote', '3. Verbal'],
      opportunity_category: ['Hardware', 'Managed Services', 'Project', 'Retired'],
      lead_source: ['Spring mailing', 'Web site'],
      payment_term: ['Due on receipt', 'Net 15', 'Net 30'],
      payment_type: ['Cash', 'Company card'],
      service_sla: ['Standard'],
      service_impact: ['High', 'Low', 'Medium'],
      ticket_priority: ['Priority 1', 'Priority 3'],
      line_of_business: ['Sales', 'Service'],
      service_board: ['Help Desk', 'Procurement'],
      inventory_location: ['Main Warehouse'],
      company_type: ['Client', 'Manufacturer', 'Prospect', 'Vendor'],
    };
    for (const [kind, labels] of Object.entries(kinds)) expect([kind, await labelsOf(connected, kind)]).toEqual([kind, labels]);
    expect((await connected.records.search('company', { from: 0, size: 1 })).total).toBe(0);
    expect((await connected.records.search('product', { from: 0, size: 1 })).total).toBe(0);
  });

  it('asks once for each table, and for each board once for each of its own', async () => {
    const connected = await connect();
    connected.simulator.control.resetCounters({});

    await connected.sync('fields');

    const { calls } = connected.simulator.control.counters({});
    const counts = Object.values(calls).map((byOperation) => Object.values(byOperation).reduce((sum, count) => sum + count, 0));
    expect(calls['Service Status']).toEqual({ query: 2 });
    expect(counts.filter((count) => count > 2)).toEqual([]);
  });

  it('tells of a status, a type and a subtype of which board it is, and of a subcategory of which category', async () => {
    const connected = await connect();
    await connected.sync('fields');
    const boards = (await valuesOf(connected, 'service_board')).map(({ key }) => key);
    const categories = (await valuesOf(connected, 'product_category')).map(({ key }) => key);

    for (const kind of ['ticket_status', 'ticket_type', 'ticket_subtype']) {
      const parents = (await valuesOf(connected, kind)).map(({ details }) => details?.['parent']);
      expect(new Set(parents)).toEqual(new Set(boards));
    }
    const parents = (await valuesOf(connected, 'product_subcategory')).map(({ details }) => details?.['parent']);
    expect(new Set(parents)).toEqual(new Set(categories));
  });

  it('brings custom fields by the screen that they stand on, with what their lists offer', async () => {
    const connected = await connect();
    await connected.sync('fields');

    expect(await labelsOf(connected, 'company_field')).toEqual(['Customer Tier', 'Quote Reference', 'Seats']);
    expect(await labelsOf(connected, 'company_field_choice')).toEqual(['Bronze', 'Gold', 'Silver']);
    expect(await labelsOf(connected, 'product_field')).toEqual(['Warranty Months']);
  });

  it('CW-11: keeps inactive categories as inactive, although lists leave them out silently', async () => {
    const connected = await connect();
    await connected.sync('fields');
    const inactive = async (kind: string) =>
      (await valuesOf(connected, kind))
        .filter(({ isActive }) => !isActive)
        .map(({ label }) => label)
        .sort();

    expect(await inactive('product_category')).toEqual(['Discontinued']);
    expect(await inactive('product_subcategory')).toEqual(['Discontinued Special', 'Discontinued Standard', 'Hardware Retired']);
  });

  it('takes a list that answers nothing for one that was not read, and one that is gone for inactive', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('fields');
    for (const { id } of rowsThere(connected, 'Billing Term')) control.remove({ entity: 'Billing Term', id });
    const [stage] = rowsThere(connected, 'Sales Stage');
    control.remove({ entity: 'Sales Stage', id: stage?.id ?? 0 });

    await connected.sync('fields');

    expect((await valuesOf(connected, 'payment_term')).map(({ isActive }) => isActive)).toEqual([true, true, true]);
    expect((await valuesOf(connected, 'pipeline_stage')).map(({ isActive }) => isActive).sort()).toEqual([false, true, true]);
  });

  it('goes on without campaigns where the role may not read the module Marketing', async () => {
    const connected = await connect();
    connected.simulator.control.setSecurity({ denied: [{ module: 'Marketing' }] });

    await connected.sync('fields');

    expect(await labelsOf(connected, 'lead_source')).toEqual([]);
    expect(await labelsOf(connected, 'service_sla')).toEqual(['Standard']);
  });
});
