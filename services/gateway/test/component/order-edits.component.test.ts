import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { buyingAt, type Buying, type OrderView } from '../procurement.ts';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

/** An order for two items at 10.00 each, twice, in a tenant of its own where orders above 50.00 need approval. */
async function anOrder() {
  const buying = buyingAt(gateway, newId());
  await gateway.call('PUT', '/v1/procurement-settings', { as: buying.admin, body: { approvalAbove: '50.00' } });
  await buying.approvedQuote(['Dock', 'Laptop']);
  const order = await buying.ordered(await buying.items(2), await buying.save('company', { name: 'Distributor' }));
  const [dock, laptop] = order.lines;
  const edit = (body: object, as = buying.buyer, ifMatch?: string): Promise<Reply> =>
    editOf(buying, order, { body, as, ifMatch });
  const act = (action: string, body?: object, as = buying.buyer) =>
    buying.post(`/v1/purchase-orders/${order.id}/${action}`, body, as);
  return { buying, order, dock, laptop, edit, act };
}

async function editOf(
  buying: Buying,
  { id }: OrderView,
  { body, as, ifMatch }: { body: object; as: Buying['buyer']; ifMatch: string | undefined },
): Promise<Reply> {
  const { revision } = (await buying.order(id)) as OrderView & { revision: number };
  const headers = { 'if-match': ifMatch ?? `"${revision}"` };
  return gateway.call('PATCH', `/v1/purchase-orders/${id}`, { as, body, headers });
}

describe('a purchase order that is not placed yet', () => {
  it('FP-11: takes another quantity and cost of a line, and its total follows to the cent', async () => {
    const { dock, edit, buying } = await anOrder();

    const edited = await edit({ lines: [{ id: dock?.id, quantity: 1, unitCost: '9.995' }] });

    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({ status: 'approved', total: '29.995' });
    expect(edited.body['lines']).toMatchObject([
      { name: 'Dock', quantity: 1, unitCost: '9.995' },
      { name: 'Laptop', quantity: 2, unitCost: '10.00' },
    ]);
    expect(await buying.items(2)).toMatchObject([{ status: 'ordered' }, { status: 'ordered' }]);
  });

  it('FP-11: loses a line, its total follows, and the item is pending again and can be put on another order', async () => {
    const { dock, laptop, edit, buying } = await anOrder();

    const edited = await edit({ removeLines: [dock?.id], lines: [{ id: laptop?.id, quantity: 1 }] });

    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({ status: 'approved', total: '10.00', lines: [{ name: 'Laptop', quantity: 1 }] });
    const [free, held] = await buying.items(2);
    expect([free?.status, free?.purchaseOrderId]).toEqual(['pending', undefined]);
    expect(held).toMatchObject({ status: 'ordered', purchaseOrderId: edited.body['id'] });
    const other = await buying.ordered(free ? [free] : [], String(free?.distributorId));
    expect((await buying.item(free?.id ?? '')).purchaseOrderId).toBe(other.id);
  });

  it('FP-11: keeps a last line, and names the line that it does not have or that is changed and taken off at once', async () => {
    const { dock, laptop, edit } = await anOrder();

    const emptied = await edit({ removeLines: [dock?.id, laptop?.id] });
    const foreign = await edit({ removeLines: [dock?.id, newId()] });
    const both = await edit({ lines: [{ id: dock?.id, quantity: 1 }], removeLines: [dock?.id] });

    expect([emptied, foreign, both].map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'order_empty'],
      [400, 'unknown_line'],
      [400, 'unknown_line'],
    ]);
    expect(emptied.body['problems']).toMatchObject([{ field: 'body.removeLines' }]);
    expect(foreign.body['problems']).toMatchObject([{ field: 'body.removeLines.1' }]);
    expect(both.body['problems']).toMatchObject([{ field: 'body.removeLines.0' }]);
  });

  it.each(['its line was taken off', 'it was cancelled'])(
    'FP-11: gives back an item that a dying process had left on it after %s, by the events alone',
    async (why) => {
      const { dock, edit, act, order, buying } = await anOrder();
      if (why === 'it was cancelled') await act('cancel', { reason: 'Too dear' });
      else await edit({ removeLines: [dock?.id] });
      const itemId = dock?.procurementItemId ?? '';

      const late = { status: 'ordered', purchaseOrderId: order.id } as const;
      const own = gateway.records.forTenant(buying.tenantId);
      const left = await own.update('procurement_item', itemId, late, { source: 'test', pushTo: [] });

      expect(left.data).toMatchObject(late);
      await eventually(async () => {
        const { status, purchaseOrderId } = await buying.item(itemId);
        expect([status, purchaseOrderId]).toEqual(['pending', undefined]);
      });
    },
  );

  it('FP-11: takes another distributor, and its items follow', async () => {
    const { edit, buying } = await anOrder();
    const other = await buying.save('company', { name: 'Other' });

    const edited = await edit({ distributorId: other });

    expect(edited.body).toMatchObject({ status: 'approved', distributorId: other });
    expect((await buying.items(2)).map(({ distributorId }) => distributorId)).toEqual([other, other]);
  });

  it('FP-11: needs approval once it is above the threshold, by somebody else than whoever made it so', async () => {
    const { dock, edit, act, buying } = await anOrder();

    const raised = await edit({ lines: [{ id: dock?.id, quantity: 20 }] }, buying.colleague);
    const own = await act('approve', undefined, buying.colleague);
    const others = await act('approve', undefined, buying.buyer);

    expect(raised.body).toMatchObject({ status: 'awaiting_approval', requestedBy: 'colleague', total: '220.00' });
    expect([own.status, own.body['code']]).toEqual([403, 'own_order']);
    expect(others.body).toMatchObject({ status: 'approved', approvedBy: 'buyer' });
  });

  it('FP-11: loses its approval by another line, and keeps it by another memo or address', async () => {
    const { dock, edit, act, buying } = await anOrder();
    await edit({ lines: [{ id: dock?.id, quantity: 20 }] });
    await act('approve', undefined, buying.colleague);

    const addressed = await edit({ memo: 'Before noon', shipTo: 'Warehouse', shipToAddress: { street: '1 Example Street' } });
    const cleared = await edit({ memo: null });
    const changed = await edit({ lines: [{ id: dock?.id, quantity: 21 }] });

    expect(addressed.body).toMatchObject({
      status: 'approved',
      approvedBy: 'colleague',
      memo: 'Before noon',
      shipTo: 'Warehouse',
    });
    expect([cleared.body['memo'], cleared.body['approvedBy']]).toEqual([undefined, 'colleague']);
    expect([changed.body['status'], changed.body['approvedBy']]).toEqual(['awaiting_approval', undefined]);
  });

  it('names the inventory location that it is received at, where the PSA has one of that key', async () => {
    const { edit, buying } = await anOrder();
    await buying.save('field_value', { kind: 'inventory_location', key: '7', label: 'Van', integrationId: newId() });

    const chosen = await edit({ receivingLocation: '7' });
    const unknown = await edit({ receivingLocation: '8' });

    expect(chosen.body).toMatchObject({ receivingLocation: '7' });
    expect(unknown.body['problems']).toEqual([
      { field: 'body.receivingLocation', message: 'there is no active inventory location with this key' },
    ]);
  });

  it('refuses a line that it does not have, an unknown distributor and a stale edit, each by name', async () => {
    const { dock, edit } = await anOrder();

    const [foreign, repeated, unknown, stale] = [
      await edit({ lines: [{ id: dock?.id }, { id: newId(), quantity: 1 }] }),
      await edit({ lines: [{ id: dock?.id }, { id: dock?.id }] }),
      await edit({ distributorId: newId() }),
      await edit({ memo: 'Late' }, undefined, '"1"'),
    ];

    expect([foreign, repeated].map(({ body }) => body['problems'])).toMatchObject([
      [{ field: 'body.lines.1.id' }],
      [{ field: 'body.lines.1.id' }],
    ]);
    expect(unknown.body['problems']).toMatchObject([{ field: 'body.distributorId' }]);
    expect([stale.status, stale.body['code']]).toEqual([412, 'revision_conflict']);
  });
});

describe('a purchase order that is placed', () => {
  it('FP-11: cannot be changed any more', async () => {
    const { dock, edit, act, order, buying } = await anOrder();
    await act('place', { by: 'manual' });

    const edited = await edit({ lines: [{ id: dock?.id, quantity: 1 }] });
    const shortened = await edit({ removeLines: [dock?.id] });

    expect([edited, shortened].map(({ status, body }) => [status, body['code']])).toEqual([
      [409, 'order_status_conflict'],
      [409, 'order_status_conflict'],
    ]);
    expect(shortened.body['detail']).toBe(
      'PO-000001 is placed and cannot be changed; for that it must be draft or awaiting approval or approved.',
    );
    expect((await buying.order(order.id)).lines).toHaveLength(2);
  });

  it('FP-12: cannot go through an interface or by mail where none is configured, and says so with the reason kept on it', async () => {
    const { order, act, buying } = await anOrder();

    const submitted = await act('place', { by: 'distributor' });
    const kept = await buying.order(order.id);
    const mailed = await act('place', { by: 'email', to: 'orders@distributor.example' });

    expect([submitted.status, submitted.body['code']]).toEqual([409, 'distributor_not_configured']);
    expect(submitted.body['detail']).toContain('DISTRIBUTOR_API_URL');
    expect(kept).toMatchObject({ status: 'approved', placingFailure: { code: 'distributor_not_configured' } });
    expect(mailed.body['code']).toBe('mail_not_configured');
    expect((await buying.order(order.id)).placingFailure).toMatchObject({ code: 'mail_not_configured' });
  });
});
