import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, NEW_OPPORTUNITY, NO_DISCOUNT, startSimulator, type Started } from './harness.ts';

const CLOSED = 3;
const LOST = 2;

describe('opportunities and quotes (autotask.md 5.4, 5.13 to 5.15)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => {
    started.simulator.control.reset();
    started.simulator.control.setSwitches({ dateTimeFormat: 'iso', errorSuffix: 'none' });
  });
  afterAll(() => started.simulator.stop());

  const opportunity = async () => (await started.api.get(`Opportunities/${DEMO.opportunity}`)).json.item;

  it.each<[string, Record<string, unknown>, string]>([
    ['the contact of another company', { contactID: DEMO.otherContact }, 'companyID is not associated with contactID'],
    ['the API user as owner', { ownerResourceID: 29_682_999 }, 'Reference value on field: ownerResourceID of type: Resource'],
    [
      'an inactive owner',
      { ownerResourceID: DEMO.inactiveResource },
      'Reference value on field: ownerResourceID of type: Resource',
    ],
    ['no start date', { startDate: null }, 'Value does not exist for the required field startDate'],
  ])('refuses %s', async (_name, change, text) => {
    const answer = await started.api.post('Opportunities', { ...NEW_OPPORTUNITY, ...change });

    expect([answer.status, answer.json.errors[0]]).toEqual([500, expect.stringContaining(text)]);
  });

  it('refuses an inactive contact, and a contact that stays behind when the company changes', async () => {
    const { api, simulator } = started;

    const moved = await api.patch('Opportunities', { id: DEMO.opportunity, companyID: DEMO.otherCompany });
    const both = await api.patch('Opportunities', {
      id: DEMO.opportunity,
      companyID: DEMO.otherCompany,
      contactID: DEMO.otherContact,
    });
    simulator.control.deactivate({ entity: 'Contacts', id: DEMO.contact });
    const inactive = await api.post('Opportunities', { ...NEW_OPPORTUNITY, contactID: DEMO.contact });

    expect([moved.json.errors, both.status]).toEqual([['companyID is not associated with contactID'], 200]);
    expect(inactive.json.errors[0]).toContain('contactID of type: Contact');
  });

  it('sets closed and lost dates, and makes a sales order of a won opportunity', async () => {
    const { api } = started;

    await api.patch('Opportunities', { id: DEMO.opportunity, status: LOST });
    const lost = await opportunity();
    await api.patch('Opportunities', { id: DEMO.opportunity, status: CLOSED });
    const closed = await opportunity();
    const order = (await api.get(`SalesOrders/${closed.salesOrderID}`)).json.item;
    const orders = await api.get(`Opportunities/${DEMO.opportunity}/SalesOrders`);
    const created = await api.post(`Opportunities/${DEMO.opportunity}/SalesOrders`, {});

    expect(lost.lostDate).toMatch(/T00:00:00.000Z$/);
    expect(closed.closedDate).toMatch(/T00:00:00.000Z$/);
    expect(order).toMatchObject({ opportunityID: DEMO.opportunity, companyID: closed.companyID });
    expect([orders.json.items.length, created.status]).toEqual([1, 405]);
  });

  it('asks for a reason of a win or a loss where the switch says so', async () => {
    started.simulator.control.setSwitches({ winLossReasonRequired: true });

    const refused = await started.api.patch('Opportunities', { id: DEMO.opportunity, status: CLOSED });
    const taken = await started.api.patch('Opportunities', { id: DEMO.opportunity, status: CLOSED, winReason: 1 });

    expect([refused.status, taken.status]).toEqual([500, 200]);
  });

  it.each([
    ['moves', { opportunityEditMovesLastActivity: true, apiEditMovesLastActivity: true }, { byPerson: true, byApi: true }],
    ['does not move', { opportunityEditMovesLastActivity: false }, { byPerson: false, byApi: false }],
    [
      'moves for people only',
      { opportunityEditMovesLastActivity: true, apiEditMovesLastActivity: false },
      { byPerson: true, byApi: false },
    ],
  ])('an edit %s lastActivity', async (_name, switches, expected) => {
    const { api, simulator } = started;
    simulator.control.setSwitches(switches);
    const seeded = (await opportunity()).lastActivity;

    await api.patch('Opportunities', { id: DEMO.opportunity, stage: 29_683_452 });
    const byApi = (await opportunity()).lastActivity;
    const activityOf = () => String(simulator.control.get({ entity: 'Opportunities', id: 1_201 })?.values['lastActivity']);
    const seededOther = activityOf();
    simulator.control.patch({ entity: 'Opportunities', id: 1_201, values: { stage: 29_683_453 } });

    expect({ byPerson: activityOf() > seededOther, byApi: byApi > seeded }).toEqual({ ...expected });
  });

  it('cannot delete an opportunity, but a person can, and get then answers null', async () => {
    const { api, simulator } = started;

    const refused = await api.call('DELETE', `Opportunities/${DEMO.opportunity}`);
    simulator.control.remove({ entity: 'Opportunities', id: DEMO.opportunity });

    expect([refused.status, await opportunity()]).toEqual([405, null]);
  });

  async function newQuote(change: Record<string, unknown> = {}) {
    const { api } = started;
    const location = async (): Promise<number> =>
      (await api.post('QuoteLocations', { address1: '1 Example Street' })).json.itemId;
    return api.post('Quotes', {
      opportunityID: 1_203,
      name: 'Demo offer',
      effectiveDate: '2026-01-05T00:00:00Z',
      expirationDate: '2026-02-05T00:00:00Z',
      billToLocationID: await location(),
      shipToLocationID: await location(),
      soldToLocationID: await location(),
      ...change,
    });
  }

  it('creates a quote from three locations, with company, number and primary mark by default', async () => {
    const { api } = started;

    const created = await newQuote();
    const quote = (await api.get(`Quotes/${created.json.itemId}`)).json.item;
    const second = await newQuote({ primaryQuote: true });
    const first = (await api.get(`Quotes/${created.json.itemId}`)).json.item;

    expect(quote).toMatchObject({ primaryQuote: true, companyID: 29_683_003, quoteNumber: created.json.itemId, isActive: true });
    expect([second.status, first.primaryQuote]).toEqual([200, false]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a location', { billToLocationID: null }, 'Value does not exist for the required field billToLocationID'],
    [
      'with a location that is none',
      { shipToLocationID: 1 },
      'Reference value on field: shipToLocationID of type: QuoteLocation',
    ],
    ['with the contact of another company', { contactID: DEMO.contact }, 'companyID is not associated with contactID'],
    ['with an unknown payment term', { paymentTerm: 99 }, 'Picklist value [99] does not exist for paymentTerm'],
    ['without an opportunity', { opportunityID: null }, 'Value does not exist for the required field opportunityID'],
  ])('refuses a quote %s', async (_name, change, text) => {
    const answer = await newQuote(change);

    expect([answer.status, answer.json.errors[0]]).toEqual([500, expect.stringContaining(text)]);
  });

  it('refuses a payment term that was retired or deleted', async () => {
    const { control } = started.simulator;
    control.deactivate({ entity: 'PaymentTerms', id: 2 });
    control.remove({ entity: 'PaymentTerms', id: 1 });

    const answers = [await newQuote({ paymentTerm: 2 }), await newQuote({ paymentTerm: 1 }), await newQuote({ paymentTerm: 3 })];

    expect(answers.map(({ status }) => status)).toEqual([500, 500, 200]);
  });

  it('has neither a country on a quote location nor a delete of quotes', async () => {
    const { api } = started;
    const { json } = await api.post('QuoteLocations', { countryID: 200, city: 'x'.repeat(50) });

    expect((await api.get(`QuoteLocations/${json.itemId}`)).json.item).not.toHaveProperty('countryID');
    expect((await api.post('QuoteLocations', { city: 'x'.repeat(51) })).json.errors[0]).toBe(
      'city must be less than or equal to 50 characters',
    );
    expect((await api.call('DELETE', `Quotes/${DEMO.quote}`)).status).toBe(405);
  });

  const line = {
    quoteItemType: 1,
    productID: DEMO.product,
    quantity: 2,
    unitPrice: 10.1234,
    unitCost: 6,
    isOptional: false,
    ...NO_DISCOUNT,
  };
  const addLine = (change: Record<string, unknown>) => started.api.post(`Quotes/${DEMO.quote}/Items`, { ...line, ...change });

  it('adds lines in the order of their creation, changes and deletes them', async () => {
    const { api } = started;

    const added = await addLine({ name: 'Line 4', sortOrderID: 99 });
    const id: number = added.json.itemId;
    const item = (await api.get(`QuoteItems/${id}`)).json.item;
    const patched = await api.patch(`Quotes/${DEMO.quote}/Items`, { id, quantity: 3 });
    const deleted = await api.call('DELETE', `Quotes/${DEMO.quote}/Items/${id}`);
    const left = await api.ids('QuoteItems', [{ op: 'eq', field: 'quoteID', value: DEMO.quote }]);

    expect(item).toMatchObject({ quoteID: DEMO.quote, sortOrderID: 4, unitPrice: 10.1234 });
    expect([patched.status, deleted.status, left.includes(id)]).toEqual([200, 200, false]);
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['a product', {}, true],
    ['a material charge', { quoteItemType: 2, productID: null, chargeID: DEMO.materialCode }, true],
    ['labour', { quoteItemType: 3, productID: null, laborID: DEMO.role }, true],
    ['a service', { quoteItemType: 11, productID: null, serviceID: DEMO.service }, true],
    ['two references', { serviceID: DEMO.service }, false],
    ['no reference', { productID: null }, false],
    ['the reference of another type', { quoteItemType: 11 }, false],
    ['one discount', { lineDiscount: 5 }, true],
    ['two discounts', { lineDiscount: 5, unitDiscount: 1 }, false],
    ['a discount left out', { lineDiscount: undefined }, false],
    ['an inactive billing code', { quoteItemType: 2, productID: null, chargeID: DEMO.inactiveCode }, false],
    ['a billing code of another use', { quoteItemType: 2, productID: null, chargeID: DEMO.generalCode }, false],
  ])('a line with %s', async (_name, change, isTaken) => {
    expect((await addLine(change)).status).toBe(isTaken ? 200 : 500);
  });

  it('names the billing code that is inactive', async () => {
    const answer = await addLine({ quoteItemType: 2, productID: null, chargeID: DEMO.inactiveCode });

    expect(answer.json.errors).toEqual(['Reference value on field: chargeID of type: BillingCode does not exist or is invalid.']);
  });

  it('takes amount and cost from the primary quote where useQuoteTotals says so', async () => {
    const { api } = started;
    await api.patch('Opportunities', { id: DEMO.opportunity, useQuoteTotals: true });
    const before = await opportunity();

    await addLine({ quantity: 10, unitPrice: 10, unitCost: 6, percentageDiscount: 10 });
    await addLine({ quantity: 100, isOptional: true });
    const after = await opportunity();

    expect(after.amount - before.amount).toBeCloseTo(90, 4);
    expect(after.cost - before.cost).toBeCloseTo(60, 4);
  });
});
