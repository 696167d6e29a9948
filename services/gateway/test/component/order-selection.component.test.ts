import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, derivedId, newId, type Caller } from '@psa-bridge/core';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { buyingAt, type ItemView, type OrderView } from '../procurement.ts';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const PATH = '/v1/purchase-orders/for-each-distributor';

interface Answer {
  orders: readonly OrderView[];
  refused: readonly { itemId: string; name: string; code: string; message: string; purchaseOrderId?: string }[];
}
const answerOf = ({ body }: Reply): Answer => body as unknown as Answer;

/** Dock and Laptop of two quotes are to be bought from North, Screen from South, and for Cable nobody has chosen yet. */
async function fourItems() {
  const buying = buyingAt(gateway, newId());
  await buying.approvedQuote(['Dock', 'Screen']);
  await buying.approvedQuote(['Laptop', 'Cable']);
  const [north, south] = [await buying.save('company', { name: 'North' }), await buying.save('company', { name: 'South' })];
  const found = Object.fromEntries((await buying.items(4)).map((item) => [item.name, item]));
  const { Cable: cable, Dock: dock, Laptop: laptop, Screen: screen } = found as Record<string, ItemView>;
  if (!cable || !dock || !laptop || !screen) throw new Error('An item is missing.');
  const choose = (item: ItemView, distributorId: string) =>
    gateway.call('PUT', `/v1/procurement-items/${item.id}/distributor`, { as: buying.buyer, body: { distributorId } });
  await choose(dock, north);
  await choose(laptop, north);
  await choose(screen, south);
  const order = (items: readonly ItemView[], key?: string, as: Caller = buying.buyer): Promise<Reply> =>
    gateway.call('POST', PATH, {
      as,
      body: { items: items.map(({ id }) => ({ id })), shipTo: 'Warehouse' },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const orderCount = async () => (await gateway.call('GET', '/v1/purchase-orders', { as: buying.buyer })).body['total'];
  return { buying, north, south, cable, dock, laptop, screen, choose, order, orderCount };
}

describe('a selection of items that is ordered', () => {
  it('FP-11: becomes one order for each distributor, whichever quotes its items are of, and says what was refused and why', async () => {
    const { buying, north, south, cable, dock, laptop, screen, order } = await fourItems();
    await buying.post(`/v1/procurement-items/${screen.id}/dismiss`, { reason: 'In stock' });
    const [first] = answerOf(await order([dock])).orders;
    await buying.post(`/v1/procurement-items/${screen.id}/restore`);

    const reply = await order([cable, dock, laptop, screen]);

    const { orders, refused } = answerOf(reply);
    expect(reply.status).toBe(201);
    const lines = orders.map(({ distributorId, shipTo, lines: of }) => [distributorId, shipTo, of.map(({ name }) => name)]);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        [north, 'Warehouse', ['Laptop']],
        [south, 'Warehouse', ['Screen']],
      ]),
    );
    expect(refused).toHaveLength(2);
    expect(refused).toEqual(
      expect.arrayContaining([
        {
          ...{ itemId: cable.id, name: 'Cable', code: 'no_distributor' },
          message: `Cable has no distributor: choose one with PUT /v1/procurement-items/${cable.id}/distributor.`,
        },
        {
          ...{ itemId: dock.id, name: 'Dock', code: 'item_not_pending', purchaseOrderId: first?.id },
          message: 'Dock is ordered: only a pending item can be ordered.',
        },
      ]),
    );
    expect((await buying.item(laptop.id)).purchaseOrderId).toBe(orders.find((made) => made.distributorId === north)?.id);
  });

  it('FP-11: makes no order and answers 200 where every item is refused, and names unknown and repeated items as mistakes', async () => {
    const { cable, dock, order, orderCount } = await fourItems();

    const none = await order([cable]);
    const unknown = await order([dock, { ...dock, id: newId() }]);
    const twice = await order([dock, dock]);

    expect([none.status, answerOf(none).orders, answerOf(none).refused.length]).toEqual([200, [], 1]);
    expect([unknown.status, unknown.body['problems']]).toMatchObject([400, [{ field: 'body.items.1.id' }]]);
    expect([twice.status, twice.body['code']]).toEqual([400, 'item_twice']);
    expect(await orderCount()).toBe(0);
  });

  it('FP-11: is ordered once under one Idempotency-Key, by however many requests at the same moment and later', async () => {
    const { dock, laptop, screen, order, orderCount } = await fourItems();

    const replies = await Promise.all(Array.from({ length: 4 }, () => order([dock, laptop, screen], 'sel-1')));
    const later = await order([dock, laptop, screen], 'sel-1');

    const done = [...replies, later].filter(({ status }) => status === 201);
    expect(later.status).toBe(201);
    for (const reply of done) expect(reply.body).toEqual(later.body);
    expect(answerOf(later)).toMatchObject({ orders: [{}, {}], refused: [] });
    expect(await orderCount()).toBe(2);
  });

  it('FP-11: has each item on one order alone where several select it at the same moment', async () => {
    const { buying, dock, laptop, screen, order, orderCount } = await fourItems();

    const replies = await Promise.all([order([dock, laptop]), order([laptop, dock, screen]), order([screen, dock, laptop])]);

    const orders = replies.flatMap((reply) => answerOf(reply).orders);
    const lines = orders.flatMap((made) => made.lines.map(({ procurementItemId }) => procurementItemId));
    expect(lines.sort()).toEqual([dock.id, laptop.id, screen.id].sort());
    expect(await orderCount()).toBeGreaterThanOrEqual(2);
    for (const { id } of [dock, laptop, screen]) expect(await buying.item(id)).toMatchObject({ status: 'ordered' });
    for (const [index, wanted] of [2, 3, 3].entries()) {
      const { orders: made, refused } = answerOf(replies[index] as Reply);
      expect(made.flatMap((one) => one.lines).length + refused.length).toBe(wanted);
    }
  });

  it('FP-11: is completed by whoever asks again after a process died with one of its orders made', async () => {
    const { buying, north, dock, laptop, screen, order, orderCount } = await fourItems();
    const wanted = { items: [dock, laptop, screen].map(({ id }) => ({ id })), shipTo: 'Warehouse' };
    const asking = [buying.tenantId, buying.buyer.subject, 'sel-2', canonicalJson(wanted)];
    const line = (item: ItemView) => ({
      ...{ id: newId(), procurementItemId: item.id, name: item.name, quantity: 2, unitCost: '10.00' },
    });
    const made = await gateway.records.forTenant(buying.tenantId).createOnce(
      'purchase_order',
      derivedId('purchase-order', ...asking, north),
      {
        ...{ number: 'PO-000001', distributorId: north, total: '40.00', requestedBy: 'buyer' },
        lines: [line(dock), line(laptop)],
      },
      { source: 'test', pushTo: [] },
    );

    const answer = answerOf(await order([dock, laptop, screen], 'sel-2'));

    expect(answer.refused).toEqual([]);
    expect(answer.orders.map(({ id }) => id)).toContain(made._id);
    expect(answer.orders.flatMap(({ lines }) => lines.map(({ name }) => name)).sort()).toEqual(['Dock', 'Laptop', 'Screen']);
    expect(await orderCount()).toBe(2);
  });

  it("FP-11: with another tenant's item is refused as if there were no such item", async () => {
    const [ours, theirs] = [await fourItems(), await fourItems()];

    const foreign = await ours.order([theirs.dock]);
    const missing = await ours.order([{ ...theirs.dock, id: newId() }]);

    expect(foreign.status).toBe(400);
    expect({ ...foreign.body, requestId: undefined }).toEqual({ ...missing.body, requestId: undefined });
  });
});
