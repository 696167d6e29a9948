import { describe, expect, it } from '@jest/globals';
import { category, changePage, runOwn, shown, startRun } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { itemThere, makeItem, rowsThere, type RowThere } from './there.ts';

const connect = connectedForOneTest();
const SEED = { companies: 3, contactsPerCompany: 0, products: 10, opportunities: 0, tickets: 0, agreements: 0 };
/** The seed's first category and its two subcategories. */
const HARDWARE = '80';

function seeded(connected: ConnectedConnectWise, isRecurring = false): RowThere {
  const row = rowsThere(connected, 'Catalog Item').find(({ values }) => values['recurringFlag'] === isRecurring);
  if (!row) throw new Error('The seed has no such item.');
  return row;
}

/** A category of ours that is mapped to the seed's first. */
async function mapHardware(connected: ConnectedConnectWise): Promise<string> {
  await connected.sync('fields');
  const hardware = await category(connected, 'Hardware');
  await changePage(connected, 'categories', { categories: { [HARDWARE]: hardware } });
  return hardware;
}

describe('SY-04: a full sync', () => {
  it('brings what is sold once as products and what recurs as services, each once', async () => {
    const connected = await connect({ seed: SEED });

    await connected.sync('full');
    await connected.sync('full');

    const products = await connected.records.search('product', { from: 0, size: 100 });
    const services = await connected.records.search('service', { from: 0, size: 100 });
    expect([products.total, services.total]).toEqual([8, 2]);
    expect(products.items.map(({ data }) => data.productType)).toEqual(Array(8).fill('one-time'));
    const { id, values } = seeded(connected);
    expect((await connected.recordOf('product', id)).data).toMatchObject({
      name: values['description'],
      internalProductId: values['identifier'],
      mpn: values['manufacturerPartNumber'],
      description: values['customerDescription'],
      manufacturer: expect.stringMatching(/^(Demo Works|Sample Industries|Gone Brand)$/),
      price: Number(values['price']).toFixed(2),
      cost: Number(values['cost']).toFixed(2),
      unit: 'Each',
    });
    expect(services.items.map(({ data }) => data.period)).toEqual(['monthly', 'monthly']);
  });

  it('is followed by changes: a delta brings what was edited there since', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    const [{ id }, service] = [seeded(connected), seeded(connected, true)];
    connected.simulator.control.patch({ entity: 'Catalog Item', id, values: { price: 77.5, inactiveFlag: true } });
    connected.simulator.control.patch({ entity: 'Catalog Item', id: service.id, values: { recurringRevenue: 9.9 } });

    await connected.sync('delta');

    expect((await connected.recordOf('product', id)).data).toMatchObject({ price: '77.50', isActive: false });
    expect((await connected.recordOf('service', service.id)).data).toMatchObject({ price: '9.90' });
  });

  it('CW-22: makes companies of the configured type of the manufacturers, once', async () => {
    const connected = await connect({ seed: SEED, settings: { manufacturerCompanyType: 'manufacturer' } });

    await connected.sync('full');
    await connected.sync('full');

    const { items } = await connected.records.search('company', { from: 0, size: 50, filters: { type: 'manufacturer' } });
    expect(items.map(({ data }) => data.name).sort()).toEqual(['Demo Works', 'Sample Industries']);
    expect(items.map(({ external }) => external)).toEqual([{}, {}]);
  });

  it('reads labour, bundles and charges by class and type, and names a term that a service cannot have', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    const cycle = control.create({
      entity: 'Billing Cycle',
      values: { identifier: 'W', name: 'Weekly', billingOptions: 'Weekly' },
    });
    const [goods, weekly] = [seeded(connected), { id: Number(cycle['id']) }];
    const labour = makeItem(connected, goods, { identifier: 'LABOUR', productClass: 'Service', type: { id: 4 } });
    const bundle = makeItem(connected, goods, { identifier: 'BUNDLE', productClass: 'Bundle' });
    const charge = makeItem(connected, goods, { identifier: 'CHARGE', type: { id: 3 } });
    const agreement = { productClass: 'Agreement', recurringFlag: true, recurringBillCycle: weekly };
    const often = makeItem(connected, goods, { identifier: 'OFTEN', ...agreement });

    await connected.sync('full');

    const typeOf = async (id: number) => (await connected.recordOf('product', id)).data;
    expect(await typeOf(labour)).toMatchObject({ productType: 'labour', doesNotRequireProcurement: true });
    expect(await typeOf(bundle)).toMatchObject({ productType: 'bundle' });
    expect(await typeOf(charge)).toMatchObject({ productType: 'one-time', doesNotRequireProcurement: true });
    expect((await connected.issueOf(String(often))).failure?.message).toContain('recurringBillCycle: "Weekly" is no term');
  });
});

describe('CW-10: the Categories page', () => {
  it('brings only what is mapped once any category is, each into its category, a subcategory before its category', async () => {
    const connected = await connect({ seed: SEED });
    const hardware = await mapHardware(connected);
    const special = await category(connected, 'Special');
    await changePage(connected, 'categories', { subcategories: { '181': special } });

    await connected.sync('full');

    const { items } = await connected.records.search('product', { from: 0, size: 100 });
    const rows = rowsThere(connected, 'Catalog Item');
    const expected = rows.flatMap(({ values }) => {
      if (String(values['category']) !== HARDWARE || values['recurringFlag'] === true) return [];
      return [values['subcategory'] === 181 ? special : hardware];
    });
    expect(items.map(({ data }) => data.categoryId).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
  });

  it('imports all mapped categories by one button, and counts what stands here', async () => {
    const connected = await connect({ seed: { ...SEED, products: 20 } });
    await mapHardware(connected);
    const inHardware = rowsThere(connected, 'Catalog Item').filter(({ values }) => String(values['category']) === HARDWARE);
    const recurring = inHardware.filter(({ values }) => values['recurringFlag'] === true).length;

    const run = await runOwn(connected, 'import');

    expect(run.phases.map(({ label, done }) => [label, done])).toEqual([
      ['Products of Hardware', inHardware.length - recurring],
      ['Services of all mapped categories', recurring],
    ]);
    expect((await shown(connected, 'import')).parts[0]).toMatchObject({ imported: inHardware.length - recurring });
  });

  it('says what to do where nothing is mapped', async () => {
    const connected = await connect({ seed: SEED });

    await expect(startRun(connected, 'import')).rejects.toMatchObject({
      message: 'No category or subcategory is mapped. Map some on the Categories page first.',
    });
  });

  it('gives newly imported products the defaults and services the term that ConnectWise leaves open, and changes none later', async () => {
    const importDefaults = { vendor: 'Demo Distribution', isEligibleForRma: true };
    const connected = await connect({ seed: SEED, settings: { importDefaults, defaultTerm: 'yearly' } });
    const { control } = connected.simulator;
    const { id } = seeded(connected);
    const service = seeded(connected, true);
    control.patch({ entity: 'Catalog Item', id, values: { vendor: null } });
    const values = { productClass: 'Agreement', recurringFlag: false, recurringBillCycle: null, unitOfMeasure: { id: 1 } };
    control.patch({ entity: 'Catalog Item', id: service.id, values });
    await connected.sync('full');
    const imported = await connected.recordOf('product', id);

    await connected.records.update('product', imported._id, { vendor: 'Our own' }, { source: 'user', pushTo: [] });
    control.patch({ entity: 'Catalog Item', id, values: { price: 5 } });
    await connected.sync('full');

    expect(imported.data).toMatchObject(importDefaults);
    expect((await connected.recordOf('product', id)).data).toMatchObject({
      price: '5.00',
      vendor: 'Our own',
      isEligibleForRma: true,
    });
    expect((await connected.recordOf('service', service.id)).data.period).toBe('yearly');
  });
});

describe('a push of the catalogue', () => {
  it('CW-10: makes a one-time product under its mapped category, as its class says, found by its identifier', async () => {
    const connected = await connect({ seed: SEED });
    const categoryId = await mapHardware(connected);

    const id = await connected.save('product', {
      ...{ name: 'Demo Switch', mpn: 'DS-24', manufacturer: 'Demo Works', categoryId, description: 'With 24 ports' },
      ...{ price: '199.90', cost: '150.00', internalProductId: 'OUR-1' },
    });

    expect(itemThere(connected, await connected.arrived('product', id))).toMatchObject({
      ...{ identifier: 'OUR-1', description: 'Demo Switch', customerDescription: 'With 24 ports', productClass: 'NonInventory' },
      ...{ category: 80, subcategory: 180, type: 2, unitOfMeasure: 1, manufacturer: 12, manufacturerPartNumber: 'DS-24' },
      ...{ price: 199.9, cost: 150, recurringFlag: false },
    });
  });

  it('makes a service of class Agreement with its unit and its recurrence in one request, and moves its term so', async () => {
    const connected = await connect({ seed: SEED });
    const categoryId = await mapHardware(connected);
    connected.simulator.control.resetCounters({});

    const id = await connected.save('service', { name: 'Demo Backup', categoryId, price: '9.00', cost: '4.00' });
    const there = await connected.arrived('service', id);
    const made = { ...itemThere(connected, there) };
    await connected.change('service', id, { period: 'yearly', price: '90.00' });
    await connected.arrived('service', id);

    expect(made).toMatchObject({
      ...{ productClass: 'Agreement', type: 4, unitOfMeasure: 2, recurringFlag: true, recurringBillCycle: 2 },
      ...{ price: 9, recurringRevenue: 9, recurringCost: 4 },
    });
    expect(itemThere(connected, there)).toMatchObject({
      recurringBillCycle: 4,
      unitOfMeasure: 3,
      price: 90,
      recurringRevenue: 90,
    });
    expect(connected.simulator.control.counters({}).writes['Catalog Item']).toEqual({ create: 1, update: 1 });
  });

  it.each([
    ['labour', { productType: 'labour' as const }, { productClass: 'Service', type: 4 }],
    ['a charge', { doesNotRequireProcurement: true }, { productClass: 'NonInventory', type: 3 }],
    ['a recurring product', { productType: 'recurring' as const }, { productClass: 'Agreement', type: 4, recurringBillCycle: 2 }],
  ])('classifies %s as the product says, and reads it back as the same', async (_title, data, expected) => {
    const connected = await connect({ seed: SEED });
    const categoryId = await mapHardware(connected);

    const id = await connected.save('product', { name: 'Demo Thing', categoryId, ...data });
    const there = await connected.arrived('product', id);
    await connected.sync('full');

    expect(itemThere(connected, there)).toMatchObject(expected);
    expect((await connected.records.get('product', id))?.data).toMatchObject(data);
    expect((await connected.records.search('service', { from: 0, size: 50, query: 'Demo Thing' })).total).toBe(0);
  });

  it('leaves bundles alone, which are made in ConnectWise only', async () => {
    const connected = await connect({ seed: SEED });
    const { id } = seeded(connected);
    connected.simulator.control.patch({ entity: 'Catalog Item', id, values: { productClass: 'Bundle' } });
    await connected.sync('full');
    const bundle = await connected.recordOf('product', id);
    connected.simulator.control.resetCounters({});

    await connected.change('product', bundle._id, { price: '1.00' });

    await connected.harness.until(async () =>
      expect(await connected.linkOf('product', bundle._id)).toMatchObject({ sync: { status: 'not_wanted' } }),
    );
    expect(connected.simulator.control.counters({}).writes).toEqual({});
  });

  it('sends only what changed, and the long name comes back whole from a description of 60 characters', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('full');
    const { id, values } = seeded(connected);
    const product = await connected.recordOf('product', id);
    const name = `Demo appliance ${'with a long name '.repeat(5)}`.trim();

    await connected.change('product', product._id, { name });
    await connected.arrived('product', product._id);
    await connected.sync('full');

    const after = itemThere(connected, id);
    expect(String(after?.['description'])).toHaveLength(60);
    expect(after).toMatchObject({ type: values['type'], category: values['category'], price: values['price'] });
    expect((await connected.recordOf('product', id)).data).toMatchObject({ name, description: values['customerDescription'] });
  });

  it('carries mapped custom fields both ways', async () => {
    const connected = await connect({ seed: SEED });
    const field = rowsThere(connected, 'User Defined Field').find(({ values }) => values['caption'] === 'Warranty Months');
    const categoryId = await mapHardware(connected);
    await changePage(connected, 'categories', { productFields: { warranty: String(field?.id) } });

    const id = await connected.save('product', { name: 'Demo Drive', categoryId, customFields: { warranty: 36 } });
    const there = await connected.arrived('product', id);
    await connected.sync('full');

    expect(itemThere(connected, there)?.['customFields']).toContainEqual(expect.objectContaining({ id: field?.id, value: 36 }));
    expect((await connected.records.get('product', id))?.data.customFields).toEqual({ warranty: 36 });
  });

  it('names every field that ConnectWise would refuse in one issue, before any call', async () => {
    const connected = await connect({ seed: SEED });
    const categoryId = await mapHardware(connected);
    connected.simulator.control.resetCounters({});

    const id = await connected.save('product', {
      ...{ name: 'Demo', categoryId, mpn: 'm'.repeat(51), manufacturer: 'Nobody Ltd', unit: 'Barrel' },
      internalProductId: 'i'.repeat(76),
    });

    expect((await connected.issueOf(id)).failure?.message).toBe(
      'identifier has 76 characters, ConnectWise takes 75; manufacturerPartNumber has 51 characters, ConnectWise takes 50; ' +
        'unitOfMeasure: "Barrel" does not exist in ConnectWise; manufacturer: "Nobody Ltd" does not exist in ConnectWise. ' +
        'Correct this and save again.',
    );
    expect(connected.simulator.control.counters({}).writes).toEqual({});
  });

  it('says that its category is mapped to nothing, and goes out by itself once it is (CW-13)', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('fields');
    const id = await connected.save('product', { name: 'Unmapped' });
    const issue = await connected.issueOf(id);

    await changePage(connected, 'categories', { defaultSubcategory: '183' });

    expect(issue.failure).toMatchObject({ code: 'category_not_mapped', remedy: expect.stringContaining('Categories page') });
    expect(itemThere(connected, await connected.arrived('product', id))).toMatchObject({ category: 81, subcategory: 183 });
    await connected.noIssues();
  });

  it.each(['product', 'service'] as const)('makes no second %s after an answer that stayed out', async (type) => {
    const connected = await connect({ seed: SEED });
    const categoryId = await mapHardware(connected);
    const { control } = connected.simulator;
    control.addFault({ match: { entity: 'Catalog Item', operation: 'create' }, action: { kind: 'error500AfterCommit' } });

    const id = await connected.save(type, { name: 'Once Only', categoryId });
    await connected.arrived(type, id);

    const made = rowsThere(connected, 'Catalog Item').filter(({ values }) => values['description'] === 'Once Only');
    expect(made).toHaveLength(1);
  });
});
