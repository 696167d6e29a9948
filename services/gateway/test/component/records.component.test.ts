import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { person } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;

const editor = person('t1', ['Company editor', 'Product editor', 'Quote editor']);
/** Of a tenant that has a PSA, without which there are no new contacts (ID-52). */
const withPsa = person('with-psa', ['Company editor']);

beforeAll(async () => {
  gateway = await startGateway();
  await gateway.announce(withPsa.tenantId);
});
afterAll(() => gateway.stop());

async function create(path: string, body: object, as = editor) {
  const reply = await gateway.call('POST', path, { as, body });
  expect(reply.status).toBe(201);
  return reply.body as { id: string; revision: number; [field: string]: unknown };
}

describe('a record', () => {
  it('is created with an id of ours, its place and its ETag', async () => {
    const { status, headers, body } = await gateway.call('POST', '/v1/companies', { as: editor, body: { name: 'Example Ltd' } });

    expect(status).toBe(201);
    expect(body).toMatchObject({ id: expect.any(String), name: 'Example Ltd', isActive: true, revision: 1, sync: {} });
    expect(headers.get('location')).toBe(`/v1/companies/${String(body['id'])}`);
    expect(headers.get('etag')).toBe('"1"');
  });

  it('is read back as it was created', async () => {
    const company = await create('/v1/companies', { name: 'Read me' });

    const { status, headers, body } = await gateway.call('GET', `/v1/companies/${company.id}`, { as: person('t1') });

    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toEqual(company);
  });

  it('keeps the fields that an update does not name, and clears those set to null', async () => {
    const company = await create('/v1/companies', {
      name: 'Old',
      telephone: '1',
      website: 'x',
      isActive: false,
      customFields: { a: 1, b: 2 },
    });

    const { status, headers, body } = await gateway.call('PATCH', `/v1/companies/${company.id}`, {
      as: editor,
      headers: { 'if-match': '"1"' },
      body: { name: 'New', website: null, customFields: { b: 3 } },
    });

    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ name: 'New', telephone: '1', isActive: false, customFields: { a: 1, b: 3 }, revision: 2 });
    expect(body).not.toHaveProperty('website');
  });

  it('is not updated without If-Match', async () => {
    const company = await create('/v1/companies', { name: 'Guarded' });

    const { status, body } = await gateway.call('PATCH', `/v1/companies/${company.id}`, { as: editor, body: { name: 'Other' } });

    expect([status, body['code']]).toEqual([428, 'if_match_required']);
  });

  it('is not updated when somebody was faster', async () => {
    const company = await create('/v1/companies', { name: 'First' });
    const change = (name: string) =>
      gateway.call('PATCH', `/v1/companies/${company.id}`, { as: editor, headers: { 'if-match': '"1"' }, body: { name } });

    const replies = await Promise.all([change('Second'), change('Third')]);

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(replies.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'revision_conflict', currentRevision: 2 });
  });

  it('names the fields of a body that does not fit', async () => {
    const { status, body } = await gateway.call('POST', '/v1/products', {
      as: editor,
      body: { price: 12, isActive: 'yes', surprise: 1 },
    });

    expect(status).toBe(400);
    expect((body['problems'] as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'body.isActive',
      'body.name',
      'body.price',
      'body.surprise',
    ]);
  });

  it('is no new contact while no PSA is configured, and is one as soon as one is, though it is not connected yet (ID-52)', async () => {
    const as = person('without-psa', ['Company editor']);
    const company = await gateway.call('POST', '/v1/companies', { as, body: { name: 'Own Ltd' } });
    const body = { companyId: company.body['id'], firstName: 'Ann', email: 'ann@example.test' };
    const ask = () => gateway.call('POST', '/v1/contacts', { as, body });

    const refused = await ask();
    const integrationId = await gateway.announce('without-psa', { state: 'connecting' });
    const made = await ask();
    await gateway.announceRemoval('without-psa', integrationId, 'acme');
    const again = await ask();
    const changed = await gateway.call('PATCH', `/v1/contacts/${String(made.body['id'])}`, {
      ...{ as, headers: { 'if-match': '"1"' }, body: { firstName: 'Anna' } },
    });

    expect([refused.status, refused.body['code'], refused.body['detail']]).toEqual([
      409,
      'no_psa_configured',
      'New contacts cannot be made while no PSA is configured. Connect one under Integrations first.',
    ]);
    expect([made.status, again.status, changed.status]).toEqual([201, 409, 200]);
  });

  it('may not name records that do not exist', async () => {
    const { status, body } = await gateway.call('POST', '/v1/contacts', {
      as: withPsa,
      body: { companyId: newId(), firstName: 'Ann', email: 'ann@example.test' },
    });

    expect([status, body['code']]).toEqual([400, 'unknown_reference']);
    expect(body['problems']).toEqual([{ field: 'body.companyId', message: 'there is no company with this id' }]);
  });

  it('is no contact without e-mail address, first name and company, and what is no address is none (ID-50)', async () => {
    const [empty, malformed] = await Promise.all(
      [{}, { companyId: newId(), firstName: 'Ann', email: 'ann' }].map((body) =>
        gateway.call('POST', '/v1/contacts', { as: withPsa, body }),
      ),
    );

    const fieldsOf = (body: Readonly<Record<string, unknown>> = {}) =>
      (body['problems'] as { field: string }[]).map(({ field }) => field).sort();
    expect([empty?.status, fieldsOf(empty?.body)]).toEqual([400, ['body.companyId', 'body.email', 'body.firstName']]);
    expect([malformed?.status, fieldsOf(malformed?.body)]).toEqual([400, ['body.email']]);
  });

  it("keeps a contact's e-mail for ever (ID-50)", async () => {
    const company = await create('/v1/companies', { name: 'With contact' }, withPsa);
    const newContact = { companyId: company.id, firstName: 'Ann', email: 'ann@example.test' };
    const contact = await create('/v1/contacts', newContact, withPsa);

    const { status, body } = await gateway.call('PATCH', `/v1/contacts/${contact.id}`, {
      as: withPsa,
      headers: { 'if-match': '"1"' },
      body: { email: 'other@example.test' },
    });

    expect([status, body['code']]).toEqual([400, 'contact_email_immutable']);
  });
});

describe('a search (PA-04)', () => {
  const searcher = person('searching', ['Company editor', 'Product editor']);

  beforeAll(async () => {
    for (const [name, type, isActive] of [
      ['Alpha', 'customer', true],
      ['Beta', 'vendor', true],
      ['Gamma', 'customer', false],
      ['Alphabet', 'prospect', true],
    ]) {
      await create('/v1/companies', { name, type, isActive }, searcher);
    }
  });

  async function names(query: string): Promise<unknown> {
    const { status, body } = await gateway.call('GET', `/v1/companies?${query}`, { as: searcher });
    expect(status).toBe(200);
    return [body['total'], (body['items'] as { name: string }[]).map(({ name }) => name)];
  }

  it('takes words, filters and an order', async () => {
    expect(await names('query=alpha&sort=-name')).toEqual([2, ['Alphabet', 'Alpha']]);
    expect(await names('type=customer&isActive=false')).toEqual([1, ['Gamma']]);
  });

  it('takes several values of a filter', async () => {
    expect(await names('type=vendor&type=prospect&sort=name')).toEqual([2, ['Alphabet', 'Beta']]);
  });

  it('answers a part and the whole number', async () => {
    expect(await names('sort=name&from=1&size=2')).toEqual([4, ['Alphabet', 'Beta']]);
  });

  it('says which parameter is wrong and what would be right', async () => {
    const { status, body } = await gateway.call('GET', '/v1/products?size=0&sort=price&productType=car&colour=red', {
      as: searcher,
    });

    expect(status).toBe(400);
    expect(body['problems']).toEqual(
      expect.arrayContaining([
        { field: 'query.size', message: expect.any(String) },
        { field: 'query.sort', message: expect.stringContaining('name, mpn, manufacturer') },
        { field: 'query.productType', message: 'must be one of one-time, recurring, labour, bundle' },
        { field: 'query.colour', message: expect.stringContaining('not known') },
      ]),
    );
  });
});

describe('a quote', () => {
  const item = { name: 'Laptop', quantity: 2, unitPrice: '999.00' };

  async function quote(items: readonly object[] = [item]) {
    const company = await create('/v1/companies', { name: 'Quoted' });
    const opportunity = await create('/v1/opportunities', { name: 'Laptops', companyId: company.id });
    return create('/v1/quotes', { title: 'Offer', companyId: company.id, opportunityId: opportunity.id, items });
  }
  const itemsOf = (body: object) => (body as { items: { id: string; name: string }[] }).items;

  it('begins as a draft, its lines with ids of ours', async () => {
    const created = await quote();

    expect(created).toMatchObject({ status: 'draft', items: [{ ...item, kind: 'product', id: expect.any(String) }] });
  });

  it('keeps the ids of lines that stay, and gives new ones to new lines', async () => {
    const created = await quote();
    const [kept] = itemsOf(created);

    const { body } = await gateway.call('PATCH', `/v1/quotes/${created.id}`, {
      as: editor,
      headers: { 'if-match': '"1"' },
      body: { items: [{ ...item, name: 'Mouse' }, kept] },
    });

    expect(itemsOf(body).map(({ name }) => name)).toEqual(['Mouse', 'Laptop']);
    expect(itemsOf(body)[1]?.id).toBe(kept?.id);
    expect(itemsOf(body)[0]?.id).not.toBe(kept?.id);
  });

  it('takes no line with an id that it does not have', async () => {
    const created = await quote();

    const { status, body } = await gateway.call('PATCH', `/v1/quotes/${created.id}`, {
      as: editor,
      headers: { 'if-match': '"1"' },
      body: { items: [{ ...item, id: newId() }] },
    });

    expect([status, body['code']]).toEqual([400, 'unknown_reference']);
    expect(body['problems']).toMatchObject([{ field: 'body.items.0.id' }]);
  });

  it('is approved by its action, and by nothing else', async () => {
    const created = await quote();

    const byEdit = await gateway.call('PATCH', `/v1/quotes/${created.id}`, {
      as: editor,
      headers: { 'if-match': '"1"' },
      body: { status: 'approved' },
    });
    const byAction = await gateway.call('POST', `/v1/quotes/${created.id}/approve`, { as: editor });
    const again = await gateway.call('POST', `/v1/quotes/${created.id}/approve`, { as: editor });

    expect([byEdit.status, byAction.status, again.status]).toEqual([400, 200, 200]);
    expect(again.body).toMatchObject({ status: 'approved', revision: 2 });
  });

  it('is not approved in a revision that was not seen', async () => {
    const created = await quote();
    await gateway.call('POST', `/v1/quotes/${created.id}/send`, { as: editor });

    const { status } = await gateway.call('POST', `/v1/quotes/${created.id}/approve`, {
      as: editor,
      headers: { 'if-match': '"1"' },
    });

    expect(status).toBe(412);
  });

  it('is not declined before it was sent', async () => {
    const created = await quote();

    const { status, body } = await gateway.call('POST', `/v1/quotes/${created.id}/decline`, { as: editor });

    expect([status, body['code']]).toEqual([409, 'quote_status_conflict']);
  });

  it('may be approved by many at once', async () => {
    const created = await quote();

    const replies = await Promise.all(
      [1, 2, 3].map(() => gateway.call('POST', `/v1/quotes/${created.id}/approve`, { as: editor })),
    );

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
