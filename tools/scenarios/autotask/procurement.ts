import { eventually } from '@psa-bridge/testing';
import { inStep, synchronize, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { arrived, line, LIMIT, offered, refusalOf, rowOf, rowsThere, type AutotaskStory, type Figures } from './story.ts';

const MAIL_TO = 'orders@distributor.example.com';
/** Orders above it wait for approval. */
const THRESHOLD = '100.00';
const SUBMITTED = 2;

/**
 * Point 4: what approved quotes want bought is pending, dismissed with a reason or ordered, above a threshold after approval, by
 * e-mail or elsewhere; the order stands in Autotask, and what is received there comes back with serial numbers (FP-10 to FP-13).
 */
export async function goodsProcured(story: AutotaskStory): Figures {
  const { api, checks, progress } = story;
  const policy = await api.request('PUT', '/v1/procurement-settings', { body: { approvalAbove: THRESHOLD } });
  checks.equal(policy.status, 204, 'FP-11: the threshold is saved');
  const products = await productsToBuy(story);
  const distributor = await arrived(story, 'companies', { name: 'Acme Distribution', telephone: '555-0100' });
  const wanted = await pendingItems(story, products);
  const [laptop, dock, cable, server] = wanted;
  const dismissed = await api.post<RecordView>(`/v1/procurement-items/${cable?.id ?? ''}/dismiss`, { reason: 'In stock' });
  checks.equal([dismissed['status'], dismissed['dismissedBecause']], ['dismissed', 'In stock'], 'FP-11: the dismissed item');
  const ordering = (items: readonly (RecordView | undefined)[]): object => ({
    ...{ distributorId: distributor.id, items: items.map((item) => ({ id: item?.id })) },
  });
  const refused = await refusalOf(story, 'POST', '/v1/purchase-orders', { body: ordering([cable]) });
  checks.equal([refused.status, refused.code], [409, 'item_not_pending'], 'FP-11: an order of the dismissed item');
  const small = await api.post<RecordView>('/v1/purchase-orders', ordering([laptop, dock]));
  const large = await api.post<RecordView>('/v1/purchase-orders', ordering([server]));
  checks.equal(
    [small['status'], large['status']],
    ['approved', 'awaiting_approval'],
    `FP-11: orders up to and above ${THRESHOLD}`,
  );
  await placedByMail(story, large);
  await api.post(`/v1/purchase-orders/${small.id}/place`, { by: 'manual' });
  const there = await inStep(api, `/v1/purchase-orders/${small.id}`, story.integrationId);
  orderThere(story, there, distributor);
  progress('two orders are placed, by e-mail and elsewhere, and stand in Autotask');
  await received(story, there, [laptop, dock]);
  progress('what Autotask received is received here, with serial numbers');
  return { procurementItems: wanted.length, purchaseOrders: 2, serialNumbers: 2 };
}

async function productsToBuy(story: AutotaskStory): Promise<readonly RecordView[]> {
  const made: RecordView[] = [];
  for (const product of [
    { name: 'Buy laptop', cost: '20.00', isSerialized: true },
    { name: 'Buy dock', cost: '10.00' },
    { name: 'Buy cable', cost: '1.00' },
    { name: 'Buy server', cost: '500.00' },
    { name: 'Buy licence', cost: '5.00', doesNotRequireProcurement: true },
  ])
    made.push(await arrived(story, 'products', { ...product, price: '600.00' }));
  return made;
}

/** Items of two quotes, in the order of the products; services and what needs no procurement are none (FP-10). */
async function pendingItems(story: AutotaskStory, products: readonly RecordView[]): Promise<readonly RecordView[]> {
  const { api, checks } = story;
  const company = await arrived(story, 'companies', { name: 'Acme Buyer', telephone: '555-0100' });
  const [service] = (await api.get<RecordPage>('/v1/services?size=1&sort=name')).items;
  const goods = products.map(({ id, ...product }) => line(String(product['name']), { productId: id, quantity: 2 }));
  const support = line('Support', { kind: 'service', serviceId: service?.id });
  const quotes = [
    await offered(story, { title: 'To buy', companyId: company.id, items: [...goods.slice(1), support], isApproved: true }),
    await offered(story, { title: 'To buy too', companyId: company.id, items: goods.slice(0, 1), isApproved: true }),
  ];
  const query = quotes.map(({ id }) => `quoteId=${id}`).join('&');
  const pending = await eventually(async () => {
    const { items, total } = await api.get<RecordPage>(`/v1/procurement-items?${query}&size=50`);
    if (total < 4) throw new Error(`${total} items are pending`);
    return items;
  }, LIMIT);
  const names = ['Buy laptop', 'Buy dock', 'Buy cable', 'Buy server'];
  checks.equal(pending.map((item) => item['name']).sort(), [...names].sort(), 'FP-10: what has to be bought');
  return names.flatMap((name) => pending.find((item) => item['name'] === name) ?? []);
}

/** Not before somebody let it pass; then it is mailed with its lines (FP-11, FP-12). */
async function placedByMail(story: AutotaskStory, order: RecordView): Promise<void> {
  const { api, checks, integrationId } = story;
  const path = `/v1/purchase-orders/${order.id}`;
  const early = await refusalOf(story, 'POST', `${path}/place`, { body: { by: 'manual' } });
  checks.equal([early.status, early.code], [409, 'order_status_conflict'], 'FP-11: an order placed before its approval');
  await api.post(`${path}/approve`);
  const placed = await api.post<RecordView>(`${path}/place`, { by: 'email', to: MAIL_TO });
  checks.equal([placed['status'], placed['placedBy']], ['placed', 'email'], 'FP-12: the order that was mailed');
  const { items } = await api.get<{ items: { to: string; text: string }[] }>('/v1/mail-outbox');
  const mail = items.find(({ to }) => to === MAIL_TO);
  checks.that(
    mail?.text.includes('Buy server: 2 x 500.00') === true,
    `FP-12: the mail says what is ordered: ${mail?.text ?? ''}`,
  );
  await inStep(api, path, integrationId);
}

function orderThere(story: AutotaskStory, order: RecordView, distributor: RecordView): void {
  const { checks } = story;
  const row = rowOf(story, 'PurchaseOrders', order);
  checks.equal(
    [row['externalPONumber'], row['vendorID'], row['status']],
    [order['number'], rowOf(story, 'Companies', distributor).id, SUBMITTED],
    'FP-13: the order in Autotask',
  );
  const lines = rowsThere(story, 'PurchaseOrderItems', 'orderID', row.id).map((item) => [item['quantity'], item['unitCost']]);
  checks.equal(
    lines,
    [
      [2, 20],
      [2, 10],
    ],
    'FP-13: the lines of the order in Autotask',
  );
}

async function received(
  story: AutotaskStory,
  order: RecordView,
  [laptop, dock]: readonly (RecordView | undefined)[],
): Promise<void> {
  const { api, autotask, integrationId, checks } = story;
  const [first, second] = rowsThere(story, 'PurchaseOrderItems', 'orderID', rowOf(story, 'PurchaseOrders', order).id);
  const receive = (item: number | undefined, quantityNowReceiving: number, serialNumber: string | null = null) =>
    autotask.control.create({
      entity: 'PurchaseOrderItemReceiving',
      values: { purchaseOrderItemID: item ?? 0, quantityNowReceiving, serialNumber },
    });
  const becomes = async (status: string): Promise<void> => {
    await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
    checks.equal((await api.get<RecordView>(`/v1/purchase-orders/${order.id}`))['status'], status, 'FP-13: the order here');
  };
  receive(first?.id, 1, 'SN-1');
  await becomes('partially_received');
  receive(first?.id, 1, 'SN-2');
  receive(second?.id, 2);
  await becomes('received');
  const expected = [
    [laptop, ['SN-1', 'SN-2']],
    [dock, []],
  ] as const;
  for (const [item, serialNumbers] of expected) {
    const now = await eventually(async () => {
      const found = await api.get<RecordView>(`/v1/procurement-items/${item?.id ?? ''}`);
      if (found['status'] !== 'received') throw new Error(`${String(found['name'])} is ${String(found['status'])}`);
      return found;
    }, LIMIT);
    checks.equal([now['receivedQuantity'], now['serialNumbers']], [2, serialNumbers], `FP-13: ${String(now['name'])}`);
  }
}
