import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import type { FaultInput } from '@psa-bridge/simulators';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { setDefaultCode, setSettings } from './sales.ts';

const connect = connectedForOneTest();

const CHARGE = { pending: 1, waiting: 2, toOrder: 3, onOrder: 4, delivered: 7, cancelled: 8 };
const ORDER_CANCELLED = 5;
const PLACED = { status: 'placed', placedBy: 'manual', placedAt: '2026-01-01T00:00:00Z' } as const;

interface Sold {
  connected: ConnectedAutotask;
  ticketId: string;
  quoteId: string;
  quoteItemId: string;
  productId: string;
  distributorId: string;
}

/** A ticket of a sold laptop on its way to Autotask, and somebody to buy it from. */
async function sold(fault?: FaultInput): Promise<Sold> {
  const connected = await connect();
  const { save, arrived, sync } = connected;
  await setDefaultCode(connected);
  await sync('full');
  await setSettings(connected, { ticketQueue: '8' });
  const companyId = await save('company', { name: 'Sale', telephone: '555-0100' });
  const distributorId = await save('company', { name: 'Distributor', telephone: '555-0100' });
  const productId = await save('product', { name: 'Laptop', price: '10.00' });
  await arrived('product', productId);
  await arrived('company', distributorId);
  const [quoteId, quoteItemId] = [newId(), newId()];
  const lines = [{ id: newId(), quoteItemId, productId, name: 'Laptop', quantity: 2, unitPrice: '10.00' }];
  if (fault) connected.simulator.control.addFault(fault);
  const ticketId = await save('ticket', { title: 'Sold', quoteId, companyId, dueDate: '2026-12-24', lines });
  await arrived('ticket', ticketId);
  return { connected, ticketId, quoteId, quoteItemId, productId, distributorId };
}

const ownCharges = async ({ connected, quoteId }: Sold) =>
  (await connected.records.search('ticket_charge', { from: 0, size: 10, filters: { quoteId } })).items;

/** The charge here and its id there, once it is here. */
async function chargeOf(sale: Sold): Promise<{ id: string; externalId: number }> {
  const [charge] = await ownCharges(sale);
  return { id: charge?._id ?? '', externalId: Number(charge?.external[sale.connected.integration._id]?.id) };
}

async function place(sale: Sold, line: Partial<RecordInput<'purchase_order'>['lines'][number]>): Promise<string> {
  const { connected, distributorId, productId } = sale;
  const common = { id: newId(), procurementItemId: newId(), name: 'Laptop', quantity: 2, unitCost: '5.00', productId };
  return connected.save('purchase_order', {
    ...{ number: 'PO-000001', distributorId, total: '10.00', ...PLACED },
    lines: [{ ...common, ...line }],
  });
}

const rowOf = ({ connected }: Sold, entity: string, id: number) => connected.simulator.control.get({ entity, id })?.values ?? {};

const boughtOn = ({ connected }: Sold, orderID: number) =>
  connected.simulator.control
    .list({ entity: 'PurchaseOrderItems', filter: [{ op: 'eq', field: 'orderID', value: orderID }] })
    .map(({ id, values }) => ({ id, productID: values['productID'] ?? null, chargeID: values['chargeID'] ?? null }));

async function statusHere(sale: Sold): Promise<string | undefined> {
  return (await ownCharges(sale))[0]?.data.status;
}

describe('the charges of a ticket that was made here', () => {
  it('FP-13: stand here once with the line that they were made for, however often the ticket is sent', async () => {
    const sale = await sold();
    const { connected, ticketId, quoteId, quoteItemId } = sale;

    await connected.change('ticket', ticketId, { internalNote: 'Sent again' });
    await connected.arrived('ticket', ticketId);
    await connected.sync('delta');
    await connected.sync('full');

    const { externalId } = await chargeOf(sale);
    expect((await ownCharges(sale)).map(({ data }) => data)).toMatchObject([
      { name: 'Laptop', ticketId, quoteId, quoteItemId, quantity: 2, status: String(CHARGE.toOrder), isBilled: false },
    ]);
    expect(rowOf(sale, 'TicketCharges', externalId)['name']).toBe('Laptop');
    await connected.noIssues();
  });

  it('FP-13: stand here once though the connection broke when they were read after their making', async () => {
    const sale = await sold({ match: { entity: 'TicketCharges', operation: 'query' }, action: { kind: 'resetBeforeCommit' } });

    const there = sale.connected.simulator.control.count({ entity: 'TicketCharges' });

    expect(await ownCharges(sale)).toHaveLength(1);
    expect(there).toBe(1);
    await sale.connected.noIssues();
  });

  it('FP-13: go the way of the order that buys them, there and here: on order, delivered', async () => {
    const sale = await sold();
    const { connected } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);

    const orderId = await connected.arrived('purchase_order', await place(sale, { ticketChargeId }));

    const [item] = boughtOn(sale, orderId);
    expect(item).toMatchObject({ productID: null, chargeID: externalId });
    expect([rowOf(sale, 'TicketCharges', externalId)['status'], await statusHere(sale)]).toEqual([CHARGE.onOrder, '4']);
    const values = { purchaseOrderItemID: item?.id ?? 0, quantityNowReceiving: 2 };
    connected.simulator.control.create({ entity: 'PurchaseOrderItemReceiving', values });
    await connected.sync('delta');
    expect([rowOf(sale, 'TicketCharges', externalId)['status'], await statusHere(sale)]).toEqual([CHARGE.delivered, '7']);
    await connected.noIssues();
  });

  it.each(['here', 'in Autotask'])('FP-13: are to be ordered again once the order is cancelled %s', async (where) => {
    const sale = await sold();
    const { connected } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);
    const order = await place(sale, { ticketChargeId });
    const id = await connected.arrived('purchase_order', order);

    if (where === 'here') {
      await connected.change('purchase_order', order, { status: 'cancelled' });
      await connected.arrived('purchase_order', order);
    } else {
      connected.simulator.control.patch({ entity: 'PurchaseOrders', id, values: { status: ORDER_CANCELLED } });
      await connected.sync('delta');
    }

    expect([rowOf(sale, 'TicketCharges', externalId)['status'], await statusHere(sale)]).toEqual([CHARGE.toOrder, '3']);
  });

  it('FP-13: are bought as such by an order that was made before them', async () => {
    const sale = await sold();
    const { connected, quoteId, quoteItemId } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);
    const item = { name: 'Laptop', source: 'quote', quoteId, quoteItemId, quantity: 2, ticketChargeId } as const;
    const { _id: procurementItemId } = await connected.records.create('procurement_item', item, { source: 'test', pushTo: [] });

    const orderId = await connected.arrived('purchase_order', await place(sale, { procurementItemId }));

    expect(boughtOn(sale, orderId)).toMatchObject([{ productID: null, chargeID: externalId }]);
  });

  it.each([
    ['moved it on', { status: CHARGE.delivered }],
    ['cancelled it', { status: CHARGE.cancelled }],
    ['billed it', { isBilled: true }],
  ])('FP-13: are left as they are where a person %s in Autotask; the line is ordered as its product', async (_what, values) => {
    const sale = await sold();
    const { connected, productId } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);
    connected.simulator.control.patch({ entity: 'TicketCharges', id: externalId, values });
    const before = rowOf(sale, 'TicketCharges', externalId);

    const orderId = await connected.arrived('purchase_order', await place(sale, { ticketChargeId }));

    expect(boughtOn(sale, orderId)).toMatchObject([{ productID: await connected.arrived('product', productId), chargeID: null }]);
    expect(rowOf(sale, 'TicketCharges', externalId)).toEqual(before);
    await connected.noIssues();
  });

  it('IS-09: that wait for their approval are named with what to do, and are ordered once they are approved', async () => {
    const sale = await sold();
    const { connected } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);
    const { control } = connected.simulator;
    control.patch({ entity: 'TicketCharges', id: externalId, values: { status: CHARGE.waiting } });

    const order = await place(sale, { ticketChargeId });
    const issue = await connected.issueOf(order);
    control.patch({ entity: 'TicketCharges', id: externalId, values: { status: CHARGE.toOrder } });
    await connected.harness.retry(connected.integration, 'purchase_order', order);
    const orderId = await connected.arrived('purchase_order', order);

    expect(issue.failedItems).toMatchObject([
      { itemName: 'Laptop', message: expect.stringContaining('is "waiting approval" in Autotask') },
    ]);
    expect(issue.failure?.remedy).toContain('Have the charge approved in Autotask');
    expect(boughtOn(sale, orderId)).toMatchObject([{ chargeID: externalId }]);
    expect(rowOf(sale, 'TicketCharges', externalId)['status']).toBe(CHARGE.onOrder);
    await connected.noIssues();
  });

  it('that are gone in Autotask are ordered as their product', async () => {
    const sale = await sold();
    const { connected, productId } = sale;
    const { id: ticketChargeId, externalId } = await chargeOf(sale);
    connected.simulator.control.remove({ entity: 'TicketCharges', id: externalId });

    const orderId = await connected.arrived('purchase_order', await place(sale, { ticketChargeId }));

    expect(boughtOn(sale, orderId)).toMatchObject([{ productID: await connected.arrived('product', productId) }]);
    await connected.noIssues();
  });
});
