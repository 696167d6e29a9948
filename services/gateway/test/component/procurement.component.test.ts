import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { itemsOfQuote } from '../../src/domain/procurement/item-rules.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { buyingAt, type Buying } from '../procurement.ts';

let gateway: Gateway;
let buying: Buying;

beforeAll(async () => {
  gateway = await startGateway({ variables: { MAIL_URL: 'outbox:' } });
});
afterAll(() => gateway.stop());

const BY_TEST = { source: 'test', pushTo: [] };
const OFFER = { title: 'Offer', status: 'approved' } as const;
const quoteLine = <Line extends object>(line: Line) =>
  ({ ...line, kind: 'product', isOptional: false, period: 'one-time' }) as const;

/** Each test has a tenant of its own. */
const tenant = (): Buying => (buying = buyingAt(gateway, newId()));
const distributor = (name = 'Distributor'): Promise<string> => buying.save('company', { name });
const problemOf = ({ status, body }: { status: number; body: Readonly<Record<string, unknown>> }) => [status, body['code']];

describe('what has to be bought', () => {
  it('FP-10: is the product lines of an approved quote, without services and what needs no procurement', async () => {
    const { save, post, items } = tenant();
    const companyId = await save('company', { name: 'Customer' });
    const opportunityId = await save('opportunity', { name: 'Deal', companyId });
    const [bought, stocked] = [
      await save('product', { name: 'Laptop', cost: '700.00' }),
      await save('product', { name: 'Licence', doesNotRequireProcurement: true }),
    ];
    const line = { quantity: 3, unitPrice: '1000.00' };
    const quote = await save('quote', {
      ...{ title: 'Offer', companyId, opportunityId },
      items: [
        { ...line, id: newId(), name: 'Laptop', productId: bought },
        { ...line, id: newId(), name: 'Licence', productId: stocked },
        { ...line, id: newId(), name: 'Support', kind: 'service' },
        { ...line, id: newId(), name: 'Hours', kind: 'labour' },
      ],
    });
    await post(`/v1/quotes/${quote}/send`, undefined, buying.admin);

    await post(`/v1/quotes/${quote}/approve`, undefined, buying.admin);

    expect(await items(1)).toMatchObject([
      { name: 'Laptop', status: 'pending', quoteId: quote, companyId, productId: bought, quantity: 3, unitCost: '700.00' },
    ]);
  });

  it('FP-10: is made once, however often the quote is told of', async () => {
    const { approvedQuote, items, tenantId } = tenant();
    const quote = await approvedQuote(['Laptop', 'Dock']);
    await items(2);

    const own = gateway.records.forTenant(tenantId);
    await own.update('quote', quote, { comment: 'Told again' }, { source: 'test', pushTo: [] });
    const later = await approvedQuote(['Screen']);

    // The later quote's event comes after the repeated one.
    const all = await items(3);
    expect(all.map(({ name, quoteId }) => [name, quoteId])).toEqual([
      ['Dock', quote],
      ['Laptop', quote],
      ['Screen', later],
    ]);
  });

  it('FP-10: is completed where a process died after it had made a part of it', async () => {
    const { save, post, items, tenantId } = tenant();
    const companyId = await save('company', { name: 'Customer' });
    const opportunityId = await save('opportunity', { name: 'Deal', companyId });
    const lines = ['Dock', 'Laptop'].map((name) => ({ id: newId(), name, quantity: 1, unitPrice: '1.00' }));
    const quote = await save('quote', { title: 'Offer', companyId, opportunityId, items: lines });
    const [dock] = itemsOfQuote(quote, { ...OFFER, companyId, opportunityId, items: lines.map(quoteLine) }, new Map());
    await gateway.records
      .forTenant(tenantId)
      .createOnce('procurement_item', dock?.id ?? '', { name: 'Dock', source: 'quote', quantity: 1, unitCost: '7.00' }, BY_TEST);

    await post(`/v1/quotes/${quote}/approve`, undefined, buying.admin);

    expect(await items(2)).toMatchObject([{ id: dock?.id, name: 'Dock', unitCost: '7.00' }, { name: 'Laptop' }]);
  });

  it('FP-10: includes charges that come in on tickets, and a charge that is cancelled takes its pending item along (AT-93)', async () => {
    const { save, items, item, tenantId } = tenant();
    const charge = { name: 'Cable', quantity: 5, unitCost: '2.00', ticketExternalId: '1', madeAt: '2026-01-01T00:00:00Z' };
    const id = await save('ticket_charge', charge);
    await save('ticket_charge', { ...charge, name: 'Void', isCancelled: true });
    const [made] = await items(1);

    await gateway.records.forTenant(tenantId).update('ticket_charge', id, { isCancelled: true }, { source: 'test', pushTo: [] });

    expect(made).toMatchObject({ name: 'Cable', quantity: 5, source: 'ticket_charge', ticketChargeId: id, status: 'pending' });
    await eventually(async () => expect(await item(made?.id ?? '')).toMatchObject({ status: 'cancelled' }));
  });

  it('FP-11: is dismissed with a reason, is not ordered then, and can be restored', async () => {
    const { approvedQuote, items, post, item } = tenant();
    await approvedQuote(['Laptop']);
    const [laptop] = await items(1);
    const path = `/v1/procurement-items/${laptop?.id}`;

    const unexplained = await post(`${path}/dismiss`, { reason: ' ' });
    const dismissed = await post(`${path}/dismiss`, { reason: 'In stock' });
    const ordering = await post('/v1/purchase-orders', { distributorId: await distributor(), items: [{ id: laptop?.id }] });
    await post(`${path}/restore`);

    expect(unexplained.status).toBe(400);
    expect(dismissed.body).toMatchObject({ status: 'dismissed', dismissedBecause: 'In stock' });
    expect(problemOf(ordering)).toEqual([409, 'item_not_pending']);
    const restored = await item(laptop?.id ?? '');
    expect([restored.status, restored.dismissedBecause]).toEqual(['pending', undefined]);
  });
});

describe('a purchase order', () => {
  it('FP-11: takes items of several quotes to one distributor, and refuses an item of another one by name', async () => {
    const { approvedQuote, items, ordered, post, item } = tenant();
    await approvedQuote(['Laptop', 'Server']);
    await approvedQuote(['Dock']);
    const [dock, laptop, server] = await items(3);
    const [one, other] = [await distributor(), await distributor('Other')];
    await gateway.call('PUT', `/v1/procurement-items/${server?.id}/distributor`, {
      as: buying.buyer,
      body: { distributorId: other },
    });

    const order = await ordered(
      [dock, laptop].flatMap((found) => found ?? []),
      one,
    );
    const mixed = await post('/v1/purchase-orders', { distributorId: one, items: [{ id: server?.id }] });

    expect(order).toMatchObject({ number: 'PO-000001', status: 'approved', total: '40.00', requestedBy: 'buyer' });
    expect(await item(dock?.id ?? '')).toMatchObject({ status: 'ordered', purchaseOrderId: order.id, distributorId: one });
    expect(problemOf(mixed)).toEqual([409, 'other_distributor']);
    expect(mixed.body['detail']).toContain('Server');
  });

  it('FP-11: above the threshold waits for another person, or an admin', async () => {
    const { approvedQuote, items, ordered, post, colleague, admin, buyer } = tenant();
    await gateway.call('PUT', '/v1/procurement-settings', { as: admin, body: { approvalAbove: '20.00' } });
    await approvedQuote(['At', 'One', 'Two'], { unitCost: '10.00' });
    const [at, one, two] = await items(3);
    const to = await distributor();
    const [small, large] = [
      await ordered(
        [at].flatMap((i) => i ?? []),
        to,
      ),
      await ordered(
        [one, two].flatMap((i) => i ?? []),
        to,
      ),
    ];

    const early = await post(`/v1/purchase-orders/${large.id}/place`, { by: 'manual' });
    const own = await post(`/v1/purchase-orders/${large.id}/approve`, undefined, buyer);
    const others = await post(`/v1/purchase-orders/${large.id}/approve`, undefined, colleague);

    expect([small.status, large.status]).toEqual(['approved', 'awaiting_approval']);
    expect([problemOf(early), problemOf(own)]).toEqual([
      [409, 'order_status_conflict'],
      [403, 'own_order'],
    ]);
    expect(others.body).toMatchObject({ status: 'approved', approvedBy: 'colleague' });
  });

  it('FP-12: is placed by e-mail with its lines as text and HTML, once', async () => {
    const { approvedQuote, items, ordered, post, buyer } = tenant();
    await approvedQuote(['Laptop <13">']);
    const order = await ordered(await items(1), await distributor());
    const path = `/v1/purchase-orders/${order.id}/place`;

    const nowhere = await post(path, { by: 'email' });
    const placed = await post(path, { by: 'email', to: 'orders@distributor.example' });
    const again = await post(path, { by: 'email', to: 'orders@distributor.example' });

    expect(nowhere.body['problems']).toMatchObject([{ field: 'body.to' }]);
    expect(placed.body).toMatchObject({ status: 'placed', placedBy: 'email', mailedTo: 'orders@distributor.example' });
    expect(again.body['revision']).toBe(placed.body['revision']);
    const outbox = (await gateway.call('GET', '/v1/mail-outbox', { as: buyer })).body['items'];
    expect(outbox).toMatchObject([
      {
        to: 'orders@distributor.example',
        subject: 'Purchase order PO-000001',
        text: expect.stringContaining('1. Laptop <13">: 2 x 10.00 = 20'),
        html: expect.stringContaining('<td>Laptop &lt;13&quot;&gt;</td>'),
      },
    ]);
    expect(outbox).toHaveLength(1);
  });

  it("FP-12: mailed, carries each line's manufacturer, part numbers, quantity and cost, and where it is shipped to", async () => {
    const { save, approvedQuote, items, ordered, post, buyer } = tenant();
    const parts = { manufacturer: 'Example & Co', mpn: 'LT-13', vendorPartNumber: 'V-77' };
    const [ours, elsewhere] = [
      await save('product', { name: 'Laptop', ...parts, vendor: 'distributor ' }),
      await save('product', { name: 'Screen', mpn: 'SC-1', vendorPartNumber: 'X-1', vendor: 'Somebody else' }),
    ];
    await approvedQuote(['Laptop'], { productId: ours });
    await approvedQuote(['Screen'], { productId: elsewhere });
    const order = await ordered(await items(2), await distributor());
    const address = { street: '1 Example Street', city: 'Town', zip: '12345', country: 'DE' };
    const edited = await gateway.call('PATCH', `/v1/purchase-orders/${order.id}`, {
      as: buyer,
      body: { shipTo: 'Warehouse', shipToAddress: address, lines: [{ id: order.lines[0]?.id, quantity: 3, unitCost: '9.50' }] },
      headers: { 'if-match': `"${String((order as unknown as { revision: number }).revision)}"` },
    });

    await post(`/v1/purchase-orders/${order.id}/place`, { by: 'email', to: 'orders@distributor.example' });

    expect(edited.status).toBe(200);
    const [mail] = (await gateway.call('GET', '/v1/mail-outbox', { as: buyer })).body['items'] as {
      text: string;
      html: string;
    }[];
    expect(mail?.text.split('\n')).toEqual([
      ...['Purchase order PO-000001', '', '1. Laptop: 3 x 9.50 = 28.5'],
      ...['   Manufacturer: Example & Co', '   Manufacturer part no.: LT-13', '   Your part no.: V-77'],
      ...['2. Screen: 2 x 10.00 = 20', '   Manufacturer part no.: SC-1'],
      ...['', 'Total: 48.50', '', 'Ship to:', 'Warehouse', '1 Example Street', '12345 Town', 'DE', ''],
    ]);
    const cells = ['1', 'Laptop', 'Example &amp; Co', 'LT-13', 'V-77', '3', '9.50', '28.5'];
    expect(mail?.html).toContain(`<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
    expect(mail?.html).toContain('Warehouse<br>1 Example Street<br>12345 Town<br>DE');
  });

  it('FP-12: is marked as placed manually, and is pushed to the PSA all the same (FP-13)', async () => {
    const { approvedQuote, items, ordered, post, tenantId } = tenant();
    const integrationId = await gateway.announce(tenantId);
    await approvedQuote(['Laptop']);
    const order = await ordered(await items(1), await distributor());

    const placed = await post(`/v1/purchase-orders/${order.id}/place`, { by: 'manual' });

    expect(placed.body).toMatchObject({
      ...{ status: 'placed', placedBy: 'manual' },
      sync: { [integrationId]: { status: 'pending' } },
    });
  });

  it('gives its items back when it is cancelled', async () => {
    const { approvedQuote, items, ordered, post, item } = tenant();
    await approvedQuote(['Laptop']);
    const [laptop] = await items(1);
    const order = await ordered(await items(1), await distributor());

    const cancelled = await post(`/v1/purchase-orders/${order.id}/cancel`, { reason: 'Too dear' });

    expect(cancelled.body).toMatchObject({ status: 'cancelled', cancelledBecause: 'Too dear' });
    const free = await item(laptop?.id ?? '');
    expect([free.status, free.purchaseOrderId]).toEqual(['pending', undefined]);
  });

  it('FP-13: passes what was received, with serial numbers, on to its items', async () => {
    const { approvedQuote, items, ordered, post, item, tenantId } = tenant();
    await approvedQuote(['Laptop']);
    const [laptop] = await items(1);
    const order = await ordered(await items(1), await distributor());
    await post(`/v1/purchase-orders/${order.id}/place`, { by: 'manual' });
    const own = gateway.records.forTenant(tenantId);
    const receive = (receivedQuantity: number, serialNumbers: string[], status: 'partially_received' | 'received') => {
      const lines = order.lines.map((line) => ({ ...line, receivedQuantity, serialNumbers }));
      return own.update('purchase_order', order.id, { lines, status }, { source: 'psa', pushTo: [] });
    };

    await receive(1, ['SN-1'], 'partially_received');
    await eventually(async () =>
      expect(await item(laptop?.id ?? '')).toMatchObject({ status: 'partially_received', receivedQuantity: 1 }),
    );
    await receive(2, ['SN-1', 'SN-2'], 'received');

    await eventually(async () =>
      expect(await item(laptop?.id ?? '')).toMatchObject({ status: 'received', serialNumbers: ['SN-1', 'SN-2'] }),
    );
  });

  it('that wants the same items as others at the same moment: one gets all of them, the others a clear error', async () => {
    const { approvedQuote, items, post, item } = tenant();
    await approvedQuote(['Laptop', 'Dock', 'Screen']);
    const wanted = (await items(3)).map(({ id }) => ({ id }));
    const distributorId = await distributor();

    const replies = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        post('/v1/purchase-orders', { distributorId, items: index % 2 === 0 ? wanted : wanted.toReversed() }),
      ),
    );

    const won = replies.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    expect(replies.filter((reply) => reply !== won[0]).map(problemOf)).toEqual(
      Array.from({ length: 3 }, () => [409, expect.stringMatching(/^item_(taken|not_pending)$/)]),
    );
    const held = await Promise.all(wanted.map(({ id }) => item(id)));
    expect(held.map(({ purchaseOrderId }) => purchaseOrderId)).toEqual(wanted.map(() => won[0]?.body['id']));
  });

  it('whose maker died before its items were reserved is finished by the events alone', async () => {
    const { approvedQuote, items, save, order } = tenant();
    await approvedQuote(['Laptop']);
    const [laptop] = await items(1);
    const line = { id: newId(), procurementItemId: laptop?.id ?? '', name: 'Laptop', quantity: 2, unitCost: '10.00' };

    const id = await save('purchase_order', {
      number: 'PO-9',
      distributorId: await distributor(),
      total: '20.00',
      lines: [line],
    });

    await eventually(async () => expect(await order(id)).toMatchObject({ status: 'approved' }));
    expect((await items(1))[0]).toMatchObject({ status: 'ordered', purchaseOrderId: id });
  });

  it.each(['distributorId', 'item'])("with another tenant's %s is refused as if there were no such record", async (field) => {
    const theirs = buyingAt(gateway, newId());
    const foreign = await theirs.save('company', { name: 'Theirs' });
    await theirs.approvedQuote(['Theirs']);
    const [foreignItem] = await theirs.items(1);
    const { approvedQuote, items, post } = tenant();
    await approvedQuote(['Ours']);
    const [ours] = await items(1);

    const reply = await post('/v1/purchase-orders', {
      distributorId: field === 'item' ? await distributor() : foreign,
      items: [{ id: field === 'item' ? foreignItem?.id : ours?.id }],
    });

    expect(problemOf(reply)).toEqual([400, 'unknown_reference']);
  });
});
