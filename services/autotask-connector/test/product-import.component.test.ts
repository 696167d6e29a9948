import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { category, changePage, ended, runOf, runOwn, shown, startRun } from '@psa-bridge/connector-kit/contract-suite';
import { setSettings } from './sales.ts';

const connect = connectedForOneTest();
/** The seed gives products the categories 1 to 5 in turn. */
const SEED = { companies: 3, contactsPerCompany: 1, products: 20, services: 4, opportunities: 0, quotes: 0, tickets: 0 };

async function names(connected: ConnectedAutotask, type: 'product' | 'service' | 'company'): Promise<readonly string[]> {
  const { items } = await connected.records.search(type, { from: 0, size: 500 });
  return items.map(({ data }) => data.name).sort();
}

function roleId({ simulator }: ConnectedAutotask, name: string): string {
  const [role] = simulator.control.list({ entity: 'Roles', filter: [{ op: 'eq', field: 'name', value: name }] });
  return String(role?.id);
}

/** Hardware is product category 1, Backup the first service, Labour the engineer. */
async function mapped(connected: ConnectedAutotask) {
  await connected.sync('fields');
  const [hardware, backup, labour] = await Promise.all(['Hardware', 'Backup', 'Labour'].map((name) => category(connected, name)));
  const [service] = connected.simulator.control.list({ entity: 'Services', limit: 1 });
  const serviceId = String(service?.id);
  const engineer = roleId(connected, 'Engineer');
  await changePage(connected, 'data-import', {
    roleCategories: { [engineer]: labour },
    productCategories: { '1': hardware },
    serviceCategories: { [serviceId]: backup },
  });
  return { hardware, backup, labour, serviceId, engineer };
}

describe('AT-36: a full sync', () => {
  it('brings the whole catalogue without categories until the first category is mapped, and no role', async () => {
    const connected = await connect({ seed: SEED });

    await connected.sync('full');

    const { items, total } = await connected.records.search('product', { from: 0, size: 100 });
    expect(total).toBe(20);
    expect(items.filter(({ data }) => data.categoryId !== undefined || data.productType === 'labour')).toEqual([]);
    expect(await names(connected, 'service')).toHaveLength(4);
  });

  it('brings only what is mapped, each into its category, once any is', async () => {
    const connected = await connect({ seed: SEED });
    const { hardware, backup, labour } = await mapped(connected);

    await connected.sync('full');

    const { items } = await connected.records.search('product', { from: 0, size: 100 });
    const goods = items.filter(({ data }) => data.productType !== 'labour');
    const roles = items.filter(({ data }) => data.productType === 'labour');
    expect(goods.map(({ data }) => data.categoryId)).toEqual(Array(4).fill(hardware));
    expect(roles.map(({ data }) => [data.name, data.categoryId, data.price])).toEqual([['Engineer', labour, '120.00']]);
    const services = await connected.records.search('service', { from: 0, size: 100 });
    expect(services.items.map(({ data }) => data.categoryId)).toEqual([backup]);
  });

  it('keeps what stands here already in step, in the category that it has here', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    await connected.sync('full');
    const [other] = control.list({ entity: 'Products', filter: [{ op: 'eq', field: 'productCategory', value: 2 }] });
    const own = await category(connected, 'Our own');
    const before = await connected.recordOf('product', other?.id ?? 0);
    await connected.records.update('product', before._id, { categoryId: own }, { source: 'user', pushTo: [] });
    await mapped(connected);
    control.patch({ entity: 'Products', id: other?.id ?? 0, values: { unitPrice: 77 } });

    await connected.sync('full');

    expect((await connected.recordOf('product', other?.id ?? 0)).data).toMatchObject({ price: '77.00', categoryId: own });
    expect((await connected.records.search('product', { from: 0, size: 1 })).total).toBe(21);
  });
});

describe('the import of all mapped categories', () => {
  it('AT-35, AT-36: brings roles, products and services in one run, and counts each as it stands here', async () => {
    const connected = await connect({ seed: SEED });
    const { hardware, backup, labour, serviceId, engineer } = await mapped(connected);
    const before = await shown(connected, 'import');

    const run = await runOwn(connected, 'import');

    expect(run).toMatchObject({ kind: 'import', state: 'completed', done: 6 });
    expect(run.phases.map(({ label, done }) => [label, done])).toEqual([
      ['Roles in Labour', 1],
      [expect.stringMatching(/^Products of /), 4],
      ['Services in Backup', 1],
    ]);
    expect(before.parts.map(({ imported }) => imported)).toEqual([0, 0, 0]);
    expect((await shown(connected, 'import')).parts.map(({ key, imported, groups }) => [key, imported, groups])).toEqual([
      [`roles:${labour}`, 1, { [`role:${engineer}`]: 1 }],
      ['products:1', 4, { 'product_category:1': 4 }],
      [`services:${backup}`, 1, { [`service:${serviceId}`]: 1 }],
    ]);
    const { total } = await connected.records.search('product', { from: 0, size: 1, filters: { categoryId: hardware ?? '' } });
    expect(total).toBe(4);
  });

  it('again changes nothing, and brings what is new in Autotask', async () => {
    const connected = await connect({ seed: SEED });
    await mapped(connected);
    await runOwn(connected, 'import');
    const before = await connected.records.search('product', { from: 0, size: 100 });
    const [first] = connected.simulator.control.list({ entity: 'Products', limit: 1 });
    connected.simulator.control.create({
      ...{ entity: 'Products', values: { ...first?.values, name: 'New there', productCategory: 1 } },
    });

    await runOwn(connected, 'import');

    const after = await connected.records.search('product', { from: 0, size: 100 });
    const known = new Set(before.items.map(({ _id }) => _id));
    expect(after.items.filter(({ _id }) => known.has(_id))).toEqual(before.items);
    expect(after.items.filter(({ _id }) => !known.has(_id)).map(({ data }) => data.name)).toEqual(['New there']);
  });

  it('brings one category alone where it is named, and refuses one that is not mapped', async () => {
    const connected = await connect({ seed: SEED });
    await mapped(connected);

    await runOwn(connected, 'import', ['products:1']);

    expect(await names(connected, 'product')).toHaveLength(4);
    expect(await names(connected, 'service')).toEqual([]);
    await expect(startRun(connected, 'import', ['products:4'])).rejects.toMatchObject({
      code: 'unknown_part',
      message: expect.stringContaining('products:4 is not set up. Choose one of'),
    });
  });

  it('says what to do where nothing is mapped', async () => {
    const connected = await connect({ seed: SEED });

    await expect(startRun(connected, 'import')).rejects.toMatchObject({
      code: 'nothing_to_read',
      message: 'No role, product category or service is mapped. Map some on the Data Import page first.',
    });
  });

  it('goes on where it stood after Autotask was away, without reading again what it had', async () => {
    const connected = await connect({ seed: SEED });
    await mapped(connected);
    const { control } = connected.simulator;
    control.resetCounters({});
    control.addFault({
      match: { entity: 'Products', operation: 'query' },
      action: { kind: 'status', status: 503 },
      times: 2,
    });

    const run = await runOwn(connected, 'import');

    const { calls } = control.counters({});
    expect([calls['Roles']?.['query'], calls['Products']?.['query']]).toEqual([1, 3]);
    expect(run.phases.map(({ isDone }) => isDone)).toEqual([true, true, true]);
    expect(await names(connected, 'product')).toHaveLength(5);
  });

  it('AT-36: spends all its calls in the bulk lane, which stands back first', async () => {
    const connected = await connect({ seed: SEED });
    await mapped(connected);
    const params = { id: connected.integration._id };
    const usedByLane = async () =>
      ((await connected.harness.call('GET', '/{id}/budget', { params })) as { usedByLane: Record<string, number> }).usedByLane;
    const { bulk: before = 0, ...others } = await usedByLane();

    const { callsSpent } = await runOwn(connected, 'import');

    const { bulk = 0, ...othersAfter } = await usedByLane();
    expect(othersAfter).toEqual(others);
    expect(callsSpent).toBeGreaterThan(0);
    // Permits are taken in small blocks.
    expect(bulk - before).toBeGreaterThanOrEqual(callsSpent);
  });

  it('is refused while another sync runs, and can be cancelled; what was read stays (SY-30)', async () => {
    const connected = await connect({ seed: SEED });
    await mapped(connected);
    const { control } = connected.simulator;
    control.addFault({
      ...{ match: { entity: 'Products', operation: 'query' }, times: null },
      action: { kind: 'status', status: 503 },
    });
    const id = await startRun(connected, 'import');
    await connected.harness.until(async () => expect((await runOf(connected, id)).phases[0]?.isDone).toBe(true));

    await expect(startRun(connected, 'import')).rejects.toMatchObject({ message: 'Already synchronizing' });
    await connected.harness.call('POST', '/cancel', { params: { id: connected.integration._id, runId: id } });

    await ended(connected, id, 'cancelled');
    expect(await names(connected, 'product')).toEqual(['Engineer']);
  });
});

describe('imported names', () => {
  it('AT-31: carry the internal product id, which is not pushed back and stays when the product is pushed', async () => {
    const connected = await connect({ seed: SEED, settings: { prependInternalProductId: true } });
    const { control } = connected.simulator;
    const [row] = control.list({ entity: 'Products', limit: 1 });
    const id = row?.id ?? 0;
    control.patch({ entity: 'Products', id, values: { name: 'Switch', internalProductID: 'A100' } });
    await connected.sync('full');
    const imported = await connected.recordOf('product', id);

    await connected.change('product', imported._id, { price: '19.90' });
    await connected.arrived('product', imported._id);
    const afterPrice = control.get({ entity: 'Products', id })?.values;
    await connected.change('product', imported._id, { name: 'A100 - Router', internalProductId: 'B200' });
    await connected.arrived('product', imported._id);
    await connected.sync('full');

    expect(imported.data.name).toBe('A100 - Switch');
    expect(afterPrice).toMatchObject({ name: 'Switch', unitPrice: 19.9 });
    expect(control.get({ entity: 'Products', id })?.values).toMatchObject({ name: 'Router', internalProductID: 'B200' });
    expect((await connected.recordOf('product', id)).data.name).toBe('B200 - Router');
  });

  it('AT-32: of services carry the part number as the switches say', async () => {
    const connected = await connect({ seed: SEED, settings: { prependMpnToServiceName: true } });
    const [row] = connected.simulator.control.list({ entity: 'Services', limit: 1 });
    connected.simulator.control.patch({ entity: 'Services', id: row?.id ?? 0, values: { name: 'Exchange (CFQ7TTC0)' } });

    await connected.sync('full');

    expect((await connected.recordOf('service', row?.id ?? 0)).data.name).toBe('CFQ7TTC0 - Exchange');
  });
});

describe('AT-34: manufacturers of imported products', () => {
  const MADE = ['Demo Works', 'Sample Industries'];

  it('become companies of the configured type once, and are not made in Autotask', async () => {
    const connected = await connect({ seed: SEED, settings: { manufacturerCompanyType: 'manufacturer' } });
    const { control } = connected.simulator;
    const there = control.count({ entity: 'Companies' });

    await connected.sync('full');
    await connected.sync('full');

    const { items } = await connected.records.search('company', { from: 0, size: 100, filters: { type: 'manufacturer' } });
    expect(items.map(({ data }) => data.name).sort()).toEqual(MADE);
    expect(items.map(({ external }) => external)).toEqual([{}, {}]);
    expect(control.count({ entity: 'Companies' })).toBe(there);
    const product = await connected.records.search('product', { from: 0, size: 1 });
    expect(MADE).toContain(product.items[0]?.data.manufacturer);
  });

  it('are not made where a company of that name stands here, or where no type is configured', async () => {
    const connected = await connect({ seed: SEED });
    await connected.records.create('company', { name: 'Demo Works' }, { source: 'user', pushTo: [] });

    await connected.sync('full');

    expect((await names(connected, 'company')).filter((name) => MADE.includes(name))).toEqual(['Demo Works']);
  });
});

describe('AT-33: enrichment', () => {
  it('completes imported products by part number where it is switched on', async () => {
    const lookUp = (numbers: readonly string[]) =>
      Promise.resolve(
        new Map(numbers.map((mpn) => [mpn, { description: 'Not taken', msrp: '1.00', manufacturer: `Maker of ${mpn}` }])),
      );
    const connected = await connect({ seed: SEED, settings: { enrichWithMpn: true }, catalogue: { lookUp } });
    const { control } = connected.simulator;
    const [row] = control.list({ entity: 'Products', limit: 1 });
    const id = row?.id ?? 0;
    control.patch({ entity: 'Products', id, values: { manufacturerName: null, msrp: null, description: 'Taken' } });

    await connected.sync('full');
    const { data, _id } = await connected.recordOf('product', id);

    const mpn = String(row?.values['manufacturerProductName']);
    expect(data).toMatchObject({ mpn, manufacturer: `Maker of ${mpn}`, msrp: '1.00', description: 'Taken' });
    await connected.change('product', _id, { price: '3.00' });
    await connected.arrived('product', _id);
    expect(control.get({ entity: 'Products', id })?.values).toMatchObject({ unitPrice: 3, manufacturerName: null });
  });

  it('says on the page, in the check and in the connection test that no catalogue is configured', async () => {
    const connected = await connect({ seed: SEED, settings: { enrichWithMpn: true } });
    const params = { id: connected.integration._id };
    const field = 'enrichWithMpn';
    const message = expect.stringContaining('No product catalogue is configured');

    const page = await connected.harness.call('GET', '/pages/data-import', { params });
    const check = await connected.harness.call('POST', '/pages/data-import/check', { params, body: { enrichWithMpn: true } });
    const test = (await connected.harness.call('POST', '/{id}/test', { params })) as { checks: readonly unknown[] };

    expect(page).toMatchObject({ problems: [{ field, message }] });
    expect(check).toMatchObject({ problems: [{ field, message }] });
    expect(test.checks).toContainEqual(
      expect.objectContaining({
        name: 'product_catalogue',
        ok: false,
        remedy: expect.stringContaining('PRODUCT_CATALOGUE_FILE'),
      }),
    );
    await expect(changePage(connected, 'data-import', {})).rejects.toMatchObject({ code: 'invalid_settings' });
  });
});

describe('pushing products', () => {
  it.each([
    [true, 12],
    [false, 10],
  ])('AT-30: sends new ones always, and changes only where synchronizing is on (%s)', async (synchronizeProducts, price) => {
    const settings = { synchronizeProducts, defaultBillingCode: '29682801' };
    const connected = await connect({ seed: SEED, settings });
    const id = await connected.save('product', { name: 'Ours', price: '10.00' });
    const there = await connected.arrived('product', id);

    await connected.change('product', id, { price: '12.00' });

    await connected.harness.until(async () => {
      const status = (await connected.linkOf('product', id))?.sync.status;
      expect(status).toBe(synchronizeProducts ? 'synchronized' : 'not_wanted');
    });
    expect(connected.simulator.control.get({ entity: 'Products', id: there })?.values['unitPrice']).toBe(price);
  });

  it('never sends a labour role, whatever changes on it', async () => {
    const connected = await connect({ seed: SEED });
    const { engineer } = await mapped(connected);
    await connected.sync('full');
    const roles = await connected.records.search('product', { from: 0, size: 1, filters: { productType: 'labour' } });
    const id = roles.items[0]?._id ?? '';
    connected.simulator.control.resetCounters({});

    await connected.change('product', id, { price: '1.00' });

    await connected.harness.until(async () =>
      expect(await connected.linkOf('product', id)).toMatchObject({ id: `role:${engineer}`, sync: { status: 'not_wanted' } }),
    );
    expect(connected.simulator.control.counters({}).writes).toEqual({});
  });

  it('carries the category as Autotask has it, both when it is made and when it moves, with the code of the new one (AT-10)', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('fields');
    const [laptops, cables] = await Promise.all(['Laptops', 'Cables'].map((name) => category(connected, name)));
    await changePage(connected, 'data-import', { productCategories: { '2': laptops, '3': cables } });
    await changePage(connected, 'billing-codes', {
      defaultBillingCode: '29682801',
      categoryBillingCodes: { [cables ?? '']: '29682803' },
    });
    const id = await connected.save('product', { name: 'Moves', categoryId: laptops });
    const there = await connected.arrived('product', id);
    const rowThere = () => connected.simulator.control.get({ entity: 'Products', id: there })?.values;
    const made = { ...rowThere() };

    await connected.change('product', id, { categoryId: cables });
    await connected.arrived('product', id);

    expect(made).toMatchObject({ productCategory: 2, productBillingCodeID: 29_682_801 });
    expect(rowThere()).toMatchObject({ productCategory: 3, productBillingCodeID: 29_682_803 });
    await connected.sync('full');
    expect((await connected.recordOf('product', there)).data.categoryId).toBe(cables);
  });

  it('names a category that is inactive in Autotask, before any call', async () => {
    const connected = await connect({ seed: SEED });
    const { control } = connected.simulator;
    control.setPicklistValue({ entity: 'Products', field: 'productCategory', value: '2', label: 'Retired', isActive: false });
    await connected.sync('fields');
    const laptops = await category(connected, 'Laptops');
    await setSettings(connected, { productCategories: { '2': laptops }, defaultBillingCode: '29682801' });

    const id = await connected.save('product', { name: 'Old', categoryId: laptops });

    expect((await connected.issueOf(id)).failure?.message).toBe(
      'productCategory: "Retired" is inactive in Autotask. Correct this and save again.',
    );
    expect(control.counters({}).writes['Products']).toBeUndefined();
  });

  it('names every field that is too long in one issue, before any call', async () => {
    const connected = await connect({ seed: SEED, settings: { defaultBillingCode: '29682801' } });

    const id = await connected.save('product', { name: 'n'.repeat(101), mpn: 'm'.repeat(51) });

    expect((await connected.issueOf(id)).failure?.message).toBe(
      'name has 101 characters, Autotask takes 100; manufacturerProductName has 51 characters, Autotask takes 50. Correct this and save again.',
    );
    expect(connected.simulator.control.counters({}).writes['Products']).toBeUndefined();
  });
});
