import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { DEMO, NEW_COMPANY, NEW_ITEM, NEW_OPPORTUNITY, startSimulator, type Started } from './harness.ts';

const clock = createManualClock('2026-03-01T14:05:00.000Z');

describe('entities (connectwise.md 8, 11, 14.6, 14.10)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock });
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const switches = (change: Parameters<Started['simulator']['control']['setSwitches']>[0]) =>
    started.simulator.control.setSwitches(change);

  describe('catalog items and categories', () => {
    it('needs a recurrence for a recurring item, with the two entries of section 8', async () => {
      const { status, json } = await started.api.post('procurement/catalog', { ...NEW_ITEM, recurringFlag: true });
      const message = 'recurringBillCycle or recurringOneTimeFlag is required.';

      expect([status, json]).toEqual([
        400,
        {
          code: 'InvalidObject',
          message: 'catalogItem object is invalid',
          errors: ['recurringOneTimeFlag', 'recurringBillCycle/id'].map((field) => ({
            code: 'MissingRequiredField',
            message,
            resource: 'catalogItem',
            field,
          })),
        },
      ]);
    });

    it('takes recurringFlag and cycle in one PATCH, not in two (13)', async () => {
      const path = `procurement/catalog/${DEMO.item}`;
      const alone = await started.api.patch(path, ['replace', 'recurringFlag', true]);
      const together = await started.api.patch(
        path,
        ['replace', 'recurringFlag', true],
        ['replace', 'recurringBillCycle', { id: 2 }],
      );

      expect([alone.status, together.status, together.json.recurringBillCycle.name]).toEqual([400, 200, 'Monthly']);
    });

    it('refuses an inactive category with the error of section 8, and a PATCH of an item in it too', async () => {
      const { json: item } = await started.api.post('procurement/catalog', NEW_ITEM);
      started.simulator.control.deactivate({ entity: 'Product Category', id: DEMO.hardware });

      const created = await started.api.post('procurement/catalog', { ...NEW_ITEM, identifier: 'OTHER' });
      const patched = await started.api.patch(`procurement/catalog/${item.id}`, ['replace', 'price', 5]);

      expect([created.status, created.json]).toEqual([
        400,
        {
          code: 'InvalidObject',
          message: 'catalogItem object is invalid',
          errors: [
            { code: 'InvalidField', message: '80 is an inactive category.', resource: 'catalogItem', field: 'category/id' },
          ],
        },
      ]);
      expect(patched.status).toBe(400);
    });

    it('words it otherwise where switched, and names the side that is inactive (8, unconfirmed)', async () => {
      const create = async () =>
        (await started.api.post('procurement/catalog', { ...NEW_ITEM, subcategory: { id: DEMO.hardwareRetired } })).json.errors;
      const plain = await create();
      switches({
        inactiveCategoryText: 'Subcategory',
        inactiveCategoryCode: 'InvalidReference',
        inactiveCategoryField: 'subcategory',
      });

      expect([plain[0].field, plain[0].message]).toEqual(['subcategory/id', '188 is an inactive category.']);
      expect(await create()).toMatchObject([
        { code: 'InvalidReference', message: '188 is an inactive Subcategory', field: 'subcategory' },
      ]);
    });

    it('lists no inactive categories unless conditions ask, or the switch says so (8)', async () => {
      const ids = (conditions?: string) =>
        started.api.ids('procurement/categories', conditions === undefined ? {} : { conditions });
      const single = await started.api.get(`procurement/categories/${DEMO.discontinued}`);

      expect([await ids(), await ids('inactiveFlag=true')]).toEqual([[80, 81, 82], [83]]);
      expect([single.status, single.json.inactiveFlag]).toEqual([200, true]);
      expect((await started.api.get('procurement/categories/count')).json).toEqual({ count: 3 });
      switches({ inactiveCategoriesHidden: false });
      expect(await ids()).toEqual([80, 81, 82, 83]);
    });

    it('disappears from lists when it is switched off by a person', async () => {
      started.simulator.control.deactivate({ entity: 'Product SubCategory', id: DEMO.hardwareStandard });

      expect(await started.api.ids('procurement/subcategories/', {})).not.toContain(DEMO.hardwareStandard);
      expect(await started.api.ids(`procurement/categories/${DEMO.hardware}/subcategories/`, {})).toEqual([181]);
    });

    it('wants the category of the subcategory, fills it in, and lets any through where switched (11, unconfirmed)', async () => {
      const wrong = { ...NEW_ITEM, category: { id: 81 } };
      const refused = await started.api.post('procurement/catalog', wrong);
      const filled = await started.api.post('procurement/catalog', { ...NEW_ITEM, category: null });
      switches({ categoryMustMatch: false });

      expect([refused.status, filled.json.category.id]).toEqual([400, DEMO.hardware]);
      expect((await started.api.post('procurement/catalog', { ...wrong, identifier: 'OTHER' })).status).toBe(201);
    });

    it('takes writes to the collections with a slash as the spec writes them (1)', async () => {
      switches({ trailingSlash: 'spec' });
      const path = `sales/opportunities/${DEMO.opportunity}/forecast`;
      const without = await started.api.put(path, { forecastItems: [] });
      const within = await started.api.put(`${path}/`, { forecastItems: [] });

      expect([without.status, within.status]).toEqual([404, 200]);
    });

    it('tells stock by item and by bin, and the quantity on hand by identifier (11)', async () => {
      const rows = await started.api.get(`procurement/catalog/${DEMO.item}/inventory`);
      const bin = await started.api.get('procurement/warehouseBins/1/inventoryOnHand?pageSize=1000');
      const quantity = await started.api.get('procurement/catalog/SKU-00001/quantityOnHand?warehouseBinId=1');
      const price = await started.api.post(`procurement/catalog/${DEMO.item}/pricing`, { quantity: 1 });

      expect(rows.json).toMatchObject([
        { catalogItem: { id: DEMO.item }, warehouse: { id: 1 }, warehouseBin: { id: 1 }, onHand: 1 },
      ]);
      expect(bin.json.length).toBeGreaterThan(1);
      expect([quantity.json, price.json.price]).toEqual([
        { count: 1 },
        (await started.api.get(`procurement/catalog/${DEMO.item}`)).json.price,
      ]);
    });
  });

  describe('opportunities, products and forecast', () => {
    const OPPORTUNITY = `sales/opportunities/${DEMO.opportunity}`;
    const forecastOf = async (id: number) => (await started.api.get(`sales/opportunities/${id}/forecast`)).json;
    const create = async (change = {}) => (await started.api.post('sales/opportunities', { ...NEW_OPPORTUNITY, ...change })).json;
    const PRODUCT = { catalogItem: { id: DEMO.item }, billableOption: 'Billable', quantity: 5, price: 22, cost: 17.6 };

    it('fills what the sales representative’s settings give', async () => {
      const json = await create();

      expect(json).toMatchObject({
        status: { name: 'Open' },
        stage: { name: '1. Prospect' },
        probability: { name: '10' },
        locationId: 1,
        businessUnitId: 1,
        site: { name: 'Main' },
      });
    });

    it('nulls none of the fields that are required on updates', async () => {
      const { json } = await started.api.patch(OPPORTUNITY, ['remove', 'expectedCloseDate']);

      expect(json.errors).toMatchObject([{ code: 'MissingRequiredField', field: 'expectedCloseDate' }]);
    });

    it('refuses a contact of another company', async () => {
      const { json } = await started.api.post('sales/opportunities', { ...NEW_OPPORTUNITY, contact: { id: DEMO.otherContact } });

      expect(json.errors).toMatchObject([{ field: 'contact/id' }]);
    });

    it('fills closedDate with a closed status and empties it with an open one, unless switched off (unconfirmed)', async () => {
      const won = await started.api.patch(OPPORTUNITY, ['replace', 'status', { id: 2 }]);
      const open = await started.api.patch(OPPORTUNITY, ['replace', 'status', { id: 1 }]);
      switches({ closingFillsDates: false });
      const lost = await started.api.patch(OPPORTUNITY, ['replace', 'status', { id: 3 }]);

      expect([won.json.closedDate, open.json.closedDate, lost.json.closedDate]).toEqual([
        '2026-03-01T14:05:00Z',
        undefined,
        undefined,
      ]);
    });

    it('shows a type by its description as name', async () => {
      const type = await started.api.get('sales/opportunities/types/1');
      const { json } = await started.api.get(OPPORTUNITY);

      expect([type.json.description, type.json.name, json.type.name]).toEqual(['Hardware', undefined, 'Hardware']);
    });

    it('makes a forecast row of each product, keeps it in step and removes it (14.10)', async () => {
      const { id } = await create();
      const { status, json: product } = await started.api.post('procurement/products', { ...PRODUCT, opportunity: { id } });
      const made = await forecastOf(id);
      await started.api.patch(`procurement/products/${product.id}`, ['replace', 'quantity', 2]);
      const changed = await forecastOf(id);
      const removed = await started.api.remove(`procurement/products/${product.id}`);

      expect([status, product.extPrice, product.forecastDetailId]).toEqual([201, 110, made.forecastItems[0].id]);
      expect(made.productRevenue).toEqual({ revenue: 110, cost: 88, margin: 22, percentage: 20 });
      expect([changed.forecastItems[0].revenue, removed.status, (await forecastOf(id)).forecastItems]).toEqual([44, 204, []]);
    });

    it('makes none with bypassForecastUpdate, unless that does not work (15, unconfirmed)', async () => {
      const { id } = await create();
      const bypassed = { ...PRODUCT, opportunity: { id }, bypassForecastUpdate: true };
      await started.api.post('procurement/products', bypassed);
      const none = (await forecastOf(id)).forecastItems.length;
      switches({ bypassForecastWorks: false });
      await started.api.post('procurement/products', bypassed);

      expect([none, (await forecastOf(id)).forecastItems.length]).toEqual([0, 1]);
    });

    it('finds the products of one opportunity, and takes no second parent where switched (11, unconfirmed)', async () => {
      const found = await started.api.ids('procurement/products', { conditions: `opportunity/id=${DEMO.opportunity}` });
      const both = { ...PRODUCT, opportunity: { id: DEMO.opportunity }, ticket: { id: DEMO.ticket } };
      const free = await started.api.post('procurement/products', both);
      switches({ severalParentsRefused: true });

      expect([found, free.status, (await started.api.post('procurement/products', both)).status]).toEqual([
        [4_400, 4_401],
        201,
        400,
      ]);
    });

    it('keeps a forecast by POST, PATCH, PUT and DELETE', async () => {
      const { id } = await create();
      const path = `sales/opportunities/${id}/forecast`;
      const item = { forecastType: 'Service', forecastDescription: 'Setup', revenue: 100, cost: 40 };
      const posted = await started.api.post(path, { forecastItems: [item, { ...item, revenue: 50 }] });
      const first: number = posted.json.forecastItems[0].id;
      const patched = await started.api.patch(`${path}/${first}`, ['replace', 'revenue', 200]);
      const put = await started.api.put(path, { forecastItems: [item] });
      switches({ forecastPutReplaces: false });
      const added = await started.api.put(path, { forecastItems: [item] });
      const emptied = await started.api.remove(path);

      expect([posted.status, posted.json.serviceRevenue.revenue, posted.json.forecastItems[0].margin]).toEqual([201, 150, 60]);
      expect([patched.json.revenue, put.json.forecastItems.length, added.json.forecastItems.length]).toEqual([200, 1, 2]);
      expect([emptied.status, (await started.api.get(`${path}/count`)).json]).toEqual([204, { count: 0 }]);
    });

    it('converts to a sales order with its products: 201 with the full order (14.10)', async () => {
      const { status, json } = await started.api.post(`${OPPORTUNITY}/convertToSalesOrder`, { includeProductIds: [4_400] });
      const product = await started.api.get('procurement/products/4400');

      expect([status, json.productIds, json.opportunity.id, json.total]).toEqual([
        201,
        [4_400],
        DEMO.opportunity,
        product.json.extPrice,
      ]);
      expect([product.json.salesOrder.id, product.json.opportunity.id]).toEqual([json.id, DEMO.opportunity]);
    });

    it.each([
      ['convertToAgreement', 'agreementStatus', 'Active'],
      ['convertToProject', 'billingMethod', 'ActualRates'],
      ['convertToServiceTicket', 'severity', 'Medium'],
    ])('%s answers 201 with the full target', async (verb, field, value) => {
      const { status, json } = await started.api.post(`${OPPORTUNITY}/${verb}`, { includeAllProductsFlag: true });

      expect([status, json[field], json.company.id, json.opportunity.id]).toEqual([201, value, DEMO.company, DEMO.opportunity]);
    });

    it('makes additions of the products that go into an agreement', async () => {
      const { json } = await started.api.post(`${OPPORTUNITY}/convertToAgreement`, { includeAllProductsFlag: true });
      const additions = await started.api.get(`finance/agreements/${json.id}/additions`);

      expect(additions.json.map((one: { product: { id: number } }) => one.product.id)).toEqual([700, 701]);
    });
  });

  describe('service, agreements, purchasing and members', () => {
    it('wants a status of the board, with the text of section 8', async () => {
      const { json } = await started.api.post('service/tickets', {
        summary: 'x',
        company: { id: DEMO.company },
        board: { id: DEMO.otherBoard },
        status: { id: 1 },
      });

      expect(json.errors).toEqual([
        {
          code: 'InvalidReference',
          message: 'Service Status 1 not found for Service Board 21',
          resource: 'ticket',
          field: 'status/id',
        },
      ]);
    });

    it('keeps initial texts as notes and does not echo them', async () => {
      const { json } = await started.api.post('service/tickets', {
        summary: 'x',
        company: { id: DEMO.company },
        initialDescription: 'It does not start.',
        processNotifications: false,
      });
      const notes = await started.api.get(`service/tickets/${json.id}/notes`);

      expect([json.initialDescription, json.processNotifications, json.board.name, json.status.name]).toEqual([
        undefined,
        undefined,
        'Help Desk',
        'New',
      ]);
      expect(notes.json).toMatchObject([{ text: 'It does not start.', detailDescriptionFlag: true }]);
    });

    it('lists the products of a ticket and the statuses of a board', async () => {
      const products = await started.api.get(`service/tickets/${DEMO.ticket}/products`);
      const statuses = await started.api.get(`service/boards/${DEMO.board}/statuses`);

      expect(products.json).toMatchObject([{ ticket: { id: DEMO.ticket } }]);
      expect(statuses.json.map(({ name }: { name: string }) => name)).toEqual(['New', 'In Progress', 'Closed']);
      expect((await started.api.get('service/boards/99/statuses')).status).toBe(404);
    });

    it('refuses an addition that begins before the agreement bills', async () => {
      const { json } = await started.api.post(`finance/agreements/${DEMO.agreement}/additions`, {
        product: { id: DEMO.item },
        billCustomer: 'Billable',
        effectiveDate: '2020-01-01T00:00:00Z',
      });

      expect(json.errors).toMatchObject([
        { message: 'effectiveDate cannot be less than the agreement billing start date', field: 'effectiveDate' },
      ]);
    });

    it('closes a purchase order only through its status, and adds up its lines', async () => {
      const path = 'procurement/purchaseorders/2000';
      const refused = await started.api.patch(path, ['replace', 'closedFlag', true]);
      const closed = await started.api.patch(path, ['replace', 'status', { id: 3 }]);
      const line = {
        description: 'x',
        lineNumber: 2,
        product: { id: DEMO.item },
        quantity: 2,
        unitOfMeasure: { id: 1 },
        unitCost: 10,
      };
      const before: number = (await started.api.get(path)).json.subTotal;
      const added = await started.api.post(`${path}/lineitems`, line);

      expect([refused.status, closed.json.closedFlag, added.status]).toEqual([400, true, 201]);
      expect((await started.api.get(path)).json.subTotal).toBeCloseTo(before + 20, 2);
    });

    it('finds active regular members and subcontractors, the API member apart (11)', async () => {
      const found = await started.api.ids('system/members', { conditions: 'inactiveFlag=False AND licenseClass in ("F","X")' });
      const info = await started.api.get('system/info/members/150');
      const count = await started.api.get('system/info/members/count');
      const api = await started.api.get('system/apiMembers');

      expect([found, count.json, api.json[0].identifier]).toEqual([[150, 151, 152, 153], { count: 5 }, 'quotingapi']);
      expect(info.json).toEqual({
        id: 150,
        identifier: 'alexd',
        firstName: 'Alex',
        lastName: 'Demo',
        fullName: 'Alex Demo',
        defaultEmail: 'Office',
        licenseClass: 'F',
        inactiveFlag: false,
        _info: expect.any(Object),
      });
    });

    it('needs an address for a company and builds its site from it, unless switched off (11, unconfirmed)', async () => {
      const { addressLine1: _line, city: _city, ...bare } = NEW_COMPANY;
      const refused = await started.api.post('company/companies', bare);
      switches({ addressRequired: false, addressBuildsSite: false });
      const made = await started.api.post('company/companies', bare);

      expect([refused.json.errors[0].message, made.status, made.json.site]).toEqual([
        'At least one address field is required.',
        201,
        undefined,
      ]);
    });

    it('keeps sites below their company', async () => {
      const path = `company/companies/${DEMO.company}/sites`;
      const added = await started.api.post(path, { name: 'Branch', stateReference: { identifier: 'FL' } });
      const elsewhere = await started.api.get(`company/companies/${DEMO.otherCompany}/sites/${added.json.id}`);

      expect([added.status, added.json.stateReference.name, added.json.company.id, elsewhere.status]).toEqual([
        201,
        'Florida',
        DEMO.company,
        404,
      ]);
    });

    it('tells in the audit trail who changed what', async () => {
      await started.api.patch(`company/companies/${DEMO.company}`, ['replace', 'name', 'Renamed']);
      const { json } = await started.api.get(`system/audittrail?type=Company&id=${DEMO.company}`);

      expect(json).toEqual([
        { text: 'Company updated', enteredDate: '2026-03-01T14:05:00Z', enteredBy: 'quotingapi', auditType: 'Record' },
      ]);
    });

    it('answers 415 to JSON at the documents endpoint (4)', async () => {
      expect((await started.api.post('system/documents', {})).status).toBe(415);
    });
  });
});
