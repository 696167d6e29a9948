import { afterAll, describe, expect, it } from '@jest/globals';
import { events, topics } from '@psa-bridge/contracts';
import { newId, PERMISSIONS } from '@psa-bridge/core';
import { person } from '@psa-bridge/http-server/route-suite';
import type { RecordInput } from '@psa-bridge/records';
import { eventually } from '@psa-bridge/testing';
import type { Reply } from '../gateway-harness.ts';
import { startForOurPartners } from '../partners.ts';

const { partners, ours, call } = await startForOurPartners();
afterAll(() => partners.gateway.stop());

const said = ({ status, body }: Reply): unknown[] => [status, body['code'], body['detail']];

/** The types of what a topic has about one record. */
async function heardOf(topic: string, id: string): Promise<(string | undefined)[]> {
  const all = await Array.fromAsync(partners.gateway.bus.readAll(topic));
  return all.filter(({ key }) => key.includes(id)).map(({ headers }) => headers['ce_type']);
}

function addStatus(value: Omit<RecordInput<'field_value'>, 'kind'>) {
  const data = { kind: 'opportunity_status', ...value };
  return partners.gateway.records.forTenant('us').create('field_value', data, { source: 'test', pushTo: [] });
}

describe('a DELETE', () => {
  it.each(['company', 'contact', 'product'] as const)(
    'makes a %s inactive, once and again, and erases nothing (PA-06)',
    async (noun) => {
      const path = `/${noun}/${ours[noun]}`;

      const statuses = [(await call('DELETE', path)).status, (await call('DELETE', path)).status];
      const { status, body } = await call('GET', path);

      expect([...statuses, status, body['isActive'], body['revision']]).toEqual([204, 204, 200, false, 2]);
    },
  );

  it('of a contact is taken back by undelete (PA-06)', async () => {
    await call('DELETE', `/contact/${ours.contact}`);

    const { status, body } = await call('POST', `/contact/${ours.contact}/undelete`);

    expect([status, body['isActive']]).toEqual([200, true]);
  });

  it.each([
    ['DELETE', 'opportunity', 'GET, PUT'],
    ['DELETE', 'quote', 'GET'],
    ['PUT', 'quote', 'GET'],
    ['PUT', 'category', 'GET'],
  ] as const)('%s of a %s is not offered (PA-06)', async (method, noun, allowed) => {
    const { status, headers } = await call(method, `/${noun}/${ours[noun]}`, method === 'PUT' ? {} : undefined);

    expect([status, headers.get('allow')]).toEqual([405, allowed]);
  });
});

describe("a partner's own identifier", () => {
  it.each([
    ['company', { name: 'Partner Ltd' }, { telephone: '555-0100' }],
    ['contact', { companyId: 'primary', firstName: 'Pat', email: 'pat@example.test' }, { jobTitle: 'Buyer' }],
    ['product', { name: 'Laptop 15' }, { price: '10.00' }],
  ])('creates a %s once, by which it is read, changed and deleted (PA-05, PA-31)', async (noun, made, changed) => {
    const path = `/${noun}/ext/partner-1`;

    const [first, second] = [await call('PUT', path, made), await call('PUT', path, changed)];
    const read = await call('GET', path);
    const deleted = await call('DELETE', path);

    expect([first.status, second.status, read.status, deleted.status]).toEqual([201, 200, 200, 204]);
    expect(read.body).toMatchObject({
      ...made,
      ...changed,
      id: first.body['id'],
      ...('companyId' in made && { companyId: ours.company }),
    });
    expect(first.headers.get('location')).toBe(`/public-api/${noun}/${String(first.body['id'])}`);
  });

  it('creates one record, however many create at once (PA-05)', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => call('PUT', '/company/ext/race', { name: 'Race Ltd' })));
    const { body } = await call('GET', '/company?name=Race Ltd');

    expect(new Set(made.map((reply) => reply.body['id'])).size).toBe(1);
    expect(body['total']).toBe(1);
  });

  it('that nobody has is not found, and what a new record would lack is said (PA-05)', async () => {
    const reply = await call('PUT', '/opportunity/ext/nobodys', { probability: 0.5 });

    expect(reply.status).toBe(404);
    expect(reply.body['detail']).toMatch(
      /^There is no opportunity with this external identifier, and what was given is not enough to create it: name: .+; companyId: /,
    );
  });

  it("is the tenant's own (PA-05)", async () => {
    await call('PUT', '/company/ext/mine', { name: 'Mine Ltd' });
    await partners.setPolicy('them', { isEnabled: true });
    const theirs = await partners.keyFor(person('them', [...PERMISSIONS]));

    expect((await partners.call(theirs, 'GET', '/company/ext/mine')).status).toBe(404);
  });
});

describe('an opportunity', () => {
  it('is upserted by its identifier (PA-06)', async () => {
    const made = await call('PUT', '/opportunity/ext/deal-1', { name: 'Deal', companyId: ours.company, probability: 0.25 });
    const changed = await call('PUT', '/opportunity/ext/deal-1', { expectedCloseDate: '2026-03-31' });

    expect([made.status, changed.status, changed.body['id']]).toEqual([201, 200, made.body['id']]);
    expect(changed.body).toMatchObject({ probability: 0.25, expectedCloseDate: '2026-03-31' });
  });

  it('cannot be won or lost where no status stands for it, and says what to do (PA-06)', async () => {
    expect(said(await call('POST', `/opportunity/${ours.opportunity}/win`))).toEqual([
      409,
      'opportunity_status_unknown',
      "No active opportunity status stands for won. Synchronize the PSA's field values, or add one with the label won.",
    ]);
  });

  it('is won and lost by the statuses that its PSA marks so, else by those that are called so (PA-06)', async () => {
    await addStatus({ key: '1', label: 'Active' });
    await addStatus({ key: '2', label: 'Lost' });
    await addStatus({ key: '9', label: 'Won', isActive: false });
    await addStatus({ key: '3', label: 'Signed', details: { isWon: true } });
    const path = `/opportunity/${ours.opportunity}`;

    const replies = [await call('POST', `${path}/win`), await call('POST', `${path}/lose`)];

    expect(replies.map(({ status, body }) => [status, body['status']])).toEqual([
      [200, '3'],
      [200, '2'],
    ]);
  });
});

describe('a quote', () => {
  const quote = () => ({
    ...{ title: 'Offer', companyId: ours.company, opportunityId: ours.opportunity },
    items: [{ name: 'Laptop', quantity: 1, unitPrice: '10.00', productId: ours.product }],
  });

  it('is created as a draft, or approved already (PA-06)', async () => {
    const [draft, approved] = [await call('POST', '/quote', quote()), await call('POST', '/quote/approved', quote())];

    expect([draft, approved].map(({ status, body }) => [status, body['status']])).toEqual([
      [201, 'draft'],
      [201, 'approved'],
    ]);
  });

  it('that is created approved is so from its first write on, which its only push goes with: no draft can be left (PA-06)', async () => {
    const integrationId = await partners.gateway.announce('us');

    const { body } = await call('POST', '/quote/approved', quote());

    const quoteId = String(body['id']);
    expect([body['revision'], body['status']]).toEqual([1, 'approved']);
    await eventually(async () => {
      expect(await heardOf(topics.records.name, quoteId)).toEqual([events.recordChanged.type]);
      expect(await heardOf(topics.commands('acme').name, quoteId)).toEqual([events.pushRecord.type]);
    });
    const record = await partners.gateway.records.forTenant('us').get('quote', quoteId);
    expect(record?.external[integrationId]?.sync.status).toBe('pending');
  });

  it('that is ordered is approved and waits in procurement, and a second order changes nothing (PA-06, FP-10)', async () => {
    const { body: made } = await call('POST', '/quote', quote());
    const path = `/quote/${String(made['id'])}/order`;

    const [first, second] = [await call('POST', path), await call('POST', path)];

    expect([first.status, first.body['status'], second.body['revision']]).toEqual([200, 'approved', first.body['revision']]);
    await eventually(async () => {
      const found = await partners.gateway.records
        .forTenant('us')
        .search('procurement_item', { from: 0, size: 10, filters: { quoteId: String(made['id']) } });
      expect(found.items.map(({ data }) => [data.name, data.status])).toEqual([['Laptop', 'pending']]);
    });
  });
});

describe('a batch of products', () => {
  it('creates and changes each for itself, and says in order what became of them (PA-06)', async () => {
    const { body: known } = await call('POST', '/product', { name: 'Known' });
    const items = [
      { name: 'New' },
      { id: known['id'], price: '5.00' },
      { externalIdentifier: 'batch-1', name: 'By theirs' },
      { externalIdentifier: 'batch-1', price: '7.00' },
      { price: '1.00' },
      { id: newId(), price: '1.00' },
      { name: 'Astray', categoryId: newId() },
    ];

    const { status, body } = await call('POST', '/product/batch', { items });

    const results = body['results'] as { result: string; id?: string; code?: string }[];
    expect(status).toBe(200);
    expect(results.map(({ result, code }) => code ?? result)).toEqual([
      ...['created', 'updated', 'created', 'updated'],
      ...['invalid_record', 'record_not_found', 'unknown_reference'],
    ]);
    expect([results[1]?.id, results[3]?.id]).toEqual([known['id'], results[2]?.id]);
  });

  it('is carried out once under its Idempotency-Key: the same answer again, and 422 for another batch', async () => {
    const headers = { 'idempotency-key': 'batch-of-a-partner' };
    const send = (name: string) => call('POST', '/product/batch', { items: [{ name }] }, headers);

    const first = await send('Made once');
    const again = await send('Made once');
    const other = await send('Something else');

    const made = await partners.gateway.records.forTenant('us').search('product', { from: 0, size: 5, query: 'Made once' });
    expect([first.status, again.status, other.status, made.total]).toEqual([200, 200, 422, 1]);
    expect(again.body).toEqual(first.body);
  });

  it('has 100 items at most (PA-06)', async () => {
    const items = Array.from({ length: 101 }, (_, at) => ({ name: `Product ${at}` }));

    const { status, body } = await call('POST', '/product/batch', { items });

    expect([status, (body['problems'] as { field: string }[])[0]?.field]).toEqual([400, 'body.items']);
  });
});

describe('categories and fields', () => {
  it('are read as a tree (PA-06)', async () => {
    const records = partners.gateway.records.forTenant('us');
    await records.create('category', { name: 'Cables', parentId: ours.category }, { source: 'test', pushTo: [] });

    const { body } = await call('GET', '/category/tree');

    expect(body['items']).toEqual([
      { id: ours.category, name: 'Hardware', children: [{ id: expect.any(String), name: 'Cables', children: [] }] },
    ]);
  });

  it('give the values of one kind in their order (PA-06)', async () => {
    const { body } = await call('GET', '/field/stage');

    expect(body['items']).toEqual([{ key: 'won', label: 'Won', isActive: true, position: 0 }]);
  });
});
