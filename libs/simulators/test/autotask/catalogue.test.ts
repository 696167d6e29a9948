import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, NEW_PRODUCT, startSimulator, type Started } from './harness.ts';

describe('products, services and stock (autotask.md 5.5 to 5.8, 5.12)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => {
    started.simulator.control.reset();
    started.simulator.control.setSwitches({ errorSuffix: 'none' });
  });
  afterAll(() => started.simulator.stop());

  const codeError = 'Reference value on field: productBillingCodeID of type: BillingCode does not exist or is invalid.';
  const item = async (path: string) => (await started.api.get(path)).json.item;

  it.each<[string, number, string[] | undefined]>([
    ['a material code', DEMO.materialCode, undefined],
    ['a product code', DEMO.productCode, undefined],
    ['an inactive code', DEMO.inactiveCode, [codeError]],
    ['a missing code', 1, [codeError]],
    ['a work type', DEMO.generalCode, [codeError]],
    ['a recurring service code', DEMO.serviceCode, [codeError]],
  ])('takes or refuses a product with %s', async (_name, productBillingCodeID, errors) => {
    const answer = await started.api.post('Products', { ...NEW_PRODUCT, productBillingCodeID });

    expect(answer.json.errors).toEqual(errors);
  });

  it('does not re-validate the inactive code of a product whose other fields change', async () => {
    const { api, simulator } = started;
    simulator.control.deactivate({ entity: 'BillingCodes', id: DEMO.materialCode });

    const narrow = await api.patch('Products', { id: DEMO.product, unitPrice: 1 });
    const echoed = await api.patch('Products', { id: DEMO.product, unitPrice: 1, productBillingCodeID: DEMO.materialCode });

    expect([narrow.status, echoed.json.errors]).toEqual([200, [codeError]]);
  });

  it('has names up to 100, or 1000 where the switch says so', async () => {
    const { api, simulator } = started;
    const create = (length: number) => api.post('Products', { ...NEW_PRODUCT, name: 'x'.repeat(length) });

    const short = await create(101);
    simulator.control.setSwitches({ longProductNames: true });

    expect(short.json.errors).toEqual(['name must be less than or equal to 100 characters']);
    expect([(await create(1_000)).status, (await create(1_001)).status]).toEqual([200, 500]);
  });

  it('fixes price method or period by the billing type and computes the markup', async () => {
    const { api } = started;

    const standard = await api.post('Products', { ...NEW_PRODUCT, unitCost: 80, unitPrice: 100, priceCostMethod: 2 });
    const perContact = await api.post('Products', { ...NEW_PRODUCT, billingType: 2, periodType: 5 });

    expect(await item(`Products/${standard.json.itemId}`)).toMatchObject({ billingType: 1, priceCostMethod: 1, markupRate: 25 });
    expect(await item(`Products/${perContact.json.itemId}`)).toMatchObject({ periodType: 2 });
  });

  it('refuses changes of system products and more than 100 products of other billing types', async () => {
    const { api, simulator } = started;
    simulator.control.patch({ entity: 'Products', id: DEMO.product, values: { isSystemProduct: true } });
    for (let index = 0; index < 100; index += 1)
      simulator.control.create({ entity: 'Products', values: { name: 'x', billingType: 2 } });

    const system = await api.patch('Products', { id: DEMO.product, name: 'x' });
    const surplus = await api.post('Products', { ...NEW_PRODUCT, billingType: 3 });

    expect([system.status, surplus.status]).toEqual([500, 500]);
  });

  it('refuses vendors that are no vendor companies, where the switch says so', async () => {
    const { api, simulator } = started;
    const create = (defaultVendorID: number) => api.post('Products', { ...NEW_PRODUCT, defaultVendorID });

    const lenient = await create(DEMO.company);
    simulator.control.setSwitches({ vendorTypeEnforced: true });

    expect([lenient.status, (await create(DEMO.company)).status, (await create(DEMO.vendor)).status]).toEqual([200, 500, 200]);
  });

  it('keeps one default vendor of a product, and no delete', async () => {
    const { api } = started;
    const before = (await api.get(`Products/${DEMO.product}/Vendors`)).json.items[0];

    const added = await api.post(`Products/${DEMO.product}/Vendors`, { vendorID: DEMO.company, isActive: true, isDefault: true });
    const deleted = await api.call('DELETE', `Products/${DEMO.product}/Vendors/${before.id}`);

    expect([before.isDefault, added.status, deleted.status]).toEqual([true, 200, 405]);
    expect((await item(`ProductVendors/${before.id}`)).isDefault).toBe(false);
  });

  it('wants a recurring service code for services', async () => {
    const { api } = started;
    const create = (billingCodeID: number) =>
      api.post('Services', { name: 'Demo plan', unitPrice: 10, periodType: 2, billingCodeID });

    const created = await create(DEMO.serviceCode);
    const refused = await create(DEMO.materialCode);

    expect(await item(`Services/${created.json.itemId}`)).toMatchObject({
      isActive: true,
      creatorResourceID: started.simulator.apiUserId,
    });
    expect(refused.json.errors[0]).toContain('billingCodeID of type: BillingCode');
  });

  it('bundles services of one period, and deletes bundles with their members', async () => {
    const { api } = started;
    const { json } = await api.post('ServiceBundles', { name: 'Demo pack', periodType: 2, billingCodeID: DEMO.serviceCode });
    const members = `ServiceBundles/${json.itemId}/Services`;

    const monthly = await api.post(members, { serviceID: DEMO.service });
    const yearly = await api.post(members, { serviceID: DEMO.service + 1 });
    const deleted = await api.call('DELETE', `ServiceBundles/${json.itemId}`);

    expect([monthly.status, yearly.status, deleted.status]).toEqual([200, 500, 200]);
    expect(await item(`ServiceBundleServices/${monthly.json.itemId}`)).toBeNull();
  });

  it('has one stock row for each product and location, not deletable while reserved', async () => {
    const { api, simulator } = started;
    const body = { productID: DEMO.product, inventoryLocationID: 1, quantityMinimum: 0, quantityMaximum: 5 };

    const twin = await api.post('InventoryProducts', body);
    const created = await api.post('InventoryProducts', { ...body, inventoryLocationID: 2, onHandUnits: 9 });
    const id: number = created.json.itemId;
    const stock = await item(`InventoryProducts/${id}`);
    simulator.control.patch({ entity: 'InventoryProducts', id, values: { reservedUnits: 1 } });
    const refused = await api.call('DELETE', `InventoryProducts/${id}`);
    simulator.control.patch({ entity: 'InventoryProducts', id, values: { reservedUnits: 0 } });
    const deleted = await api.call('DELETE', `InventoryProducts/${id}`);

    expect([twin.status, stock.onHandUnits]).toEqual([500, 0]);
    expect([refused.status, deleted.status]).toEqual([500, 200]);
  });
});
