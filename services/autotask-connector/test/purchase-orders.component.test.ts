import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { PurchaseOrder, RecordInput } from '@psa-bridge/records';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { setDefaultCode } from './sales.ts';

const connect = connectedForOneTest();

const STATUS = { submitted: 2, partial: 3, full: 4, cancelled: 5 };
const PLACED = { status: 'placed', placedBy: 'manual', placedAt: '2026-01-01T00:00:00Z' } as const;

function orderLine(name: string, more: Partial<RecordInput<'purchase_order'>['lines'][number]> = {}) {
  return { id: newId(), procurementItemId: newId(), name, quantity: 2, unitCost: '5.00', ...more };
}

/** A distributor and a product that Autotask has. */
async function stocked(connected: ConnectedAutotask) {
  await setDefaultCode(connected);
  const distributorId = await connected.save('company', { name: 'Distributor', telephone: '555-0100' });
  const productId = await connected.save('product', { name: 'Laptop', price: '10.00', isSerialized: true });
  await connected.arrived('company', distributorId);
  await connected.noIssues();
  await connected.arrived('product', productId);
  const order = { number: 'PO-000001', distributorId, total: '10.00', ...PLACED };
  return { distributorId, productId, order };
}

/** A charge of a ticket in Autotask that is to be ordered, and the record that stands for it. */
async function chargeToOrder({ simulator, records, integration }: ConnectedAutotask, productExternalId: number) {
  const { control } = simulator;
  const [company] = control.list({ entity: 'Companies', filter: [{ op: 'gt', field: 'id', value: 0 }] });
  const ticket = control.create({
    entity: 'Tickets',
    values: {
      companyID: company?.id ?? 0,
      title: 'Order',
      status: 1,
      priority: 2,
      dueDateTime: '2026-02-01T00:00:00Z',
      queueID: null,
    },
  });
  const charge = control.create({
    entity: 'TicketCharges',
    values: {
      ...{ ticketID: ticket.id, name: 'Laptop', chargeType: 1, datePurchased: '2026-01-01T00:00:00Z' },
      ...{ unitQuantity: 2, productID: productExternalId, status: 3 },
    },
  });
  const data = { name: 'Laptop', quantity: 2, ticketExternalId: String(ticket.id), madeAt: '2026-01-01T00:00:00Z' };
  const { ids } = await records.applyIncoming('ticket_charge', integration._id, [
    { externalId: String(charge.id), data, seenAt: new Date() },
  ]);
  return { externalId: charge.id, recordId: ids.get(String(charge.id)) ?? '' };
}

function rows({ simulator }: ConnectedAutotask, entity: string, field: string, value: unknown) {
  return simulator.control.list({ entity, filter: [{ op: 'eq', field, value }] }).map(({ id, values }) => ({ id, ...values }));
}

async function received(connected: ConnectedAutotask, id: string, status: PurchaseOrder['status']): Promise<PurchaseOrder> {
  await connected.sync('delta');
  const record = await connected.records.get('purchase_order', id);
  expect(record?.data.status).toBe(status);
  return record?.data as PurchaseOrder;
}

describe('a purchase order in Autotask', () => {
  it('FP-13: is made with our number, its lines in their order, and is submitted once all are there', async () => {
    const connected = await connect();
    const { order, distributorId, productId } = await stocked(connected);
    const charge = await chargeToOrder(connected, await connected.arrived('product', productId));
    const lines = [
      orderLine('Laptop', { productId }),
      orderLine('Laptop on a ticket', { productId, ticketChargeId: charge.recordId }),
    ];

    const id = await connected.save('purchase_order', { ...order, memo: 'Before noon', lines });

    const externalId = await connected.arrived('purchase_order', id);
    expect(rows(connected, 'PurchaseOrders', 'externalPONumber', 'PO-000001')).toMatchObject([
      {
        ...{ id: externalId, vendorID: await connected.arrived('company', distributorId), status: STATUS.submitted },
        ...{ shipToName: 'Demo MSP', shipToAddress1: '1 Example Street', generalMemo: 'Before noon' },
      },
    ]);
    expect(rows(connected, 'PurchaseOrderItems', 'orderID', externalId)).toMatchObject([
      { productID: await connected.arrived('product', productId), quantity: 2, unitCost: 5, memo: 'PO-000001 line 1' },
      { chargeID: charge.externalId, memo: 'PO-000001 line 2' },
    ]);
    expect(rows(connected, 'TicketCharges', 'id', charge.externalId)).toMatchObject([{ status: 4 }]);
    await connected.noIssues();
  });

  it.each<[string, { order?: string; page?: string }, string]>([
    ['that it names', { order: 'Service Van', page: 'Main Warehouse' }, 'Service Van'],
    ['of the Purchase Order page, where it names none', { page: 'Service Van' }, 'Service Van'],
    ['that is the default one in Autotask, where nobody chose', {}, 'Main Warehouse'],
  ])('FP-13: is received at the inventory location %s', async (_which, chosen, location) => {
    const connected = await connect();
    await connected.sync('fields');
    const { order, productId } = await stocked(connected);
    const keyOf = (name: string | undefined) =>
      name && String(rows(connected, 'InventoryLocations', 'locationName', name)[0]?.id);
    await connected.savePage('purchase-order', { receivingLocation: keyOf(chosen.page) });

    const lines = [orderLine('Laptop', { productId })];
    const id = await connected.save('purchase_order', { ...order, receivingLocation: keyOf(chosen.order), lines });

    const externalId = await connected.arrived('purchase_order', id);
    expect(rows(connected, 'PurchaseOrderItems', 'orderID', externalId)).toMatchObject([
      { inventoryLocationID: Number(keyOf(location)) },
    ]);
  });

  it('IS-09: whose inventory location is inactive names its lines and says where to choose another, until that is done', async () => {
    const connected = await connect();
    await connected.sync('fields');
    const { order, productId } = await stocked(connected);
    const [van] = rows(connected, 'InventoryLocations', 'locationName', 'Service Van');
    const { control } = connected.simulator;
    control.deactivate({ entity: 'InventoryLocations', id: van?.id ?? 0 });

    const lines = [orderLine('Laptop', { productId })];
    const id = await connected.save('purchase_order', { ...order, receivingLocation: String(van?.id), lines });

    const issue = await connected.issueOf(id);
    expect(issue.failedItems).toMatchObject([
      { itemName: 'Laptop', message: `Inventory location ${van?.id} is inactive or missing in Autotask.` },
    ]);
    expect(issue.failure?.remedy).toContain('Make the location active in Autotask');
    control.patch({ entity: 'InventoryLocations', id: van?.id ?? 0, values: { isActive: true } });
    await connected.harness.retry(connected.integration, 'purchase_order', id);
    await connected.arrived('purchase_order', id);
    await connected.noIssues();
  });

  it('FP-12: is none of its business before it is placed here', async () => {
    const connected = await connect();
    const { order, productId } = await stocked(connected);
    const { placedAt: _at, placedBy: _by, ...draft } = order;

    const id = await connected.save('purchase_order', {
      ...draft,
      status: 'approved',
      lines: [orderLine('Laptop', { productId })],
    });
    const neighbour = await connected.save('company', { name: 'Sent after it', telephone: '555-0100' });
    await connected.arrived('company', neighbour);

    await connected.harness.until(async () =>
      expect((await connected.linkOf('purchase_order', id))?.sync.status).toBe('not_wanted'),
    );
    expect(connected.simulator.control.list({ entity: 'PurchaseOrders' })).toEqual([]);
  });

  it('FP-13: tells what was received with serial numbers, part by part, and moves the charge of a ticket on', async () => {
    const connected = await connect();
    await connected.sync('full');
    const { order, productId } = await stocked(connected);
    const charge = await chargeToOrder(connected, await connected.arrived('product', productId));
    const lines = [orderLine('Laptop', { productId }), orderLine('Charged', { productId, ticketChargeId: charge.recordId })];
    const id = await connected.save('purchase_order', { ...order, lines });
    const externalId = await connected.arrived('purchase_order', id);
    const [laptop, charged] = rows(connected, 'PurchaseOrderItems', 'orderID', externalId);
    const receive = (item: { id: number } | undefined, quantityNowReceiving: number, serialNumber: string | null = null) =>
      connected.simulator.control.create({
        entity: 'PurchaseOrderItemReceiving',
        values: { purchaseOrderItemID: item?.id ?? 0, quantityNowReceiving, serialNumber },
      });

    receive(laptop, 1, 'SN-1');
    const first = await received(connected, id, 'partially_received');
    receive(laptop, 1, 'SN-2');
    receive(charged, 1);
    const second = await received(connected, id, 'partially_received');
    receive(charged, 1);
    const third = await received(connected, id, 'received');

    const state = ({ lines: all }: PurchaseOrder) =>
      all.map(({ receivedQuantity, serialNumbers }) => [receivedQuantity, ...serialNumbers]);
    expect([first, second, third].map(state)).toEqual([
      [[1, 'SN-1'], [0]],
      [[2, 'SN-1', 'SN-2'], [1]],
      [[2, 'SN-1', 'SN-2'], [2]],
    ]);
    expect(rows(connected, 'TicketCharges', 'id', charge.externalId)).toMatchObject([{ status: 7 }]);
  });

  it('costs one call a look while nothing moves, and three once something is received', async () => {
    const connected = await connect();
    await connected.sync('full');
    const { order, productId } = await stocked(connected);
    const lines = [orderLine('Laptop', { productId })];
    const ids = [];
    for (const number of ['PO-1', 'PO-2', 'PO-3']) ids.push(await connected.save('purchase_order', { ...order, number, lines }));
    const externalIds = [];
    for (const id of ids) externalIds.push(await connected.arrived('purchase_order', id));
    const ordersCalls = async (): Promise<number> => {
      connected.simulator.control.resetCounters({});
      await connected.sync('delta');
      const { calls } = connected.simulator.control.counters({});
      return Object.entries(calls)
        .filter(([entity]) => entity.startsWith('PurchaseOrder'))
        .flatMap(([, byVerb]) => Object.values(byVerb))
        .reduce((sum, count) => sum + count, 0);
    };

    const still = await ordersCalls();
    const [item] = rows(connected, 'PurchaseOrderItems', 'orderID', externalIds[0]);
    connected.simulator.control.create({
      entity: 'PurchaseOrderItemReceiving',
      values: { purchaseOrderItemID: item?.id ?? 0, quantityNowReceiving: 1 },
    });
    const moved = await ordersCalls();

    expect([still, moved]).toEqual([1, 3]);
  });

  it('IS-09: names a line that fails and is not submitted without it, and is once that is mended', async () => {
    const connected = await connect();
    const { order, productId } = await stocked(connected);
    const lines = [orderLine('Nameless'), orderLine('Laptop', { productId })];

    const id = await connected.save('purchase_order', { ...order, lines });
    const issue = await connected.issueOf(id);
    const before = rows(connected, 'PurchaseOrders', 'externalPONumber', order.number);
    await connected.change('purchase_order', id, { lines: lines.map((line) => ({ ...line, productId })) });
    const externalId = await connected.arrived('purchase_order', id);

    expect(issue.failedItems).toMatchObject([{ itemName: 'Nameless', message: expect.stringContaining('names no product') }]);
    expect(before).toMatchObject([{ id: externalId, status: 1 }]);
    expect(rows(connected, 'PurchaseOrders', 'externalPONumber', order.number)).toMatchObject([{ status: STATUS.submitted }]);
    expect(rows(connected, 'PurchaseOrderItems', 'orderID', externalId)).toHaveLength(2);
    await connected.noIssues();
  });

  it.each(['PurchaseOrders', 'PurchaseOrderItems'])(
    'exists once although the answer to a creation of %s stayed out after it was carried out',
    async (entity) => {
      const connected = await connect();
      const { order, productId } = await stocked(connected);
      connected.simulator.control.addFault({
        match: { entity, operation: 'create' },
        action: { kind: 'resetAfterCommit' },
        times: 1,
      });

      const id = await connected.save('purchase_order', { ...order, lines: [orderLine('Laptop', { productId })] });

      const externalId = await connected.arrived('purchase_order', id);
      expect(connected.simulator.control.list({ entity: 'PurchaseOrders' })).toHaveLength(1);
      expect(rows(connected, 'PurchaseOrderItems', 'orderID', externalId)).toHaveLength(1);
      await connected.noIssues();
    },
  );

  it('is cancelled there when it is cancelled here, and the other way round', async () => {
    const connected = await connect();
    await connected.sync('full');
    const { order, productId } = await stocked(connected);
    const lines = [orderLine('Laptop', { productId })];
    const [ours, theirs] = [
      await connected.save('purchase_order', { ...order, lines }),
      await connected.save('purchase_order', { ...order, number: 'PO-2', lines }),
    ];
    const [ourId, theirId] = [await connected.arrived('purchase_order', ours), await connected.arrived('purchase_order', theirs)];

    await connected.change('purchase_order', ours, { status: 'cancelled' });
    await connected.arrived('purchase_order', ours);
    connected.simulator.control.patch({ entity: 'PurchaseOrders', id: theirId, values: { status: STATUS.cancelled } });
    const cancelled = await received(connected, theirs, 'cancelled');

    expect(rows(connected, 'PurchaseOrders', 'id', ourId)).toMatchObject([{ status: STATUS.cancelled }]);
    expect(cancelled.cancelledBecause).toBe('Cancelled in Autotask.');
  });
});
