import { describe, expect, it } from '@jest/globals';
import {
  decodePayload,
  events,
  Severity,
  timestampFromDate,
  topics,
  type InvoiceSeen,
  type PurchaseOrderSeen,
} from '@psa-bridge/contracts';
import { gatedClock } from '@psa-bridge/testing';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';

const connect = connectedForOneTest();

/** So short that a test sees many looks. */
const SHORT = { everyMs: 100, rereadEveryMs: 100 };
const ON = { settings: { readInvoices: true }, invoices: SHORT };
const LINE = { itemName: 'Demo work', quantity: 2, rate: 50, tax: 15, billingCodeID: 5 };

const COMPANY = 0;
/** Of a batch that ends when a test says so. */
const BATCH_MS = 500;

async function told({ harness }: ConnectedAutotask): Promise<InvoiceSeen[]> {
  const found: InvoiceSeen[] = [];
  for await (const { value } of harness.bus.readAll(topics.invoices.name)) found.push(decodePayload(events.invoiceSeen, value));
  return found;
}

const queries = ({ simulator }: ConnectedAutotask): number => simulator.control.counters({}).calls['Invoices']?.['query'] ?? 0;

/** Until the history was read twice more: whatever was to be told has been told. */
async function lookedTwice(connected: ConnectedAutotask): Promise<void> {
  const before = queries(connected);
  await connected.harness.until(() => expect(queries(connected)).toBeGreaterThan(before + 2));
}

describe('posted invoices', () => {
  it('XI-08: are told with their lines, once for each content, and again when they are voided', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const id = control.postInvoice({ companyID: COMPANY, lines: [LINE], values: { orderNumber: 'PO-7' } });

    await connected.harness.until(async () => expect(await told(connected)).toHaveLength(1));
    await lookedTwice(connected);

    const line = { name: 'Demo work', quantity: '2', rate: '50.00', extendedPrice: '100.00', taxDollars: '15.00' };
    expect(await told(connected)).toMatchObject([
      {
        ...{ externalId: String(id), revision: 1n, number: expect.stringContaining('INV-'), isVoided: false },
        ...{ total: '115.00', taxTotal: '15.00', currency: 'USD', orderNumber: 'PO-7' },
        company: { externalId: String(COMPANY) },
        lines: [{ ...line, billingCodeId: '5', isNonBillable: false }],
      },
    ]);

    control.voidInvoice({ id });
    await connected.harness.until(async () =>
      expect(await told(connected)).toMatchObject([{ revision: 1n }, { revision: 2n, isVoided: true, lines: [] }]),
    );
    await connected.noIssues();
  });

  it('XI-42: are told before their batch has ended, and again with number and lines', async () => {
    const clock = gatedClock(BATCH_MS);
    const connected = await connect({ ...ON, clock });
    connected.simulator.control.postInvoice({ companyID: COMPANY, lines: [LINE], completeAfterMs: BATCH_MS });
    const early = { revision: 1n, number: '', lines: [] };
    await connected.harness.until(async () => expect(await told(connected)).toMatchObject([early]));

    await clock.open();

    await connected.harness.until(async () =>
      expect(await told(connected)).toMatchObject([early, { revision: 2n, lines: [{ name: 'Demo work' }] }]),
    );
  });

  it('XI-23: are left alone where they are older than the history', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const values = { createDateTime: '2020-01-31T12:00:00.000Z' };
    const id = control.postInvoice({ companyID: COMPANY, lines: [LINE] });
    const old = control.postInvoice({ companyID: COMPANY, lines: [LINE], values });

    await connected.harness.until(async () => expect(await told(connected)).toHaveLength(1));
    await lookedTwice(connected);

    expect(old).not.toBe(id);
    expect((await told(connected)).map(({ externalId }) => externalId)).toEqual([String(id)]);
  });

  it('ITM-2: name the product of a ticket’s, a project’s or a contract’s charge with its code, where the MSP gave it one', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const made = (entity: string, values: Readonly<Record<string, string | number | boolean>>): number =>
      (control.create({ entity, values }) as { id: number }).id;
    const product = {
      name: 'Demo switch',
      internalProductID: 'SW-8',
      isActive: true,
      isSerialized: false,
      productBillingCodeID: 5,
    };
    const productID = made('Products', product);
    const ticket = { title: 'Demo', companyID: COMPANY, status: 1, priority: 1, queueID: 1 };
    const contract = {
      ...{ contractName: 'Demo', companyID: COMPANY, contractType: 7, status: 1, timeReportingRequiresStartAndStopTimes: 0 },
      ...{ startDate: '2026-01-01', endDate: '2026-12-31' },
    };
    const sold = { chargeType: 1, datePurchased: '2026-01-05', unitQuantity: 1, billingCodeID: 5, productID };
    const charge = { ...sold, name: 'Demo switch' };
    const charges = [
      { ticketChargeID: made('TicketCharges', { ...charge, ticketID: made('Tickets', ticket) }) },
      { projectChargeID: made('ProjectCharges', { ...charge, projectID: 3 }) },
      { contractChargeID: made('ContractCharges', { ...charge, contractID: made('Contracts', contract) }) },
    ];
    control.postInvoice({ companyID: COMPANY, lines: [LINE, ...charges.map((values) => ({ ...LINE, values }))] });

    await connected.harness.until(async () => expect(await told(connected)).toHaveLength(1));
    const [invoice] = await told(connected);

    const named = { productName: 'Demo switch', productCode: 'SW-8' };
    expect(invoice?.lines).toMatchObject([{ productName: '', productCode: '' }, named, named, named]);
  });

  it('NUM-4: say by which number they were taken and when; a refusal is an issue of the invoice, and a retry that works clears it', async () => {
    const connected = await connect(ON);
    const { harness, integration, simulator } = connected;
    const { control } = simulator;
    const id = control.postInvoice({ companyID: COMPANY, lines: [LINE] });
    const takenAt = new Date('2026-03-01T10:00:00Z');
    const note = { externalId: String(id), documentId: 'document-1', number: 'X-1', takenAt: timestampFromDate(takenAt) };
    control.setSecurity({ denied: [{ entity: 'Invoices', actions: ['update'] }] });

    await harness.noteInvoice(integration, { ...note, name: 'Invoice 7, Demo' });
    const issue = await connected.issueOf(String(id));
    expect(issue).toMatchObject({
      entityType: 'posted_invoice',
      entityName: 'Invoice 7, Demo',
      failure: { code: 'autotask_permission' },
    });

    control.setSecurity({ denied: [] });
    await harness.retry(integration, 'posted_invoice', String(id));
    await connected.noIssues();
    const said = control.list({ entity: 'Invoices', limit: 100 }).find((row) => row.id === id)?.values;
    expect(said).toMatchObject({ invoiceNumber: 'X-1', webServiceDate: takenAt.toISOString() });
    await harness.until(async () => expect((await told(connected)).at(-1)).toMatchObject({ number: 'X-1' }));

    const { takenAt: _once, ...payment } = note;
    const shown = () => control.list({ entity: 'Invoices', limit: 100 }).find((row) => row.id === id)?.values;
    await harness.noteInvoice(integration, { ...payment, paidOn: '2026-03-05' });
    await harness.until(() => expect(shown()?.['paidDate']).toContain('2026-03-05'));
    await harness.noteInvoice(integration, { ...payment, paidOn: '' });
    await harness.until(() => expect(shown()?.['paidDate'] ?? null).toBeNull());
    expect(shown()).toMatchObject({ webServiceDate: takenAt.toISOString() });
  });

  it.each([
    ['Timeout Expired error when connecting to Autotask', 'autotask_timeout', { kind: 'resetBeforeCommit' }],
    ['HTTP Error 503. The service is unavailable.', 'autotask_unavailable', { kind: 'status', status: 503 }],
  ] as const)(
    'XI-44: "%s" warns where they cannot be read, and clears by itself once they are',
    async (message, code, action) => {
      const connected = await connect(ON);
      const { control } = connected.simulator;
      const id = control.postInvoice({ companyID: COMPANY, lines: [LINE] });
      control.addFault({ match: { entity: 'Invoices', operation: 'query' }, action, times: 1_000 });

      const issue = await connected.issueOf(connected.integration._id);
      expect(issue).toMatchObject({ entityType: 'invoice', severity: Severity.WARNING, failure: { code, message } });
      expect(issue.failure?.remedy).toContain('read again by themselves');

      control.clearFaults({});
      await connected.noIssues();
      await connected.harness.until(async () => expect((await told(connected)).at(-1)?.externalId).toBe(String(id)));
    },
  );

  it('IS-03: are looked for at once where the issue about them is tried again', async () => {
    const connected = await connect({ settings: { readInvoices: true } });
    const { harness, integration, simulator } = connected;
    await harness.until(() => expect(queries(connected)).toBe(1));
    const id = simulator.control.postInvoice({ companyID: COMPANY, lines: [LINE] });

    await harness.retry(integration, 'invoice', integration._id);

    await harness.until(async () => expect((await told(connected)).at(-1)?.externalId).toBe(String(id)));
  });

  it('are not read as long as nobody takes them', async () => {
    const connected = await connect({ invoices: SHORT });
    connected.simulator.control.postInvoice({ companyID: COMPANY, lines: [LINE] });
    await connected.arrived('company', await connected.save('company', { name: 'Sent meanwhile', telephone: '555-0100' }));

    expect(queries(connected)).toBe(0);
  });
});

describe('purchase orders for an accounting system', () => {
  const WANTED = { settings: { readPurchaseOrders: true }, invoices: SHORT };

  async function toldOrders({ harness }: ConnectedAutotask): Promise<PurchaseOrderSeen[]> {
    const messages = await Array.fromAsync(harness.bus.readAll(topics.purchaseOrders.name));
    return messages.map(({ value }) => decodePayload(events.purchaseOrderSeen, value));
  }

  it('XI-45: are told with vendor and lines, once for each content, and again with another status', async () => {
    const connected = await connect(WANTED);
    const { control } = connected.simulator;
    const [location] = control.list({ entity: 'InventoryLocations', limit: 1 });
    const [product] = control.list({ entity: 'Products', limit: 1 });
    const shipTo = { shipToName: 'Demo Warehouse', shipToAddress1: '2 Demo Street' };
    const values = {
      vendorID: COMPANY,
      status: 1,
      generalMemo: 'For ticket T1',
      vendorInvoiceNumber: 'VI-9',
      freight: 7.5,
      ...shipTo,
    };
    const { id } = control.create({ entity: 'PurchaseOrders', values });
    const line = {
      orderID: id,
      inventoryLocationID: location?.id ?? 0,
      productID: product?.id ?? 0,
      quantity: 3,
      unitCost: 12.5,
    };
    control.create({ entity: 'PurchaseOrderItems', values: line });

    await connected.harness.until(async () =>
      expect((await toldOrders(connected)).at(-1)).toMatchObject({
        ...{ externalId: String(id), status: 'New', memo: 'For ticket T1', vendorInvoiceNumber: 'VI-9', freight: '7.50' },
        vendor: { externalId: String(COMPANY) },
        lines: [{ quantity: '3', unitCost: '12.50', name: product?.values['name'] }],
      }),
    );
    const before = (await toldOrders(connected)).length;

    control.patch({ entity: 'PurchaseOrders', id, values: { status: 2 } });

    await connected.harness.until(async () =>
      expect((await toldOrders(connected)).slice(before)).toMatchObject([{ externalId: String(id), status: 'Submitted' }]),
    );
    await connected.noIssues();
  });
});
