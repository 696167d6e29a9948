import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { runOwn, startRun } from '@psa-bridge/connector-kit/contract-suite';

const connect = connectedForOneTest();
const SEED = { companies: 3, contactsPerCompany: 1, products: 12, services: 0, opportunities: 0, quotes: 0, tickets: 0 };
const settings = { inventoryLocations: ['1'] };

async function levels({ records }: ConnectedAutotask) {
  return (await records.search('stock_level', { from: 0, size: 500 })).items;
}

/** How many Autotask has on hand at a location, by our product. */
async function onHandThere({ simulator, recordOf }: ConnectedAutotask, location: number): Promise<ReadonlyMap<string, unknown>> {
  const rows = simulator.control.list({
    ...{ entity: 'InventoryProducts', filter: [{ op: 'eq', field: 'inventoryLocationID', value: location }] },
  });
  const entries = rows.map(async ({ values }) => {
    const product = await recordOf('product', Number(values['productID']));
    return [product._id, values['onHandUnits']] as const;
  });
  return new Map(await Promise.all(entries));
}

describe('AT-40: the stock of the chosen locations', () => {
  it('is read on demand, by product and location', async () => {
    const connected = await connect({ seed: SEED, settings });
    await connected.sync('full');
    const [product] = connected.simulator.control.list({ entity: 'Products', limit: 1 });
    connected.simulator.control.create({
      ...{ entity: 'InventoryProducts' },
      values: { productID: product?.id ?? 0, inventoryLocationID: 2, quantityMinimum: 0, quantityMaximum: 9 },
    });

    const run = await runOwn(connected, 'inventory');

    const found = await levels(connected);
    expect(run).toMatchObject({ kind: 'inventory', done: 12 });
    expect(new Set(found.map(({ data }) => data.location))).toEqual(new Set(['1']));
    expect(new Map(found.map(({ data }) => [data.productId, data.onHand]))).toEqual(await onHandThere(connected, 1));
  });

  it('is left alone where nothing changed, follows what did, and becomes zero where it is gone', async () => {
    const connected = await connect({ seed: SEED, settings });
    const { control } = connected.simulator;
    await connected.sync('full');
    await runOwn(connected, 'inventory');
    const before = await levels(connected);
    const [first, second] = control.list({
      ...{ entity: 'InventoryProducts', filter: [{ op: 'gt', field: 'onHandUnits', value: 0 }] },
    });
    control.patch({
      entity: 'InventoryProducts',
      id: first?.id ?? 0,
      values: { onHandUnits: 44, availableUnits: 40, reservedUnits: 4 },
    });
    control.remove({ entity: 'InventoryProducts', id: second?.id ?? 0 });

    await runOwn(connected, 'inventory');

    const levelOf = async (productId: unknown) => {
      const product = await connected.recordOf('product', Number(productId));
      return (await levels(connected)).find(({ data }) => data.productId === product._id);
    };
    const changed = [await levelOf(first?.values['productID']), await levelOf(second?.values['productID'])];
    expect(changed.map((level) => level?.data)).toMatchObject([
      { onHand: 44, available: 40, reserved: 4 },
      { onHand: 0, available: 0, reserved: 0, onOrder: 0 },
    ]);
    const ids = new Set(changed.map((level) => level?._id));
    const rest = (all: typeof before) => all.filter(({ _id }) => !ids.has(_id));
    expect(rest(await levels(connected))).toEqual(rest(before));
  });

  it('is that of products which are here: it brings in no product', async () => {
    const connected = await connect({ seed: SEED, settings });
    await connected.sync('fields');

    await runOwn(connected, 'inventory');

    expect(await levels(connected)).toEqual([]);
    expect((await connected.records.search('product', { from: 0, size: 1 })).total).toBe(0);
  });

  it('is read from InventoryItems in a database of before release 2022.1, into the same levels', async () => {
    const connected = await connect({ seed: SEED, settings });
    const { control } = connected.simulator;
    await connected.sync('full');
    await runOwn(connected, 'inventory');
    const before = await levels(connected);
    const [row] = control.list({ entity: 'InventoryProducts', filter: [{ op: 'gt', field: 'onHandUnits', value: 0 }] });
    const productID = row?.values['productID'] ?? null;
    control.setSwitches({ inventoryProducts: false });
    control.create({
      ...{ entity: 'InventoryItems' },
      values: {
        ...{ productID, inventoryLocationID: 1, quantityOnHand: 9, quantityMinimum: 0, quantityMaximum: 99 },
        ...{ quantityReserved: 2, quantityPicked: 1 },
      },
    });

    await runOwn(connected, 'inventory');

    const after = await levels(connected);
    const product = await connected.recordOf('product', Number(productID));
    expect(after.map(({ _id }) => _id)).toEqual(before.map(({ _id }) => _id));
    expect(after.filter(({ data }) => data.onHand !== 0).map(({ data }) => data)).toEqual([
      { productId: product._id, location: '1', onHand: 9, available: 6, reserved: 2, onOrder: 0 },
    ]);
  });

  it('is not read while no location is chosen, and that is said', async () => {
    const connected = await connect({ seed: SEED });

    await expect(startRun(connected, 'inventory')).rejects.toMatchObject({
      code: 'nothing_to_read',
      message: 'No inventory location is chosen. Choose some on the Inventories page first.',
    });
  });
});
