import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { DEMO, startSimulator, type Started } from './harness.ts';

const clock = createManualClock('2026-03-01T09:00:00.000Z');

describe('tickets, purchasing, contracts and invoices (autotask.md 5.16 to 5.22, 7)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock });
  });
  beforeEach(() => {
    started.simulator.control.reset();
    started.simulator.control.setSwitches({ errorSuffix: 'none', dateTimeFormat: 'iso' });
  });
  afterAll(() => started.simulator.stop());

  const item = async (path: string) => (await started.api.get(path)).json.item;
  const newTicket = { companyID: DEMO.company, title: 'Demo request', status: 1, priority: 2, queueID: 8 };
  const ticketWith = (change: Record<string, unknown>) => started.api.post('Tickets', { ...newTicket, ...change });

  it('numbers tickets, completes and reopens them', async () => {
    const { api } = started;

    const { json } = await ticketWith({});
    await api.patch('Tickets', { id: json.itemId, status: 5 });
    const complete = await item(`Tickets/${json.itemId}`);
    const company = await item(`Companies/${DEMO.company}`);
    await api.patch('Tickets', { id: json.itemId, status: 8 });

    expect(complete).toMatchObject({
      ticketNumber: expect.stringMatching(/^T20260301\.\d{4}$/),
      completedDate: '2026-03-01T09:00:00.000Z',
    });
    expect(company.lastActivityDate).toBe('2026-03-01T09:00:00.000Z');
    expect((await item(`Tickets/${json.itemId}`)).completedDate).toBeNull();
    expect((await api.call('DELETE', `Tickets/${json.itemId}`)).status).toBe(405);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['neither queue nor assignment', { queueID: null }, 'queueID is required'],
    [
      'a resource without a role',
      { assignedResourceID: DEMO.owner },
      'When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.',
    ],
    ['a category that wants a due date', { ticketCategory: 2 }, 'dueDateTime is required.; on record number [0].'],
    ['an inactive priority', { priority: 9 }, 'Picklist value [9] does not exist for priority'],
    [
      'a billing code that is no work type',
      { billingCodeID: DEMO.materialCode },
      'The given allocation code is not an active general allocation code',
    ],
    ['the contact of another company', { contactID: DEMO.otherContact }, 'companyID is not associated with contactID'],
    [
      'the location of another company',
      { companyLocationID: 2_002 },
      'The companyLocationID[2002] cannot be associated with the Ticket. The Ticket and CompanyLocation must have the same companyID.',
    ],
  ])('refuses a ticket with %s', async (_name, change, text) => {
    expect((await ticketWith(change)).json.errors).toEqual([text]);
  });

  it('refuses to move a ticket while its contact stays behind', async () => {
    const { api } = started;
    const { json } = await ticketWith({ contactID: DEMO.contact });

    const refused = await api.patch('Tickets', { id: json.itemId, companyID: DEMO.otherCompany });
    const moved = await api.patch('Tickets', { id: json.itemId, companyID: DEMO.otherCompany, contactID: null });

    expect([refused.json.errors, moved.status]).toEqual([['Value does not reference an existing entity for contactID.'], 200]);
  });

  it('lets a workflow rule revert the status of a PATCH that answered 200', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ ticketStatusReverted: true });

    const answer = await api.patch('Tickets', { id: DEMO.ticket, status: 5, title: 'kept' });

    expect([answer.status, await item(`Tickets/${DEMO.ticket}`)]).toEqual([
      200,
      expect.objectContaining({ status: 8, title: 'kept' }),
    ]);
  });

  const newCharge = { name: 'Demo part', chargeType: 1, datePurchased: '2026-03-01T00:00:00Z', unitQuantity: 3 };
  const charges = `Tickets/${DEMO.ticket}/Charges`;
  const chargeWith = (change: Record<string, unknown>) => started.api.post(charges, { ...newCharge, ...change });

  it('prices a charge from its product and starts procurement where that is needed', async () => {
    const needed = await chargeWith({ productID: DEMO.product, status: 8, isBilled: true });
    const unneeded = await chargeWith({ productID: DEMO.product + 3 });
    const product = await item(`Products/${DEMO.product}`);
    const charge = await item(`TicketCharges/${needed.json.itemId}`);

    expect(charge).toMatchObject({
      status: 3,
      isBilled: false,
      unitPrice: product.unitPrice,
      billingCodeID: product.productBillingCodeID,
    });
    expect(charge.billableAmount).toBeCloseTo(3 * product.unitPrice, 4);
    expect((await item(`TicketCharges/${unneeded.json.itemId}`)).status).toBe(7);
  });

  it('ignores the status of an update, saves the rest, and refuses billed charges', async () => {
    const { api, simulator } = started;
    const { json } = await chargeWith({ billingCodeID: DEMO.materialCode, productID: DEMO.product });

    const updated = await api.patch(charges, { id: json.itemId, unitQuantity: 5, status: 8 });
    const charge = await item(`TicketCharges/${json.itemId}`);
    simulator.control.patch({ entity: 'TicketCharges', id: json.itemId, values: { isBilled: true } });
    const billed = await api.patch(charges, { id: json.itemId, unitQuantity: 6 });
    const deleted = await api.call('DELETE', `${charges}/${json.itemId}`);

    expect([updated.status, charge.unitQuantity, charge.status]).toEqual([200, 5, 3]);
    expect([billed.status, deleted.status]).toEqual([500, 500]);
  });

  it('dates a change of status made by a person', async () => {
    const { simulator } = started;
    const { json } = await chargeWith({ productID: DEMO.product });
    await clock.advance(60_000);

    simulator.control.patch({ entity: 'TicketCharges', id: json.itemId, values: { status: 8 }, personId: DEMO.owner });

    expect(await item(`TicketCharges/${json.itemId}`)).toMatchObject({
      status: 8,
      statusLastModifiedDate: clock.now().toISOString(),
      statusLastModifiedBy: DEMO.owner,
    });
  });

  it.each([
    ['does not, as far as the document tells', false],
    ['does, by the switch', true],
  ])('bills a charge, which %s move the date of its status', async (_reading, billingMovesStatusDate) => {
    const { simulator } = started;
    simulator.control.setSwitches({ billingMovesStatusDate });
    const { json } = await chargeWith({ productID: DEMO.product });
    const made = clock.now().toISOString();
    await clock.advance(60_000);

    simulator.control.patch({ entity: 'TicketCharges', id: json.itemId, values: { isBilled: true } });

    expect(await item(`TicketCharges/${json.itemId}`)).toMatchObject({
      ...{ isBilled: true, status: 3 },
      statusLastModifiedDate: billingMovesStatusDate ? clock.now().toISOString() : made,
    });
  });

  const newOrder = { vendorID: DEMO.vendor, status: 1, shipToName: 'Demo MSP', shipToAddress1: '1 Example Street' };

  it('moves a charge by ordering and receiving it: 3, 4, 7', async () => {
    const { api } = started;
    const charge: number = (await chargeWith({ productID: DEMO.product })).json.itemId;
    const order: number = (await api.post('PurchaseOrders', newOrder)).json.itemId;
    const line = { inventoryLocationID: 1, quantity: 3, unitCost: 5 };
    const status = async () => [(await item(`PurchaseOrders/${order}`)).status, (await item(`TicketCharges/${charge}`)).status];
    const added = await api.post(`PurchaseOrders/${order}/Items`, { ...line, chargeID: charge });
    const receive = (quantityNowReceiving: number) =>
      api.post(`PurchaseOrderItems/${added.json.itemId}/Receiving`, { quantityNowReceiving });

    const early = await receive(1);
    await api.patch('PurchaseOrders', { id: order, status: 2 });
    const submitted = await status();
    const late = await api.post(`PurchaseOrders/${order}/Items`, { ...line, productID: DEMO.product });
    await receive(1);
    const partial = await status();
    const second = await receive(2);

    expect([early.status, late.status]).toEqual([500, 500]);
    expect([submitted, partial, await status()]).toEqual([
      [2, 4],
      [3, 4],
      [4, 7],
    ]);
    expect(await item(`PurchaseOrderItemReceiving/${second.json.itemId}`)).toMatchObject({
      quantityPreviouslyReceived: 1,
      quantityBackOrdered: 0,
    });
    expect(await item(`PurchaseOrders/${order}`)).toMatchObject({
      purchaseOrderNumber: `PO${order}`,
      submitDateTime: clock.now().toISOString(),
    });
  });

  it('puts stock on order, receives it, and takes a cancelled order off', async () => {
    const { api } = started;
    const stock = async () =>
      (await api.query('InventoryProducts', [{ op: 'eq', field: 'productID', value: DEMO.product }])).json.items[0];
    const before = await stock();
    async function ordered() {
      const order: number = (await api.post('PurchaseOrders', newOrder)).json.itemId;
      const line = await api.post(`PurchaseOrders/${order}/Items`, {
        inventoryLocationID: 1,
        quantity: 4,
        unitCost: 5,
        productID: DEMO.product,
      });
      await api.patch('PurchaseOrders', { id: order, status: 2 });
      return { order, line: line.json.itemId as number };
    }

    const cancelled = await ordered();
    const onOrder = await stock();
    await api.patch('PurchaseOrders', { id: cancelled.order, status: 5 });
    const afterCancel = await stock();
    const { line } = await ordered();
    await api.post(`PurchaseOrderItems/${line}/Receiving`, { quantityNowReceiving: 1, serialNumber: 'SN-1' });
    const afterReceipt = await stock();
    const twoOfOneSerial = await api.post(`PurchaseOrderItems/${line}/Receiving`, {
      quantityNowReceiving: 2,
      serialNumber: 'SN-2',
    });

    expect([onOrder.unitsOnOrder, afterCancel.unitsOnOrder, afterReceipt.unitsOnOrder]).toEqual([4, 0, 3]);
    expect(afterReceipt.onHandUnits).toBe(before.onHandUnits + 1);
    expect(twoOfOneSerial.status).toBe(500);
  });

  it('refuses an order line with two references or a charge that is not to be ordered', async () => {
    const { api, simulator } = started;
    const charge: number = (await chargeWith({ productID: DEMO.product })).json.itemId;
    const order: number = (await api.post('PurchaseOrders', newOrder)).json.itemId;
    const add = (change: Record<string, unknown>) =>
      api.post(`PurchaseOrders/${order}/Items`, { inventoryLocationID: 1, quantity: 1, unitCost: 1, ...change });

    const both = await add({ chargeID: charge, productID: DEMO.product });
    const none = await add({});
    simulator.control.patch({ entity: 'TicketCharges', id: charge, values: { status: 7 } });
    const delivered = await add({ chargeID: charge });

    expect([both.status, none.status, delivered.status]).toEqual([500, 500, 500]);
  });

  it('changes contract units by adjustments, which create a missing service', async () => {
    const { api } = started;
    const adjust = (body: Record<string, unknown>) =>
      api.post(`Contracts/${DEMO.contract}/ServiceAdjustments`, {
        effectiveDate: '2026-03-01T00:00:00Z',
        unitChange: 5,
        ...body,
      });
    const units = async () =>
      (await api.get(`Contracts/${DEMO.contract}/ServiceUnits`)).json.items.map(({ units: count }: { units: number }) => count);

    const created = await adjust({ serviceID: DEMO.service + 3, adjustedUnitPrice: 33 });
    const services = (await api.get(`Contracts/${DEMO.contract}/Services`)).json.items;
    await adjust({ contractServiceID: services[1].id, unitChange: -2 });
    const unaddressed = await adjust({});
    const repeated = await adjust({ serviceID: DEMO.service, allowRepeatService: false });

    expect([created.status, unaddressed.status, repeated.status]).toEqual([200, 500, 500]);
    expect(services[1]).toMatchObject({ serviceID: DEMO.service + 3, adjustedPrice: 33 });
    expect(await units()).toEqual([1, 5, 3]);
    expect((await api.get(`Contracts/${DEMO.contract}/ServiceAdjustments`)).status).toBe(405);
  });

  it('takes services on recurring contracts only', async () => {
    const { api } = started;
    const contract = {
      companyID: DEMO.company,
      contractName: 'Demo hours',
      startDate: '2026-01-01',
      endDate: '2026-12-31',
      status: 1,
      timeReportingRequiresStartAndStopTimes: 0,
    };
    const { json } = await api.post('Contracts', { ...contract, contractType: 4 });

    const refused = await api.post(`Contracts/${json.itemId}/Services`, { serviceID: DEMO.service });
    const repeated = await api.post(`Contracts/${DEMO.contract}/Services`, { serviceID: DEMO.service });

    expect([refused.json.errors, repeated.json.errors]).toEqual([
      ['The contract must be a recurring service contract.'],
      ['The service already exists on the contract.'],
    ]);
  });

  const lines = [
    { rate: 10.5, quantity: 2, tax: 1.73, billingCodeID: DEMO.materialCode },
    { rate: 5, tax: 0.41 },
  ];

  it('shows an invoice before its number and lines, which come when the batch completes (7.3)', async () => {
    const { api, simulator } = started;
    const invoiceLines = async (id: number) =>
      (await api.query('BillingItems', [{ op: 'eq', field: 'invoiceID', value: id }])).json.items;

    const id = simulator.control.postInvoice({ companyID: DEMO.company, lines, completeAfterMs: 60_000 });
    const early = await item(`Invoices/${id}`);
    const earlyLines = await invoiceLines(id);
    await clock.advance(60_000);
    const complete = await item(`Invoices/${id}`);
    const all = await invoiceLines(id);

    expect([early.invoiceNumber, earlyLines]).toEqual([null, []]);
    expect(complete).toMatchObject({
      invoiceNumber: expect.stringMatching(/^INV-/),
      invoiceTotal: 28.14,
      totalTaxValue: 2.14,
      isVoided: false,
    });
    expect(all).toMatchObject([{ extendedPrice: 21, taxDollars: 1.73, totalAmount: 21 }, { extendedPrice: 5 }]);
  });

  it('has invoices without automatic numbers, and totals with tax, as switches', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ automaticInvoiceNumbers: false, totalAmountIncludesTax: true });

    const id = simulator.control.postInvoice({ companyID: DEMO.company, lines });
    const [line] = (await api.query('BillingItems', [{ op: 'eq', field: 'invoiceID', value: id }])).json.items;

    expect([(await item(`Invoices/${id}`)).invoiceNumber, line.totalAmount]).toEqual([null, 22.73]);
  });

  it('writes marks on invoices and nothing else, and voids them without their lines (7.1, 7.4)', async () => {
    const { api, simulator } = started;
    const id = simulator.control.postInvoice({ companyID: DEMO.company, lines });

    await api.patch('Invoices', {
      id,
      webServiceDate: '2026-03-01T10:00:00Z',
      paidDate: '2026-03-02T10:00:00Z',
      invoiceTotal: 1,
      isVoided: true,
    });
    const marked = await item(`Invoices/${id}`);
    simulator.control.voidInvoice({ id });
    const voided = await item(`Invoices/${id}`);
    const posted = await api.post('Invoices', {});

    expect(marked).toMatchObject({
      webServiceDate: '2026-03-01T10:00:00.000Z',
      paidDate: '2026-03-02T00:00:00.000Z',
      invoiceTotal: 28.14,
      isVoided: false,
    });
    expect(voided).toMatchObject({ isVoided: true, voidedDate: clock.now().toISOString(), invoiceNumber: marked.invoiceNumber });
    expect(await api.ids('BillingItems', [{ op: 'eq', field: 'invoiceID', value: id }])).toEqual([]);
    expect([posted.status, (await api.call('DELETE', `Invoices/${id}`)).status]).toEqual([405, 405]);
  });
});
