import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { startUpstream, type Answer, type HttpUpstream } from '../http-upstream.ts';
import { buyingAt, type Buying, type OrderView } from '../procurement.ts';

let distributorApi: HttpUpstream;
let gateway: Gateway;
let answer: Answer;

beforeAll(async () => {
  distributorApi = await startUpstream(() => answer);
  gateway = await startGateway({
    variables: {
      ...{ MAIL_URL: 'outbox:', DISTRIBUTOR_API_URL: `${distributorApi.url}/orders`, DISTRIBUTOR_API_KEY: 'k3y' },
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await distributorApi.stop();
});

const TAKEN: Answer = { status: 201, body: JSON.stringify({ reference: 'D-77' }) };
const UNCLEAR: Answer = { status: 502, body: '<html>' };

/** An order that may be placed, of a tenant of its own, and how it is placed by the interface. */
async function ready() {
  const buying = buyingAt(gateway, newId());
  const productId = await buying.save('product', {
    name: 'Laptop',
    mpn: 'LT-13',
    manufacturer: 'Example',
    vendorPartNumber: 'V-77',
  });
  await buying.approvedQuote(['Laptop'], { productId });
  const distributorId = await buying.save('company', { name: 'Distributor', number: 'ACC-1' });
  const order = await buying.ordered(await buying.items(1), distributorId);
  const before = distributorApi.seen.length;
  return {
    ...{ buying, order, distributorId },
    act: (action: string, body: object) => buying.post(`/v1/purchase-orders/${order.id}/${action}`, body),
    submit: () => buying.post(`/v1/purchase-orders/${order.id}/place`, { by: 'distributor' }),
    sent: () => distributorApi.seen.slice(before),
    stands: (): Promise<OrderView> => buying.order(order.id),
  };
}

function edit({ buyer }: Buying, { id }: OrderView, revision: unknown, body: object) {
  return gateway.call('PATCH', `/v1/purchase-orders/${id}`, {
    as: buyer,
    body,
    headers: { 'if-match': `"${String(revision)}"` },
  });
}

describe('a purchase order through the interface of its distributor', () => {
  it('FP-12: carries what the distributor needs, is placed with its number, and goes to the PSA', async () => {
    answer = TAKEN;
    const { buying, order, submit, sent, distributorId } = await ready();
    const integrationId = await gateway.announce(buying.tenantId);

    const placed = await submit();
    const again = await submit();

    expect(placed.body).toMatchObject({
      ...{ status: 'placed', placedBy: 'distributor', distributorReference: 'D-77' },
      sync: { [integrationId]: { status: 'pending' } },
    });
    expect(again.body['revision']).toBe(placed.body['revision']);
    expect(sent()).toHaveLength(1);
    const [request] = sent();
    expect(request).toMatchObject({ method: 'POST', url: '/orders', headers: { authorization: 'Bearer k3y' } });
    expect(JSON.parse(String(request?.body))).toEqual({
      ...{ tenantId: buying.tenantId, number: order.number, total: '20.00' },
      distributor: { id: distributorId, name: 'Distributor', number: 'ACC-1' },
      lines: [
        {
          line: 1,
          name: 'Laptop',
          mpn: 'LT-13',
          manufacturer: 'Example',
          vendorPartNumber: 'V-77',
          quantity: 2,
          unitCost: '10.00',
        },
      ],
    });
  });

  it('FP-12: goes out under the same key again after an unclear answer, and is neither changed nor placed otherwise meanwhile', async () => {
    answer = UNCLEAR;
    const { buying, order, act, submit, sent, stands } = await ready();

    const failed = await submit();
    const between = await stands();
    const changed = await edit(buying, order, (between as unknown as { revision: number }).revision, { memo: 'More' });
    const mailed = await act('place', { by: 'email', to: 'orders@distributor.example' });
    answer = TAKEN;
    const placed = await submit();

    expect([failed.status, failed.body['code']]).toEqual([503, 'distributor_unclear']);
    expect(between).toMatchObject({
      ...{ status: 'placing', placingBy: 'distributor' },
      placingFailure: { code: 'distributor_unclear', message: expect.stringContaining('may have the order') },
    });
    expect([changed, mailed].map(({ status, body }) => [status, body['code']])).toEqual([
      [409, 'order_status_conflict'],
      [409, 'order_placing_unclear'],
    ]);
    expect(placed.body).toMatchObject({ status: 'placed', distributorReference: 'D-77' });
    expect(placed.body['placingFailure']).toBeUndefined();
    const keys = sent().map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    ['noted as placed', 'place', { by: 'manual' }, { status: 'placed', placedBy: 'manual' }],
    ['cancelled', 'cancel', { reason: 'They never got it' }, { status: 'cancelled' }],
  ] as const)('after an unclear answer can be %s by whoever asked the distributor', async (_what, action, body, becomes) => {
    answer = UNCLEAR;
    const { act, submit, stands } = await ready();
    await submit();

    const settled = await act(action, body);

    expect(settled.status).toBe(200);
    const order = await stands();
    expect(order).toMatchObject(becomes);
    expect([order.placingBy, order.placingFailure]).toEqual([undefined, undefined]);
  });

  it('FP-12: that is refused says why and what to do, can be changed, and goes out under another key then', async () => {
    answer = { status: 422, body: JSON.stringify({ message: 'LT-13 is sold in fives.' }) };
    const { buying, order, submit, sent, stands } = await ready();

    const refused = await submit();
    const free = (await stands()) as OrderView & { revision: number };
    await edit(buying, order, free.revision, { lines: [{ id: order.lines[0]?.id, quantity: 5 }] });
    answer = TAKEN;
    const placed = await submit();

    expect([refused.status, refused.body['code']]).toEqual([502, 'distributor_refused']);
    expect(refused.body['detail']).toBe(
      'The distributor refused the order: LT-13 is sold in fives. Change the order and place it again, or place it by e-mail or manually.',
    );
    expect(free).toMatchObject({
      ...{ status: 'approved', placingFailure: { code: 'distributor_refused', message: refused.body['detail'] } },
    });
    expect(placed.body).toMatchObject({ status: 'placed', total: '50.00' });
    expect(new Set(sent().map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
  });

  it('that meets a limit is free for another way at once', async () => {
    answer = { status: 429, headers: { 'retry-after': '60' } };
    const { act, submit, stands } = await ready();

    const limited = await submit();
    const free = await stands();
    const mailed = await act('place', { by: 'email', to: 'orders@distributor.example' });

    expect([limited.status, limited.body['code']]).toEqual([503, 'distributor_unavailable']);
    expect(free.status).toBe('approved');
    expect(mailed.body).toMatchObject({ status: 'placed', placedBy: 'email' });
  });

  it.each([
    ['no JSON', 'thanks'],
    ['no number', '{}'],
    ['a number of another type', '{"reference":{}}'],
  ])('counts as taken where the answer has %s', async (_what, body) => {
    answer = { status: 200, body };
    const { submit } = await ready();

    const placed = await submit();

    expect(placed.body).toMatchObject({ status: 'placed', placedBy: 'distributor' });
    expect(placed.body['distributorReference']).toBeUndefined();
  });
});
