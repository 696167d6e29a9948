import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { PurchaseOrder, RecordInput } from '@psa-bridge/records';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { losing, standsFor } from './sales.ts';

const connect = connectedForOneTest();

const STATUS = { fresh: 1, ordered: 2, closed: 3 };
const NET_30 = 3;
const PLACED = { status: 'placed', placedBy: 'manual', placedAt: '2026-01-01T00:00:00Z' } as const;

type Line = RecordInput<'purchase_order'>['lines'][number];

function orderLine(name: string, more: Partial<Line> = {}): Line {
  return { id: newId(), procurementItemId: newId(), name, quantity: 2, unitCost: '5.00', ...more };
}

async function synced() {
  const stock = await stocked();
  // Deltas begin after the first full sync.
  await stock.connected.sync('full');
  return stock;
}

/** A distributor and a product that ConnectWise has. */
async function stocked(settings: Readonly<Record<string, unknown>> = {}) {
  const connected = await connect({ settings });
  const distributorId = await connected.save('company', { name: 'Distributor', address: { street: '1 Demo Street' } });
  await connected.arrived('company', distributorId);
  const { id: productId, itemId } = await standsFor(connected, 'product', 0);
  const order = { number: 'PO-000001', distributorId, total: '10.00', ...PLACED };
  return { connected, distributorId, productId, itemId, order };
}

const orders = ({ simulator }: ConnectedConnectWise, number = 'PO-000001') =>
  simulator.control.list({ entity: 'Purchase Order', conditions: `poNumber="${number}"` });

const linesOf = ({ simulator }: ConnectedConnectWise, orderId: number) =>
  simulator.control.list({ entity: 'Purchase Order Line Item', conditions: `purchaseOrder/id=${orderId}` });

async function received(connected: ConnectedConnectWise, id: string): Promise<PurchaseOrder> {
  await connected.sync('delta');
  return (await connected.records.get('purchase_order', id))?.data as PurchaseOrder;
}

const state = ({ status, lines }: PurchaseOrder) => [
  status,
  ...lines.map(({ receivedQuantity, serialNumbers }) => [receivedQuantity, ...serialNumbers]),
];

describe('a purchase order in ConnectWise', () => {
  it('FP-12, FP-13: is made once it is placed, with our number, the default status and terms, and its lines in order', async () => {
    const { connected, order, distributorId, productId, itemId } = await stocked();
    connected.simulator.control.patch({ entity: 'Catalog Item', id: itemId, values: { vendorSku: 'V-100' } });
    const { placedAt: _at, placedBy: _by, ...draft } = order;
    const lines = [orderLine('Laptop', { productId }), orderLine('Another', { productId, quantity: 1 })];
    const id = await connected.save('purchase_order', { ...draft, status: 'approved', lines });
    await connected.harness.until(async () =>
      expect((await connected.linkOf('purchase_order', id))?.sync.status).toBe('not_wanted'),
    );
    expect(orders(connected)).toEqual([]);

    await connected.change('purchase_order', id, { ...PLACED, distributorReference: 'D-77' });

    const externalId = await connected.arrived('purchase_order', id);
    expect(orders(connected)).toMatchObject([
      {
        ...{ id: externalId, status: { id: STATUS.fresh }, terms: { id: NET_30 }, poDate: '2026-01-01T00:00:00Z' },
        ...{ vendorCompany: { id: await connected.arrived('company', distributorId) }, vendorOrderNumber: 'D-77' },
      },
    ]);
    expect(linesOf(connected, externalId)).toMatchObject([
      {
        lineNumber: 1,
        vendorSku: 'V-100',
        description: 'Laptop',
        product: { id: itemId },
        quantity: 2,
        unitCost: 5,
        unitOfMeasure: { name: 'Each' },
      },
      { lineNumber: 2, description: 'Another', quantity: 1 },
    ]);
    await connected.noIssues();
  });

  it("FP-13: has the status, terms and warehouse of the page, and the distributor's number once it is known", async () => {
    const { connected, order, productId } = await stocked({ orderStatus: '2', orderTerms: '1', receivingWarehouse: '1' });

    const id = await connected.save('purchase_order', { ...order, lines: [orderLine('Laptop', { productId })] });
    const externalId = await connected.arrived('purchase_order', id);
    const made = orders(connected);
    await connected.change('purchase_order', id, { distributorReference: 'D-78' });
    await connected.arrived('purchase_order', id);

    expect(made).toMatchObject([{ status: { id: STATUS.ordered }, terms: { id: 1 }, warehouse: { id: 1 } }]);
    expect(linesOf(connected, externalId)).toMatchObject([{ warehouse: { id: 1 } }]);
    expect(orders(connected)).toMatchObject([{ vendorOrderNumber: 'D-78' }]);
  });

  it.each(
    ['Purchase Order', 'Purchase Order Line Item'].flatMap((entity) =>
      (['error500AfterCommit', 'resetAfterCommit'] as const).map((kind) => [entity, kind] as const),
    ),
  )('FP-13: is made once with its lines, though the making of %s met %s', async (entity, kind) => {
    const { connected, order, productId } = await stocked();
    losing(connected, entity, kind);
    const lines = [orderLine('Laptop', { productId }), orderLine('Laptop again', { productId })];

    const id = await connected.save('purchase_order', { ...order, lines });

    const externalId = await connected.arrived('purchase_order', id);
    expect(orders(connected)).toHaveLength(1);
    expect(linesOf(connected, externalId)).toMatchObject([{ lineNumber: 1 }, { lineNumber: 2 }]);
    await connected.noIssues();
  });

  it('IS-10: whose payment terms were deleted says so to the letter, and is made once others are chosen', async () => {
    const { connected, order, productId } = await stocked({ orderTerms: '2' });
    await connected.sync('fields');
    connected.simulator.control.remove({ entity: 'Billing Term', id: 2 });
    await connected.sync('fields');

    const id = await connected.save('purchase_order', { ...order, lines: [orderLine('Laptop', { productId })] });

    const { failure } = await connected.issueOf(id);
    expect(failure).toMatchObject({
      message: 'Payment term/type is deleted',
      remedy: expect.stringContaining('on the Ticket settings page'),
    });
    expect(orders(connected)).toEqual([]);
    await connected.savePage('ticket-settings', { orderTerms: '1' });
    await connected.arrived('purchase_order', id);
    expect(orders(connected)).toMatchObject([{ terms: { id: 1 } }]);
  });

  it('IS-10: whose payment terms were deleted since the last sync says the same of what ConnectWise answers', async () => {
    const { connected, order, productId } = await stocked({ orderTerms: '2' });
    connected.simulator.control.remove({ entity: 'Billing Term', id: 2 });

    const id = await connected.save('purchase_order', { ...order, lines: [orderLine('Laptop', { productId })] });

    expect((await connected.issueOf(id)).failure?.message).toBe('Payment term/type is deleted');
  });

  it('IS-09: names a line without a product, and takes it once it has one', async () => {
    const { connected, order, productId } = await stocked();
    const lines = [orderLine('Nameless'), orderLine('Laptop', { productId })];

    const id = await connected.save('purchase_order', { ...order, lines });
    const issue = await connected.issueOf(id);
    await connected.change('purchase_order', id, { lines: lines.map((line) => ({ ...line, productId })) });
    const externalId = await connected.arrived('purchase_order', id);

    expect(issue.failedItems).toMatchObject([{ itemName: 'Nameless', message: expect.stringContaining('names no product') }]);
    expect(linesOf(connected, externalId).map(({ lineNumber }) => lineNumber)).toEqual([2, 1]);
    await connected.noIssues();
  });

  it('FP-13: tells what was received with serial numbers, part by part, also where the rest stands on a new line', async () => {
    const { connected, order, productId, itemId } = await synced();
    const lines = [orderLine('Laptop', { productId }), orderLine('For stock', { productId, quantity: 1 })];
    const id = await connected.save('purchase_order', { ...order, lines });
    const externalId = await connected.arrived('purchase_order', id);
    const { control } = connected.simulator;
    const [laptop, stock] = linesOf(connected, externalId).map((row) => Number(row['id']));
    const receive = (line: number | undefined, values: Parameters<typeof control.patch>[0]['values']) =>
      control.patch({ entity: 'Purchase Order Line Item', id: line ?? 0, values });

    receive(laptop, { receivedQuantity: 1, serialNumbers: 'SN-1', receivedStatus: 'PartiallyReceiveCloneRest' });
    const first = await received(connected, id);
    const rest = {
      lineNumber: 9,
      description: 'Laptop',
      product: { id: itemId },
      quantity: 1,
      receivedQuantity: 1,
      serialNumbers: 'SN-2',
    };
    control.create({ entity: 'Purchase Order Line Item', parentId: externalId, values: rest });
    const second = await received(connected, id);
    receive(stock, { receivedQuantity: 1, receivedStatus: 'FullyReceived' });
    const third = await received(connected, id);

    expect([first, second, third].map(state)).toEqual([
      ['partially_received', [1, 'SN-1'], [0]],
      ['partially_received', [2, 'SN-1', 'SN-2'], [0]],
      ['received', [2, 'SN-1', 'SN-2'], [1]],
    ]);
  });

  it('FP-13: is received once ConnectWise closed it with a part of it received, and stays open where nothing came', async () => {
    const { connected, order, productId } = await synced();
    const lines = [orderLine('Laptop', { productId })];
    const id = await connected.save('purchase_order', { ...order, lines });
    const externalId = await connected.arrived('purchase_order', id);
    const { control } = connected.simulator;
    const [laptop] = linesOf(connected, externalId);

    control.patch({ entity: 'Purchase Order', id: externalId, values: { status: { id: STATUS.closed } } });
    const nothing = await received(connected, id);
    control.patch({ entity: 'Purchase Order Line Item', id: Number(laptop?.['id']), values: { receivedQuantity: 1 } });
    const part = await received(connected, id);

    expect([nothing, part].map(state)).toEqual([
      ['placed', [0]],
      ['received', [1]],
    ]);
  });

  it.each([
    ['a status that says so', 'Cancelled'],
    ['no such status, by its lines', undefined],
  ])('FP-13: is cancelled there when it is cancelled here, and the other way round, with %s', async (_how, name) => {
    const { connected, order, productId } = await synced();
    const { control } = connected.simulator;
    const status =
      name && Number(control.create({ entity: 'Purchase Order Status', values: { name, inactiveFlag: false } })['id']);
    const lines = [orderLine('Laptop', { productId })];
    const [ours, theirs] = [
      await connected.save('purchase_order', { ...order, lines }),
      await connected.save('purchase_order', { ...order, number: 'PO-2', lines }),
    ];
    const [ourId, theirId] = [await connected.arrived('purchase_order', ours), await connected.arrived('purchase_order', theirs)];

    await connected.change('purchase_order', ours, { status: 'cancelled' });
    await connected.arrived('purchase_order', ours);
    if (status) control.patch({ entity: 'Purchase Order', id: theirId, values: { status: { id: status } } });
    else
      for (const row of linesOf(connected, theirId))
        control.patch({ entity: 'Purchase Order Line Item', id: Number(row['id']), values: { canceledFlag: true } });
    const cancelled = await received(connected, theirs);

    expect(linesOf(connected, ourId)).toMatchObject([{ canceledFlag: true }]);
    expect(orders(connected)).toMatchObject([{ status: { id: status ?? STATUS.fresh } }]);
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelledBecause: 'Cancelled in ConnectWise.' });
  });

  it('costs one call a look for all that are open, and one for the lines of each', async () => {
    const { connected, order, productId } = await synced();
    const lines = [orderLine('Laptop', { productId })];
    for (const number of ['PO-1', 'PO-2', 'PO-3'])
      await connected.arrived('purchase_order', await connected.save('purchase_order', { ...order, number, lines }));
    connected.simulator.control.resetCounters({});

    await connected.sync('delta');

    const { calls } = connected.simulator.control.counters({});
    const spent = Object.entries(calls)
      .filter(([entity]) => entity.startsWith('Purchase Order'))
      .map(([entity, byVerb]) => [entity, Object.values(byVerb).reduce((sum, count) => sum + count, 0)]);
    expect(Object.fromEntries(spent)).toEqual({ 'Purchase Order': 1, 'Purchase Order Line Item': 3 });
  });
});
