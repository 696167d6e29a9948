import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { invoice, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const list = (query: string, entity = 'Invoices') => xero.api.get(`${entity}?${query}`);
const numbers = async (parameters: Record<string, string>) => {
  const { json } = await list(new URLSearchParams(parameters).toString());
  return json.Invoices.map(({ InvoiceNumber }: { InvoiceNumber: string }) => InvoiceNumber.slice(-1)).join('');
};

describe('lists (xero.md 4, 7.1)', () => {
  it('are paged on request, with lines, and leave lines out when they are not paged', async () => {
    const all = await list('');
    const page = await list('page=2&pageSize=2');
    const { json: short } = await list('page=1&summaryOnly=true');

    expect([all.json.Invoices.length, all.json.Invoices[0].LineItems, all.json.pagination]).toEqual([5, [], undefined]);
    expect(page.json.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 3, itemCount: 5 });
    expect(page.json.Invoices.map(({ LineItems }: { LineItems: unknown[] }) => LineItems.length)).toEqual([2, 2]);
    expect([short.pagination.pageSize, short.Invoices[0].LineItems]).toEqual([100, []]);
  });

  it.each(['page=0', 'page=x', 'page=1&pageSize=1001', 'pageSize=0'])('refuse %s', async (query) => {
    expect((await list(query)).json).toMatchObject({ ErrorNumber: 16, Type: 'QueryParseException' });
  });

  it('filter by ids, numbers, contacts, statuses and search term', async () => {
    const { json } = await list('');
    const [first, second] = json.Invoices;

    expect([
      await numbers({ IDs: `${second.InvoiceID},${first.InvoiceID}` }),
      await numbers({ InvoiceNumbers: 'inv-0002,INV-0004,INV-0099' }),
      await numbers({ ContactIDs: first.Contact.ContactID }),
      await numbers({ Statuses: 'DRAFT,PAID' }),
      await numbers({ searchTerm: 'ORDER 00003' }),
      await numbers({ Statuses: 'DRAFT', searchTerm: '0005' }),
    ]).toEqual(['12', '24', '1', '145', '3', '5']);
    expect((await list('IDs=none')).status).toBe(400);
  });

  it('tell the documents of this app from others', async () => {
    const made = await xero.make();

    expect(await numbers({ createdByMyApp: 'true' })).toBe(made.InvoiceNumber.slice(-1));
  });

  it.each([
    ['Status=="DRAFT"', '15'],
    ['Status = "DRAFT" OR Status=="PAID"', '145'],
    ['Status=="AUTHORISED" AND InvoiceNumber!="INV-0002"', '3'],
    ['!(Status=="DRAFT" || Status=="PAID")', '23'],
    ['InvoiceNumber.Contains("0003")', '3'],
    ['Reference.StartsWith("Demo") && Reference.EndsWith("2")', '2'],
    ['Reference.ToLower().Contains("order 00001")', '1'],
    ['Contact.Name=="démo COMPANY 00001"', '1'],
    ['Contact.Name != null AND Date>=DateTime(2025,12,06)', '12345'],
    ['Date<DateTime(2025,12,06)', ''],
    ['AmountDue==0 && Total>0', '4'],
    ['SentToContact', ''],
    ['SentToContact==false', '12345'],
    ['FullyPaidOnDate!=null', '4'],
    ['DueDate==DateTime(2026,01,25) AND Type=="ACCREC"', '12345'],
  ])('where=%s finds %s', async (where, found) => {
    expect(await numbers({ where })).toBe(found);
  });

  it('find by a guid in where, and by a text with a quote in it', async () => {
    const made = await xero.make({ Contact: { Name: 'The "Best" Ltd' } });

    expect(await numbers({ where: `Contact.ContactID==guid("${made.Contact.ContactID.toUpperCase()}")` })).toBe('6');
    expect(await numbers({ where: 'Contact.Name=="The \\"Best\\" Ltd"' })).toBe('6');
  });

  it.each([
    'Nothing=="x"',
    'Status',
    'Status==1',
    'Date=="2026"',
    'Status=="x',
    'Status==',
    '(Status=="x"',
    'Status=="x")',
    'Status.Length("x")',
    'Total.Contains("1")',
    'Date==DateTime(2026)',
    '__proto__=="x"',
    `${'('.repeat(60)}SentToContact${')'.repeat(60)}`,
  ])('refuse where=%s', async (where) => {
    expect((await list(new URLSearchParams({ where }).toString())).json).toMatchObject({ ErrorNumber: 16 });
  });

  it('are in the order that is asked for', async () => {
    await xero.make({ Date: '2026-01-01', Reference: 'B' });
    await xero.make({ Date: '2026-01-02', Reference: 'A' });

    expect([
      await numbers({ order: 'Date DESC' }),
      await numbers({ order: 'Reference' }),
      await numbers({ order: 'Type, InvoiceNumber DESC' }),
      (await list('order=Nothing')).status,
      (await list('order=Date%20up')).status,
    ]).toEqual(['7612345', '7612345', '7654321', 400, 400]);
  });

  it('tell what has changed since a second', async () => {
    const since = (time: string, entity = 'Invoices') => xero.api.call('GET', entity, { headers: { 'if-modified-since': time } });
    const second = Math.floor(clock.now().getTime() / 1_000) * 1_000 + 1_000;
    const text = (ms: number) => new Date(ms).toISOString().slice(0, 19);
    await clock.advance(second - clock.now().getTime());
    await xero.make();
    await clock.advance(500);
    await xero.make();
    const now = text(second);
    const after = text(second + 1_000);

    expect((await since(now)).json.Invoices).toHaveLength(2);
    expect((await since(new Date(second).toUTCString())).json.Invoices).toHaveLength(2);
    expect((await since(after)).json.Invoices).toEqual([]);
    expect((await since(after, 'TaxRates')).json.TaxRates.length).toBeGreaterThan(3);
    xero.set({ emptyIsNotModified: true });
    expect([(await since(after)).status, (await since(now)).status]).toEqual([304, 200]);
  });

  it('do not tell of a due date or a mark of sending on a part-paid invoice', async () => {
    const made = await xero.make({ Status: 'AUTHORISED' });
    await xero.api.put('Payments', { Invoice: { InvoiceID: made.InvoiceID }, Account: { Code: '090' }, Amount: 1 });
    const { json: before } = await xero.api.get(`Invoices/${made.InvoiceID}`);
    await clock.advance(60_000);
    const quiet = await xero.api.post(`Invoices/${made.InvoiceID}`, { DueDate: '2026-03-01', SentToContact: true });
    const loud = await xero.api.post(`Invoices/${made.InvoiceID}`, { Reference: 'x' });

    expect(quiet.json.Invoices[0]).toMatchObject({ DueDateString: '2026-03-01T00:00:00', SentToContact: true });
    expect(quiet.json.Invoices[0].UpdatedDateUTC).toBe(before.Invoices[0].UpdatedDateUTC);
    expect(loud.json.Invoices[0].UpdatedDateUTC).not.toBe(before.Invoices[0].UpdatedDateUTC);
  });

  it('find contacts by search term, but not by account number, which where finds', async () => {
    const names = async (query: string) => (await list(query, 'Contacts')).json.Contacts.length;
    await xero.api.post('Contacts', { Name: 'Demo Company 00004', ContactNumber: 'CN-4' });

    expect([
      await names('searchTerm=cn-4'),
      await names('searchTerm=A-00002'),
      await names('where=AccountNumber%3D%3D%22A-00002%22'),
    ]).toEqual([1, 0, 1]);
  });

  it('show a document by its number too', async () => {
    await xero.make({ InvoiceNumber: 'AT/9' });

    expect((await xero.api.get('Invoices/AT%2F9')).json.Invoices[0]).toMatchObject({ InvoiceNumber: 'AT/9' });
  });

  it('refuse to answer more than 100,000 rows at once', async () => {
    xero.simulator.control.reset({ seed: { organisations: 1, contacts: 100_001, items: 0, invoices: 0, randomSeed: 1 } });
    await xero.api.signIn();

    expect([(await list('', 'Contacts')).status, (await list('page=1001', 'Contacts')).json.Contacts.length]).toEqual([400, 1]);
  });

  it('tell the same data for the same seed', async () => {
    const shown = () => JSON.stringify(xero.simulator.control.list({ entity: 'Invoices', organisation: 1 }));
    const before = shown();
    xero.simulator.control.reset();

    expect([shown(), invoice()]).toEqual([before, invoice()]);
  });
});
