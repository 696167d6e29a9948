import { describe, expect, it } from '@jest/globals';
import { invoice, line, useSimulator } from './harness.ts';

const xero = useSimulator();

const good = invoice({ InvoiceNumber: 'AT-1' });
const bad = invoice({ InvoiceNumber: 'AT-2', Contact: { Name: 'Demo Company 00099', EmailAddress: 'wrong' } });
const put = (elements: unknown[], query = '') => xero.api.put(`Invoices${query}`, { Invoices: elements });
const count = (entity: string) => xero.simulator.control.count({ entity });

describe('summarizeErrors (xero.md 7.5, 18.8)', () => {
  it('false answers 200 and each element by itself: one saved, one refused', async () => {
    const { status, json } = await put([good, bad, invoice()], '?summarizeErrors=false');

    expect(status).toBe(200);
    expect(json.Invoices).toMatchObject([
      { InvoiceNumber: 'AT-1', StatusAttributeString: 'OK', HasErrors: false },
      {
        InvoiceID: '00000000-0000-0000-0000-000000000000',
        InvoiceNumber: 'AT-2',
        StatusAttributeString: 'ERROR',
        HasErrors: true,
        ValidationErrors: [{ Message: 'Email address must be valid.' }],
      },
      { StatusAttributeString: 'OK' },
    ]);
    expect([count('Invoices'), count('Contacts')]).toEqual([7, 10]);
  });

  it.each(['', '?summarizeErrors=true'])("with '%s' one bad element fails the whole request", async (query) => {
    const { status, json } = await put([good, bad], query);

    expect([status, json]).toMatchObject([
      400,
      {
        ErrorNumber: 10,
        Type: 'ValidationException',
        Message: 'A validation exception occurred',
        Elements: [{ InvoiceNumber: 'AT-2', ValidationErrors: [{ Message: 'Email address must be valid.' }] }],
      },
    ]);
    expect([count('Invoices'), xero.simulator.control.counters().writes]).toEqual([5, {}]);
  });

  it('left out may mean false, as the spec says', async () => {
    xero.set({ summarizeErrorsDefault: false });

    expect([(await put([good, bad])).status, count('Invoices')]).toEqual([200, 6]);
  });

  it('may keep what was good in a request that was refused', async () => {
    xero.set({ validKept: true });

    expect([(await put([good, bad])).status, count('Invoices')]).toEqual([400, 6]);
  });

  it('counts nothing of an element that is refused, not even the contact that it would have made', async () => {
    const refused = invoice({ Contact: { Name: 'New Ltd' }, CurrencyCode: 'EUR' });
    await put([good, refused], '?summarizeErrors=false');

    expect([count('Contacts'), xero.simulator.control.counters().writes]).toEqual([10, { Invoices: { create: 1 } }]);
  });

  it('holds a number against those before it in the request', async () => {
    const { json } = await put([good, good], '?summarizeErrors=false');

    expect(json.Invoices[1].ValidationErrors).toEqual([{ Message: 'Invoice # must be unique.' }]);
  });
});

describe('requests (xero.md 4, 5.3, 14)', () => {
  it('take 50 documents, and refuse more unless switched', async () => {
    const many = Array.from({ length: 51 }, () => invoice());
    const refused = await put(many);
    const taken = await put(many.slice(1));
    xero.set({ documentsPerRequest: null });

    expect([refused.status, taken.status, (await put(many)).status, count('Invoices')]).toEqual([400, 200, 200, 106]);
  });

  it('take 500 items', async () => {
    const items = Array.from({ length: 500 }, (_item, index) => ({ Code: `NEW-${index}` }));

    expect([(await xero.api.put('Items', { Items: items })).status, count('Items')]).toEqual([200, 520]);
  });

  it('take one bare object', async () => {
    expect((await xero.api.put('Invoices', invoice())).json.Invoices).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{', 14],
    ['a member of the wrong type', { Invoices: [invoice({ LineItems: 'none' })] }, 14],
    ['a number that is none', { Invoices: [invoice({ LineItems: [line({ Quantity: 'two' })] })] }, 14],
    ['an element that is no object', { Invoices: [1] }, 14],
    ['nothing', {}, 17],
    ['an empty list', { Invoices: [] }, 17],
  ])('that hold %s are a 400 without elements', async (_what, body, ErrorNumber) => {
    const { status, json } = await xero.api.put('Invoices?summarizeErrors=false', body);

    expect([status, json]).toEqual([400, { ErrorNumber, Type: expect.any(String), Message: expect.any(String) }]);
  });

  it('undo the elements before one that is no JSON object', async () => {
    expect([(await put([good, invoice({ Date: 'soon' })], '?summarizeErrors=false')).status, count('Invoices')]).toEqual([
      400, 5,
    ]);
  });

  it('need the content type of JSON, and answer XML unless JSON is accepted', async () => {
    const sent = { body: JSON.stringify(good) };
    const plain = await xero.api.call('PUT', 'Invoices', { ...sent, headers: { 'content-type': 'text/plain' } });
    const xml = await xero.api.call('GET', 'Organisation', { headers: { accept: '*/*' } });

    expect([plain.status, xml.headers.get('content-type')]).toEqual([412, 'text/xml; charset=utf-8']);
    expect(xml.text).toContain('<Organisation><OrganisationID>');
  });

  it.each([
    ['GET', 'Nothing', 404],
    ['GET', 'Invoices/none', 404],
    ['GET', 'Invoices/a/b/c', 404],
    ['DELETE', 'Invoices', 501],
    ['PUT', 'Accounts', 501],
    ['PUT', 'Currencies', 501],
    ['PUT', 'Organisation', 501],
    ['POST', 'Invoices/none', 404],
    ['GET', 'Invoices/none/Email', 501],
    ['PUT', 'Invoices/none/Nothing', 404],
  ])('%s %s is a %d', async (method, path, status) => {
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: { Reference: 'x' } };

    expect((await xero.api.call(method, path, body)).status).toBe(status);
  });

  it('tells what is not there as text or JSON', async () => {
    const text = await xero.api.get('Invoices/none');
    xero.set({ notFound: 'json' });
    const json = await xero.api.get('Invoices/none');

    expect([text.json, json.json]).toMatchObject([undefined, { Status: 404 }]);
  });

  it('are answered in the envelope', async () => {
    expect((await xero.api.put('Invoices', good)).json).toMatchObject({
      Id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Status: 'OK',
      ProviderName: 'Demo App',
      DateTimeUTC: expect.stringMatching(/^\/Date\(\d+\+0000\)\/$/),
    });
  });
});
