import { describe, expect, it } from '@jest/globals';
import { category, changePage, runOwn, shown } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { DEMO, losing, rowThere, there } from './sales.ts';

const connect = connectedForOneTest();
const SEED = { companies: 1, contactsPerCompany: 0, products: 10, opportunities: 0, quotes: 0, tickets: 0, agreements: 0 };
const FIELDS = { manufacturerField: 'CFManufacturer', manufacturerSkuField: 'CFManufacturerSku' };
/** The fifth and the tenth of the seed. */
const RECURRING = 94;

/** Whose details were read, call by call. */
const detailsRead = ({ simulator }: ConnectedHalo): readonly number[] =>
  simulator.control.calls().flatMap(({ target }) => {
    const [, id] = /\/Item\/(\d+)/.exec(target) ?? [];
    return id === undefined ? [] : [Number(id)];
  });

describe('items of HaloPSA', () => {
  it('come in once, as products and as services where they recur (product-behaviour 10.3)', async () => {
    const connected = await connect({ seed: SEED, settings: FIELDS });

    await connected.sync('full');
    await connected.sync('full');

    const products = await connected.records.search('product', { from: 0, size: 100 });
    const services = await connected.records.search('service', { from: 0, size: 100 });
    expect([products.total, services.total]).toEqual([8, 2]);
    const item = rowThere(connected, 'Item', DEMO.item);
    expect((await connected.recordOf('product', DEMO.item)).data).toMatchObject({
      ...{ name: item['name'], description: item['description'], manufacturer: 'Demo Manufacturer', mpn: 'MPN-00001' },
      ...{ vendor: 'Demo Distributor', vendorPartNumber: 'V-00001', internalProductId: 'SKU-00001', productType: 'one-time' },
      ...{ price: Number(item['baseprice']).toFixed(2), cost: Number(item['costprice']).toFixed(2) },
    });
    expect((await connected.recordOf('service', RECURRING)).data).toMatchObject({
      ...{ period: 'monthly', price: Number(rowThere(connected, 'Item', RECURRING)['recurringprice']).toFixed(2) },
    });
  });

  it('cost a reading each when they are new, and none where their row says what is known (halopsa.md section 10)', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    const { length: first } = detailsRead(connected);
    connected.simulator.control.patch({ entity: 'Item', id: DEMO.item, values: { baseprice: 77.5, description: 'Better' } });

    await connected.sync('full');

    const again = detailsRead(connected).slice(first);
    expect(again).toContain(DEMO.item);
    // What was changed within the overlap of the last mark may be read twice; what was not, never.
    expect(again).not.toContain(DEMO.otherItem);
    expect((await connected.recordOf('product', DEMO.item)).data).toMatchObject({ price: '77.50', description: 'Better' });
    expect((await connected.recordOf('product', DEMO.otherItem)).data.description).toBe('Demonstration product 00002');
  });

  it.each([
    ['takes a date', { lastUpdateFilter: 'works' }],
    ['does nothing', { lastUpdateFilter: 'ignored' }],
    ['wants a flag', { lastUpdateFilter: 'refused' }],
    ['does nothing, and neither does the order by time', { lastUpdateFilter: 'ignored', lastUpdateOrder: false }],
  ] as const)('SY-22: what changed is found where the filter by time of change %s', async (_tenant, switches) => {
    const connected = await connect({ seed: SEED, switches, salesEveryMs: 1 });
    await connected.sync('full');
    connected.simulator.control.patch({ entity: 'Item', id: DEMO.item, values: { description: 'Better' } });
    connected.simulator.control.patch({ entity: 'Item', id: RECURRING, values: { recurringprice: 9.9 } });

    // The hour has always come round here: they are read by themselves.
    await connected.harness.until(async () => {
      expect((await connected.recordOf('product', DEMO.item)).data.description).toBe('Better');
      expect((await connected.recordOf('service', RECURRING)).data.price).toBe('9.90');
    }, 20_000);
  });

  it('SY-22: are read every hour and not with each look for changes', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    connected.simulator.control.patch({ entity: 'Item', id: DEMO.item, values: { baseprice: 1 } });

    await connected.sync('delta');

    expect((await connected.recordOf('product', DEMO.item)).data.price).not.toBe('1.00');
  });

  it('HP-11: labour and charges are told by their product group, and a group can be a service', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    const labour = Number(
      control.create({ entity: 'Item', values: { name: 'Engineer', assetgroup_id: 16, baseprice: 90 } })['id'],
    );
    const carriage = Number(control.create({ entity: 'Item', values: { name: 'Parcel', assetgroup_id: 17 } })['id']);
    await connected.sync('fields');
    await changePage(connected, 'products', { productGroups: { '15': 'service', '16': 'labour', '17': 'charge' } });

    await connected.sync('full');

    expect((await connected.recordOf('product', labour)).data).toMatchObject({
      productType: 'labour',
      doesNotRequireProcurement: true,
    });
    expect((await connected.recordOf('product', carriage)).data).toMatchObject({
      productType: 'one-time',
      doesNotRequireProcurement: true,
    });
    expect((await connected.recordOf('service', DEMO.otherItem)).data.name).toBe('Demo Product 00002');
  });

  it('HP-11: only mapped categories are imported once any is, and what stands here already is kept in step', async () => {
    const connected = await connect({ seed: SEED });
    const firewalls = await category(connected, 'Firewalls');
    await connected.sync('fields');
    await changePage(connected, 'products', { categories: { [DEMO.firewall]: firewalls } });

    await connected.sync('full');

    const { items } = await connected.records.search('product', { from: 0, size: 50 });
    expect(items).toHaveLength(4);
    expect(items.map(({ data }) => data.categoryId)).toEqual(Array(4).fill(firewalls));
    await changePage(connected, 'products', { categories: { [DEMO.licence]: firewalls } });
    connected.simulator.control.patch({ entity: 'Item', id: DEMO.item, values: { baseprice: 5 } });
    await connected.sync('full');
    expect((await connected.recordOf('product', DEMO.item)).data.price).toBe('5.00');
  });

  it('HP-11: the import of all mapped categories is a run of its own, with what came of each', async () => {
    const connected = await connect({ seed: SEED });
    const [firewalls, licences] = [await category(connected, 'Firewalls'), await category(connected, 'Licences')];
    await connected.sync('fields');
    await expect(runOwn(connected, 'import')).rejects.toMatchObject({
      message: expect.stringContaining('No category is mapped'),
    });
    await changePage(connected, 'products', { categories: { [DEMO.firewall]: firewalls, [DEMO.licence]: licences } });

    await runOwn(connected, 'import', [`category:${DEMO.firewall}`]);

    const { parts } = await shown(connected, 'import');
    expect(parts.map(({ label, imported }) => [label, imported])).toEqual([
      ['Products of Firewall', 4],
      ['Products of Licence', 0],
      ['Services of all mapped categories', 0],
    ]);
    expect((await connected.records.search('product', { from: 0, size: 1 })).total).toBe(4);
  });

  it('manufacturers that items name become companies of the chosen type, once', async () => {
    const connected = await connect({ seed: SEED, settings: { ...FIELDS, manufacturerCompanyType: 'maker' } });

    await connected.sync('full');
    await connected.sync('full');

    const { items } = await connected.records.search('company', { from: 0, size: 50, filters: { type: 'maker' } });
    expect(items.map(({ data }) => data.name)).toEqual(['Demo Manufacturer']);
  });
});

describe('products and services of ours, in HaloPSA', () => {
  const GROUPS = { synchronizeToHalo: true, productTypes: { service: DEMO.services }, defaultProductGroup: DEMO.hardware };
  const PRODUCT = {
    name: 'Switch 24',
    mpn: 'SW-24',
    manufacturer: 'Demo Works',
    vendor: 'Demo Wholesale',
    price: '125.50',
    cost: '100.25',
  };

  it('HP-11: nothing is sent while the switch is off', async () => {
    const connected = await connect({ seed: SEED });

    const product = await connected.save('product', PRODUCT);

    await connected.harness.until(async () =>
      expect((await connected.linkOf('product', product))?.sync.status).toBe('not_wanted'),
    );
    expect(there(connected, 'Item', { name: 'Switch 24' })).toEqual([]);
  });

  it('HP-11: a new product is an item with what product-behaviour 10.3 names, and a change sends what differs', async () => {
    const connected = await connect({ seed: SEED, settings: { ...FIELDS, ...GROUPS } });
    const firewalls = await category(connected, 'Firewalls');
    await connected.sync('fields');
    await changePage(connected, 'products', { categories: { [DEMO.firewall]: firewalls } });

    const product = await connected.save('product', { ...PRODUCT, description: 'Managed', categoryId: firewalls });

    const id = await connected.arrived('product', product);
    expect(rowThere(connected, 'Item', id)).toMatchObject({
      ...{
        name: 'Switch 24',
        description: 'Managed',
        assetgroup_id: 14,
        assettype_id: 120,
        supplier_id: 5,
        externalreference: product,
      },
      ...{ baseprice: 125.5, costprice: 100.25, markupperc: 25.19, isrecurringitem: false },
      customfields: expect.arrayContaining([
        expect.objectContaining({ name: 'CFManufacturer', value: 'Demo Works' }),
        expect.objectContaining({ name: 'CFManufacturerSku', value: 'SW-24' }),
      ]),
    });
    connected.simulator.control.patch({ entity: 'Item', id, values: { note: 'Theirs', name: 'Renamed there' } });
    await connected.change('product', product, { price: '130.00' });
    await connected.arrived('product', product);
    expect(rowThere(connected, 'Item', id)).toMatchObject({ baseprice: 130, note: 'Theirs', name: 'Renamed there' });
  });

  it('HP-11: a service is a recurring item of its own group, at its recurring price', async () => {
    const connected = await connect({ seed: SEED, settings: { ...GROUPS, billingPeriods: { yearly: 12 } } });

    const service = await connected.save('service', { name: 'Backup', period: 'yearly', price: '99.00', cost: '40.00' });

    const id = await connected.arrived('service', service);
    expect(rowThere(connected, 'Item', id)).toMatchObject({
      ...{ assetgroup_id: 16, isrecurringitem: true, recurringprice: 99, recurringcost: 40, item_default_billing_period: 12 },
    });
    await connected.sync('full');
    expect((await connected.recordOf('service', id)).data).toMatchObject({ period: 'yearly', price: '99.00' });
  });

  it('HP-11: without a product group nothing is sent, and choosing one mends it by itself', async () => {
    const connected = await connect({ seed: SEED, settings: { synchronizeToHalo: true } });
    const product = await connected.save('product', PRODUCT);
    expect((await connected.issueOf(product)).failure).toMatchObject({
      code: 'product_group_missing',
      message: 'HaloPSA demands a product group for each item, and none is chosen for it.',
    });
    await connected.sync('fields');

    await changePage(connected, 'products', { defaultProductGroup: DEMO.hardware });

    await connected.arrived('product', product);
    await connected.noIssues();
  });

  it.each(['product', 'service'] as const)('an answer 500 after the item of a %s was made makes no second one', async (type) => {
    const connected = await connect({ seed: SEED, settings: GROUPS });
    losing(connected, 'Item');

    const record = await connected.save(type, { name: 'Once only' });

    const id = await connected.arrived(type, record);
    expect(there(connected, 'Item', { name: 'Once only' })).toMatchObject([{ id, externalreference: record }]);
    await connected.noIssues();
  });
});
