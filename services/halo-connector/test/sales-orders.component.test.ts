import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { DEMO, line, linesThere, losing, offering, rowThere, there } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);
const PATH = '/quotes/{quoteId}/post-sale';

interface Offer {
  action: string;
  documentType: string;
  isOffered: boolean;
  reason?: { code: string };
  lines: readonly { id: string; name: string }[];
  documents: readonly { id: string; number?: string }[];
  notes: readonly string[];
}

function offerOf({ harness, integration }: ConnectedHalo, quoteId: string): Promise<Offer> {
  return harness.call('GET', PATH, { params: { id: integration._id, quoteId } }) as Promise<Offer>;
}

async function press({ harness, integration }: ConnectedHalo, quoteId: string, body: object): Promise<string> {
  const params = { id: integration._id, quoteId };
  return ((await harness.call('POST', PATH, { params, body })) as { id: string }).id;
}

/** An approved quote that stands in HaloPSA. */
async function sold(settings: object = {}) {
  const sale = await offer({ ...settings }, { status: 'approved' });
  await sale.connected.arrived('quote', sale.quote);
  const [first, second] = sale.items.map(({ id }) => id) as [string, string];
  return { ...sale, first, second };
}

describe('sales orders in HaloPSA', () => {
  it('FP-01, HP-20: an approved quote offers Create Sales Order and no ticket, and needs neither a title nor a date', async () => {
    const { connected, opportunity, quote, first, second } = await sold();
    expect(await offerOf(connected, quote)).toMatchObject({
      ...{ action: 'Create Sales Order', documentType: 'sales_order', isOffered: true },
      lines: [{ id: first }, { id: second }],
    });

    const order = await press(connected, quote, { lineIds: [first, second] });

    const id = await connected.arrived('sales_order', order);
    const deal = Number((await connected.linkOf('opportunity', opportunity))?.id);
    const quotation = Number((await connected.linkOf('quote', quote))?.id);
    expect(rowThere(connected, 'SalesOrder', id)).toMatchObject({
      title: 'Offer',
      ticket_id: deal,
      quotation_id: quotation,
      client_id: 13,
    });
    const quoted = linesThere(connected, 'Quotation', quotation).map((row) => row['id']);
    expect(linesThere(connected, 'SalesOrder', id)).toMatchObject([
      { name: 'First', item_id: DEMO.item, quantity: 2, price: 9.5, quotation_line_id: quoted[0] },
      { name: 'Second', item_id: DEMO.item, quantity: 2, price: 9.5, quotation_line_id: quoted[1] },
    ]);
    expect(await offerOf(connected, quote)).toMatchObject({ isOffered: false, documents: [{ id: order, number: String(id) }] });
    await connected.noIssues();
  });

  it('FP-01: an approved quote says what HaloPSA is not given, and where people make it: a ticket, and a contract of recurring lines', async () => {
    const once = await offer({}, { status: 'approved' });
    const recurring = await once.connected.save('quote', {
      ...{ title: 'Recurring', companyId: once.company, opportunityId: once.opportunity, status: 'approved' },
      items: [line('Backup', undefined, { period: 'monthly' })],
    });

    const [plain, monthly] = [await offerOf(once.connected, once.quote), await offerOf(once.connected, recurring)];

    expect(plain.notes).toEqual([expect.stringMatching(/^A ticket with charges is not created in HaloPSA: open it there/)]);
    expect(monthly.notes).toEqual([...plain.notes, expect.stringMatching(/Enter the contract at the client in HaloPSA/)]);
  });

  it('FP-02, HP-20: chosen lines alone go on an order with its own title and day, and the opportunity shows its reference', async () => {
    const { connected, opportunity, quote, first, second } = await sold();

    const one = await press(connected, quote, { lineIds: [second], title: 'Phase 1', date: '2026-12-24' });
    const id = await connected.arrived('sales_order', one);
    const other = await press(connected, quote, { lineIds: [first] });
    const otherId = await connected.arrived('sales_order', other);

    expect(rowThere(connected, 'SalesOrder', id)).toMatchObject({ title: 'Phase 1', date: expect.stringMatching(/^2026-12-24/) });
    expect(linesThere(connected, 'SalesOrder', id)).toMatchObject([{ name: 'Second' }]);
    await connected.harness.until(async () =>
      expect((await connected.records.get('opportunity', opportunity))?.data.salesOrderNumbers).toEqual([
        String(id),
        String(otherId),
      ]),
    );
    await connected.sync('full');
    expect((await connected.records.get('opportunity', opportunity))?.data).toMatchObject({
      ...{ name: 'Deal', salesOrderNumbers: [String(id), String(otherId)] },
    });
  });

  it('FP-03: several orders of one quote are a setting', async () => {
    const { connected, quote, first, second } = await sold({ salesOrdersPerQuote: 1 });
    await press(connected, quote, { lineIds: [first] });

    await expect(press(connected, quote, { lineIds: [second] })).rejects.toMatchObject({ code: 'post_sale_limit_reached' });
  });

  it('HP-20: a quote that is not approved offers nothing, and says why', async () => {
    const { connected, quote } = await offer();

    expect(await offerOf(connected, quote)).toMatchObject({ isOffered: false, reason: { code: 'quote_not_approved' } });
  });

  it('HP-15: the account codes of the product group go with the lines of an order', async () => {
    const { connected, quote, first } = await sold({ accountCodes: { [DEMO.hardware]: { income: '4711', expense: '6001' } } });

    const order = await press(connected, quote, { lineIds: [first] });

    const id = await connected.arrived('sales_order', order);
    expect(linesThere(connected, 'SalesOrder', id)).toMatchObject([{ name: 'First', nominalcode: '4711' }]);
  });

  it('HP-15: a group without codes here is booked as HaloPSA has it', async () => {
    const { connected, quote, first } = await sold({ accountCodes: { [DEMO.services]: { income: '4711' } } });

    const order = await press(connected, quote, { lineIds: [first] });

    const id = await connected.arrived('sales_order', order);
    expect(linesThere(connected, 'SalesOrder', id)).toMatchObject([{ nominalcode: '200' }]);
  });

  it('an answer 500 after the order was made makes no second one (architecture rule 6)', async () => {
    const { connected, quote, first } = await sold();
    losing(connected, 'SalesOrder');

    const order = await press(connected, quote, { lineIds: [first] });

    const id = await connected.arrived('sales_order', order);
    expect(there(connected, 'SalesOrder')).toMatchObject([{ id }]);
    await connected.noIssues();
  });

  it('an order whose status changed there shows it, and one that is gone is told', async () => {
    const { connected, quote, first } = await sold();
    const order = await press(connected, quote, { lineIds: [first] });
    const id = await connected.arrived('sales_order', order);
    connected.simulator.control.patch({ entity: 'SalesOrder', id, values: { status: 2 } });
    await connected.sync('full');
    expect((await connected.records.get('sales_order', order))?.data).toMatchObject({ status: '2', number: String(id) });

    connected.simulator.control.remove({ entity: 'SalesOrder', id });
    await connected.change('sales_order', order, { title: 'Again' });

    expect((await connected.issueOf(order)).failure).toMatchObject({ message: `Sales order ${id} was not found in HaloPSA.` });
  });
});

describe('purchase orders in HaloPSA', () => {
  /** Placed at the demo distributor for the demo item. */
  async function placed(settings: Readonly<Record<string, unknown>> = {}, distributor = 'Demo Distributor', isLost = false) {
    const { connected, product } = await offer(settings);
    if (isLost) losing(connected, 'PurchaseOrder');
    const { _id: distributorId } = await connected.records.create(
      'company',
      { name: distributor },
      { source: 'user', pushTo: [] },
    );
    const { id: lineId, ...ordered } = line('Firewall', product);
    const order = await connected.save('purchase_order', {
      ...{ number: 'PO-7', distributorId, status: 'placed', placedAt: '2026-11-02T08:00:00Z', total: '14.00' },
      lines: [{ id: lineId, procurementItemId: lineId, productId: product, name: ordered.name, quantity: 2, unitCost: '7.00' }],
    });
    return { connected, order };
  }

  it('FP-12, FP-13, HP-15: one that was placed stands there with its supplier and expense codes, and what is received comes back', async () => {
    const { connected, order } = await placed({ accountCodes: { [DEMO.hardware]: { expense: '6001' } } });
    const id = await connected.arrived('purchase_order', order);
    expect(rowThere(connected, 'PurchaseOrder', id)).toMatchObject({ supplier_id: 3, po_ref: 'PO-7' });
    const [row] = linesThere(connected, 'PurchaseOrder', id);
    expect(row).toMatchObject({ item_id: DEMO.item, name: 'Firewall', quantity: 2, price: 7, accounts_code: '6001' });

    const lines = [{ ...row, quantity_received: 1 }] as never;
    connected.simulator.control.patch({ entity: 'PurchaseOrder', id, values: { lines } });
    await connected.sync('full');

    expect((await connected.records.get('purchase_order', order))?.data).toMatchObject({
      status: 'partially_received',
      lines: [{ receivedQuantity: 1 }],
    });
  });

  it('FP-13: a distributor whom HaloPSA does not know is named before anything is sent', async () => {
    const { connected, order } = await placed({}, 'Nobody Ltd');

    expect((await connected.issueOf(order)).failure).toMatchObject({
      code: 'supplier_missing',
      message: 'HaloPSA has no supplier called "Nobody Ltd".',
    });
    expect(there(connected, 'PurchaseOrder')).toEqual([]);
  });

  it('an answer 500 after the order was made makes no second one (architecture rule 6)', async () => {
    const { connected, order } = await placed({}, 'Demo Distributor', true);

    const id = await connected.arrived('purchase_order', order);

    expect(there(connected, 'PurchaseOrder')).toMatchObject([{ id, po_ref: 'PO-7' }]);
    await connected.noIssues();
  });
});
