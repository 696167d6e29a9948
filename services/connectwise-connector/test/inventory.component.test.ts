import { describe, expect, it } from '@jest/globals';
import { runOwn, startRun } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { rowsThere } from './there.ts';

const connect = connectedForOneTest();
const SEED = { companies: 3, contactsPerCompany: 0, products: 9, opportunities: 0, tickets: 0, agreements: 0 };
const settings = { warehouses: ['1'] };

async function levels({ records }: ConnectedConnectWise) {
  return (await records.search('stock_level', { from: 0, size: 500 })).items.map(({ data }) => data);
}

describe('CW-41: the stock of the chosen warehouses', () => {
  it('is read on demand, a product’s in all bins of a warehouse together', async () => {
    const connected = await connect({ seed: SEED, settings });
    const { control } = connected.simulator;
    await connected.sync('full');
    const [row] = rowsThere(connected, 'Inventory On Hand');
    const item = Number(row?.values['catalogItem']);
    control.create({
      entity: 'Inventory On Hand',
      values: { catalogItem: { id: item }, warehouse: { id: 1 }, warehouseBin: { id: 2 }, onHand: 10 },
    });

    const run = await runOwn(connected, 'inventory');

    const product = await connected.recordOf('product', item);
    const onHand = Number(row?.values['onHand']) + 10;
    expect(run).toMatchObject({ kind: 'inventory', done: 3, phases: [{ label: 'Stock of Main Warehouse' }] });
    expect(await levels(connected)).toHaveLength(3);
    expect(await levels(connected)).toContainEqual({
      ...{ productId: product._id, location: '1', onHand, available: onHand, reserved: 0, onOrder: 0 },
    });
  });

  it('is zero once no bin holds the product any more, and stays where a right is missing', async () => {
    const connected = await connect({ seed: SEED, settings });
    const { control } = connected.simulator;
    await connected.sync('full');
    await runOwn(connected, 'inventory');
    const [row] = rowsThere(connected, 'Inventory On Hand');
    const product = await connected.recordOf('product', Number(row?.values['catalogItem']));

    control.remove({ entity: 'Inventory On Hand', id: row?.id ?? 0 });
    await runOwn(connected, 'inventory');
    const emptied = await levels(connected);
    for (const { id } of rowsThere(connected, 'Warehouse Bin')) control.remove({ entity: 'Warehouse Bin', id });
    await runOwn(connected, 'inventory');

    expect(emptied.find(({ productId }) => productId === product._id)).toMatchObject({ onHand: 0, available: 0 });
    expect(emptied.filter(({ onHand }) => onHand > 0)).toHaveLength(2);
    expect(await levels(connected)).toEqual(emptied);
  });

  it('says what to do where no warehouse is chosen, and refuses one that is chosen twice', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('fields');

    await expect(startRun(connected, 'inventory')).rejects.toMatchObject({
      message: 'No warehouse is chosen. Choose some on the Inventories page first.',
    });
    await expect(connected.savePage('inventories', { warehouses: ['1', '1'] })).rejects.toMatchObject({
      details: { problems: [{ field: 'body.warehouses.1', message: expect.stringContaining('stands there already') }] },
    });
  });
});
