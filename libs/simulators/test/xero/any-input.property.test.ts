import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { line, useSimulator } from './harness.ts';

const xero = useSimulator();

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('__proto__', 'constructor', 'true', '1', '-1', '2026-01-05'));
const anything = fc.oneof(text, fc.jsonValue());

describe('the simulated Xero under any input', () => {
  it('answers a list or a problem, whatever parameters are sent (xero.md 4)', async () => {
    const name = fc.constantFrom(
      'where',
      'order',
      'page',
      'pageSize',
      'IDs',
      'InvoiceNumbers',
      'ContactIDs',
      'Statuses',
      'searchTerm',
      'includeArchived',
      'summaryOnly',
      'createdByMyApp',
      'unitdp',
      'DateFrom',
    );
    const path = fc.constantFrom('Invoices', 'Contacts', 'Items', 'Accounts', 'Payments', 'PurchaseOrders', 'TaxRates');
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(name, text, { maxKeys: 4 }), async (entity, parameters) => {
        const { status, json } = await xero.api.get(`${entity}?${new URLSearchParams(parameters).toString()}`);
        const shape = status === 200 ? Array.isArray(json[entity]) : json.Type === 'QueryParseException';

        expect([[200, 400].includes(status), shape, xero.simulator.bugs()]).toEqual([true, true, []]);
      }),
      { numRuns: 300 },
    );
  });

  it('reads any filter that is made of the parts of one (xero.md 4)', async () => {
    const part = fc.constantFrom(
      'Status',
      'Total',
      'Date',
      'Contact.Name',
      'SentToContact',
      '==',
      '!=',
      '<',
      'AND',
      '||',
      '!',
      '(',
      ')',
      '"DRAFT"',
      '1.5',
      'true',
      'null',
      'DateTime(2026,1,1)',
      'guid("x")',
      '.Contains("a")',
      '.ToLower()',
      ',',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 9 }), async (parts) => {
        const { status, json } = await xero.api.get(`Invoices?${new URLSearchParams({ where: parts.join(' ') }).toString()}`);

        expect([status === 200 || json.ErrorNumber === 16, xero.simulator.bugs()]).toEqual([true, []]);
      }),
      { numRuns: 400 },
    );
  });

  it('answers any body of a write with what it stored or with an error, and numbers stay unique (xero.md 4, 14)', async () => {
    const numberLike = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }), anything);
    const someLine = fc.record(
      {
        LineItemID: anything,
        Description: anything,
        Quantity: numberLike,
        UnitAmount: numberLike,
        LineAmount: numberLike,
        TaxAmount: numberLike,
        TaxType: fc.constantFrom<unknown>('OUTPUT2', 'NONE', 'X', null),
        AccountCode: fc.constantFrom<unknown>('200', '999', '', null),
        DiscountRate: numberLike,
        ItemCode: fc.constantFrom<unknown>('SKU-00001', 'X', null),
        Tracking: anything,
      },
      { requiredKeys: [] },
    );
    const element = fc.record(
      {
        InvoiceID: anything,
        Type: fc.constantFrom<unknown>('ACCREC', 'ACCPAY', 'X', null),
        InvoiceNumber: fc.constantFrom<unknown>('A', 'B', 'INV-0001', '', null),
        Contact: fc.oneof(fc.constantFrom({ Name: 'Demo Company 00001' }, { Name: 'New' }), anything),
        Date: fc.constantFrom<unknown>('2026-01-05', '/Date(1767571200000+0000)/', '2026-02-31', 'x', null),
        DueDate: fc.constantFrom<unknown>('2026-01-25', null),
        Status: fc.constantFrom<unknown>('DRAFT', 'AUTHORISED', 'VOIDED', 'PAID', 'X', null),
        LineAmountTypes: fc.constantFrom<unknown>('Exclusive', 'inclusive', 'NoTax', 'X', null),
        CurrencyCode: fc.constantFrom<unknown>('NZD', 'USD', 'X', null),
        CurrencyRate: numberLike,
        SentToContact: fc.constantFrom<unknown>(true, 'true', 1, null),
        Url: anything,
        LineItems: fc.oneof(fc.array(fc.oneof(someLine, fc.constant(line())), { maxLength: 3 }), anything),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      { weight: 6, arbitrary: fc.record({ Invoices: fc.array(element, { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.jsonValue() },
      { weight: 1, arbitrary: text },
    );
    const query = fc.constantFrom('', '?summarizeErrors=false', '?unitdp=4');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('PUT', 'POST'), body, query, async (method, sent, parameters) => {
        const { status } = await xero.api.call(method, `Invoices${parameters}`, { body: JSON.stringify(sent) });
        const numbers = xero.simulator.control
          .list({ entity: 'Invoices', where: 'Type=="ACCREC"', limit: 100_000 })
          .map(({ InvoiceNumber }) => InvoiceNumber);

        expect([[200, 400].includes(status), new Set(numbers).size, xero.simulator.bugs()]).toEqual([true, numbers.length, []]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps SubTotal, TotalTax and Total those of the lines, to the cent (xero.md 8)', async () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const someLine = fc.record({ quantity: fc.integer({ min: 0, max: 500 }), unit: cents, isTaxed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(someLine, { minLength: 1, maxLength: 6 }), async (lines) => {
        const made = await xero.make({
          LineItems: lines.map(({ quantity, unit, isTaxed }) =>
            line({ Quantity: quantity, UnitAmount: unit / 100, TaxType: isTaxed ? 'OUTPUT2' : 'NONE' }),
          ),
        });
        const amounts = lines.map(({ quantity, unit }) => quantity * unit);
        // 15 % of whole cents in integers: half a cent goes away from nought.
        const taxes = lines.map(({ isTaxed }, index) => {
          const twentieths = Math.abs((amounts[index] ?? 0) * 3);
          const tax = Math.floor((twentieths + 10) / 20);
          return isTaxed ? Math.sign(amounts[index] ?? 0) * tax : 0;
        });
        const subTotal = amounts.reduce((sum, one) => sum + one, 0);
        const totalTax = taxes.reduce((sum, one) => sum + one, 0);

        expect([made.SubTotal, made.TotalTax, made.Total].map((one) => Math.round(one * 100))).toEqual([
          subTotal + 0,
          totalTax + 0,
          subTotal + totalTax + 0,
        ]);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves everything as it was when a summarised batch is refused (xero.md 7.5)', async () => {
    const everything = () =>
      JSON.stringify(['Invoices', 'Contacts'].map((entity) => xero.simulator.control.list({ entity, limit: 1_000 })));
    const good = fc.record({
      name: fc.constantFrom('Demo Company 00001', 'New A', 'New B'),
      number: fc.constantFrom('A', 'B', undefined),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(good, { maxLength: 4 }), fc.nat(4), async (elements, at) => {
        const sent = elements.map(({ name, number }) => ({
          Type: 'ACCREC',
          Contact: { Name: name, EmailAddress: 'new@example.com' },
          InvoiceNumber: number,
          LineItems: [line()],
        }));
        const before = everything();
        const { status } = await xero.api.put('Invoices', { Invoices: sent.toSpliced(at, 0, {} as never) });

        expect([status, everything()]).toEqual([400, before]);
      }),
      { numRuns: 60 },
    );
  });

  it('answers any form at the token endpoint with tokens or an error (xero.md 2)', async () => {
    const forms = fc.dictionary(
      fc.constantFrom('grant_type', 'code', 'redirect_uri', 'refresh_token', 'scope'),
      fc.oneof(text, fc.constantFrom('authorization_code', 'refresh_token', 'client_credentials', 'accounting.contacts')),
    );
    await fc.assert(
      fc.asyncProperty(forms, fc.constantFrom('standard' as const, 'custom' as const), async (form, as) => {
        const { status, json } = await xero.api.token(form, { as });

        expect([status, json, xero.simulator.bugs()]).toEqual([
          expect.any(Number),
          status === 200 ? expect.objectContaining({ token_type: 'Bearer' }) : { error: expect.any(String) },
          [],
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
