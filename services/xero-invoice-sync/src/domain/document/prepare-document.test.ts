import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal, roundedCents } from '../../../test/integer-money.ts';
import { CHART, invoice, item, options } from '../../../test/invoices.ts';
import type { BillingItem, SourceInvoice } from '../invoice.ts';
import type { SyncOptions } from '../options.ts';
import { prepareDocument } from './prepare-document.ts';
import type { XeroDocument } from './xero-document.ts';

function documentOf(source: SourceInvoice, choices: SyncOptions = options()): XeroDocument {
  const prepared = prepareDocument(source, choices, CHART);
  if (prepared.kind !== 'document') throw new Error(prepared.problem.message);
  return prepared.document;
}

/** Whole cents of what Xero will show, by integers alone: an oracle that shares nothing with the code under test. */
function xeroCents({ lines, lineAmountTypes }: XeroDocument): bigint {
  const cents = (text: string | undefined): bigint => BigInt((text ?? '0.00').replace('.', ''));
  return lines.reduce(
    (total, line) => total + cents(line.lineAmount) + (lineAmountTypes === 'Exclusive' ? cents(line.taxAmount) : 0n),
    0n,
  );
}

describe('the Xero document of an invoice', () => {
  it('carries lines, accounts, tax, dates and our mark', () => {
    const document = documentOf(invoice({ orderNumber: 'PO-9' }));

    expect(document).toEqual({
      kind: 'invoice',
      reference: 'PO-9 AT:4711',
      date: '2026-11-02',
      dueDate: '2026-11-20',
      currency: 'NZD',
      status: 'DRAFT',
      isSent: false,
      lineAmountTypes: 'Exclusive',
      lines: [
        {
          description: 'Demo work',
          quantity: '2',
          unitAmount: '50',
          lineAmount: '100.00',
          accountCode: '260',
          taxAmount: '15.00',
        },
      ],
    });
  });

  it.each([
    ['draft', 'DRAFT', false],
    ['approved', 'AUTHORISED', false],
    ['approved-and-sent', 'AUTHORISED', true],
  ] as const)('XI-20: imported as %s it is %s, and marked as sent: %s', (importAs, status, isSent) => {
    expect(documentOf(invoice(), options({ importAs }))).toMatchObject({ status, isSent });
  });

  it.each([
    ['xero', undefined],
    ['autotask-id', 'INV:4711'],
    ['autotask-number', 'AT-1001'],
  ] as const)('XI-21: numbered by %s it has the number %s', (numbering, number) => {
    expect(documentOf(invoice(), options({ numbering, numberPrefix: 'AT-' })).number).toBe(number);
  });

  it.each([
    [{ dueDate: '2026-11-20' }, 'due-date', '2026-11-20'],
    [{ dueDate: undefined, paymentDueInDays: 30 }, 'due-date', '2026-12-02'],
    [{ dueDate: undefined }, 'due-date', '2026-11-02'],
    [{ dueDate: '2026-11-20' }, 'invoice-date', '2026-11-02'],
  ] as const)('XI-22: with %j the due date from the %s is %s', (given, dueDateFrom, dueDate) => {
    const { dueDate: _own, ...rest } = invoice();
    const { dueDate: due, ...others } = given as { dueDate?: string };

    expect(documentOf({ ...rest, ...others, ...(due ? { dueDate: due } : {}) }, options({ dueDateFrom })).dueDate).toBe(dueDate);
  });

  it('XI-22: a long order number is cut, never the mark', () => {
    const { reference } = documentOf(invoice({ orderNumber: 'x'.repeat(400) }));

    expect(reference).toHaveLength(255);
    expect(reference.endsWith(' AT:4711')).toBe(true);
  });

  it('XI-24: an unmapped billing code and one mapped to a dead account take the default, each with its exact note', () => {
    const lines = [item({ billingCodeId: '8', extendedPrice: '40', rate: '20', taxDollars: '6' }), item({ billingCodeId: '9' })];
    const choices = options({ accounts: { byBillingCode: { '9': '999' }, default: '200' } });
    const prepared = prepareDocument(invoice({ lines, total: '161', taxTotal: '21' }), choices, CHART);

    expect(prepared).toMatchObject({
      notes: [
        'No matching Account Code for AT allocation Code Id: 8 using default xero code 200',
        "Xero warning: Account code '999' has been removed as it does not match an active account.",
      ],
      document: { lines: [{ accountCode: '200' }, { accountCode: '200' }] },
    });
  });

  it('XI-25: unit amounts keep four decimals where that is on, and otherwise the line gives its amount', () => {
    const lines = [item({ quantity: '1000', rate: '0.0375', extendedPrice: '37.50', taxDollars: '0' })];
    const source = invoice({ lines, total: '37.50', taxTotal: '0' });

    expect(documentOf(source).lines[0]).toMatchObject({ quantity: '1000', unitAmount: '0.0375', lineAmount: '37.50' });
    const rounded = documentOf(source, options({ hasFourDecimals: false })).lines[0];
    expect(rounded).toMatchObject({ quantity: '1000', lineAmount: '37.50' });
    expect(rounded).not.toHaveProperty('unitAmount');
  });

  it('AMT-7: a negative quantity becomes one at a negative price', () => {
    const lines = [
      item(),
      item({ quantity: '-3', rate: '10', extendedPrice: '-30', taxDollars: '-4.50', totalAmount: '-34.50' }),
    ];

    expect(documentOf(invoice({ lines, total: '80.50', taxTotal: '10.50' })).lines[1]).toMatchObject({
      ...{ quantity: '1', unitAmount: '-30.00', lineAmount: '-30.00', taxAmount: '-4.50' },
    });
  });

  it('CRN-1: a negative invoice is a credit note of the same total', () => {
    const lines = [item({ quantity: '-2', extendedPrice: '-100', taxDollars: '-15', totalAmount: '-115' })];
    const document = documentOf(invoice({ lines, total: '-115', taxTotal: '-15' }));

    expect(document).toMatchObject({ kind: 'credit-note', lines: [{ lineAmount: '100.00', taxAmount: '15.00' }] });
    expect(xeroCents(document)).toBe(11_500n);
  });

  it('SEL-7: an invoice of nothing stays a draft, because Xero would take it for paid', () => {
    const source = invoice({
      total: '0',
      taxTotal: '0',
      lines: [item({ extendedPrice: '0', rate: '0', taxDollars: '0', totalAmount: '0' })],
    });

    expect(documentOf(source, options({ importAs: 'approved' })).status).toBe('DRAFT');
    expect(documentOf(source, options({ importAs: 'approved', zeroTotal: 'send' })).status).toBe('AUTHORISED');
  });

  it('TAX-3, TAX-5: a mapped region gives its rate, a tax of nothing gives NONE, a region without mapping faults', () => {
    const tax = { amountsFrom: 'autotask', byRegion: { North: 'OUTPUT2' } } as const;
    const lines = [item(), item({ taxDollars: '0', totalAmount: '100' })];
    const source = invoice({ lines, total: '215', taxTotal: '15', taxRegion: 'North' });

    expect(documentOf(source, options({ tax })).lines.map(({ taxType }) => taxType)).toEqual(['OUTPUT2', 'NONE']);
    expect(prepareDocument({ ...source, taxRegion: 'South' }, options({ tax }), CHART)).toMatchObject({
      ...{
        kind: 'fault',
        problem: { code: 'TAX_REGION_NOT_MAPPED', message: 'The tax region "South" is not mapped to a Xero tax rate' },
      },
    });
  });

  it('ITM-1: a product without a code faults by its name', () => {
    const source = invoice({ lines: [item({ product: { name: 'Demo router' } })] });

    expect(prepareDocument(source, options({ items: 'by-code' }), CHART)).toMatchObject({
      problem: {
        message: 'Autotask Item Code is empty for Demo router please apply a item code in Autotask for this product',
      },
    });
  });

  it('understands either way in which Autotask may mean the amounts of a line', () => {
    const included = invoice({ lines: [item({ extendedPrice: '115' })] });
    const onTop = invoice({ lines: [item({ extendedPrice: '0', totalAmount: '100' })] });

    expect(documentOf(included).lineAmountTypes).toBe('Inclusive');
    expect(xeroCents(documentOf(included))).toBe(11_500n);
    expect(xeroCents(documentOf(onTop))).toBe(11_500n);
  });
});

describe('the totals of both sides', () => {
  const apart = (difference: string) => invoice({ total: (115 + Number(difference)).toFixed(2) });

  it.each(['0.01', '0.05', '-0.05'])('XI-40: %s apart becomes a named line without a word', (difference) => {
    const prepared = prepareDocument(apart(difference), options(), CHART);

    expect(prepared).toMatchObject({ kind: 'document', warnings: [] });
    expect(documentOf(apart(difference)).lines.at(-1)).toMatchObject({
      ...{ description: 'Rounding', lineAmount: difference, accountCode: '860', taxType: 'NONE' },
    });
  });

  it.each([
    ['0.06', '115.06', '0.06'],
    ['3.00', '118.00', '3.00'],
    ['-3.00', '112.00', '3.00'],
  ])('XI-40: %s apart becomes a named line with a warning that shows both numbers', (difference, source, distance) => {
    expect(prepareDocument(apart(difference), options(), CHART)).toMatchObject({
      kind: 'document',
      warnings: [
        {
          ...{ code: 'TOTAL_ROUNDED' },
          message: `Autotask's total is ${source}, its lines make 115.00: ${distance} apart. A line "Rounding" makes up for it.`,
        },
      ],
    });
  });

  it('XI-40: 3.01 apart faults the invoice and shows both numbers', () => {
    expect(prepareDocument(apart('3.01'), options(), CHART)).toMatchObject({
      kind: 'fault',
      problem: {
        ...{ code: 'AMOUNTS_DO_NOT_MATCH', message: 'Invoice Amounts do not match' },
        details: ["Autotask's total is 118.01, its lines make 115.00: 3.01 apart."],
      },
    });
  });

  it('AMT-6: no line makes up for a cent where that is switched off', () => {
    const rounding = { silentUpTo: '0.00', allowance: '0.00' };

    expect(prepareDocument(apart('0.01'), options({ rounding }), CHART)).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'AMOUNTS_DO_NOT_MATCH' } },
    });
    expect(documentOf(apart('0.00'), options({ rounding })).lines).toHaveLength(1);
  });

  it('names the cure where Xero has no rounding account', () => {
    expect(prepareDocument(apart('0.02'), options(), { activeCodes: new Set(['200', '260']) })).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'NO_ROUNDING_ACCOUNT' } },
    });
  });

  it('are equal to the cent for any lines of four decimals whose sum is within the allowance', () => {
    const line = fc.record({ quantity: fc.integer({ min: -50, max: 500 }), rate: fc.integer({ min: -999_999, max: 9_999_999 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), (drawn, hasFourDecimals) => {
        const amounts = drawn.map(({ quantity, rate }) => BigInt(quantity) * BigInt(rate));
        // Autotask's total: the sum of the exact amounts and of a tax of 15 % each, in whole cents.
        const taxes = amounts.map((value) => roundedCents((value * 15n) / 100n));
        const total = roundedCents(amounts.reduce((a, b) => a + b, 0n)) + taxes.reduce((a, b) => a + b, 0n);
        const lines: BillingItem[] = drawn.map(({ quantity, rate }, at) =>
          item({
            ...{ externalId: String(at), quantity: String(quantity), rate: decimal(BigInt(rate)) },
            ...{ extendedPrice: decimal(amounts[at] ?? 0n), taxDollars: decimal((taxes[at] ?? 0n) * 100n) },
          }),
        );
        const source = invoice({ lines, total: decimal(total * 100n), taxTotal: '0' });

        const prepared = prepareDocument(source, options({ hasFourDecimals }), CHART);

        if (prepared.kind !== 'document') throw new Error(prepared.problem.details?.join());
        expect(xeroCents(prepared.document)).toBe(total < 0n ? -total : total);
      }),
      { numRuns: 300 },
    );
  });

  it('are what Xero computes: quantity times unit amount gives each line to the cent', () => {
    const rate = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), rate, (quantity, price) => {
        const value = BigInt(quantity) * BigInt(price);
        const lines = [
          item({ quantity: String(quantity), rate: decimal(BigInt(price)), extendedPrice: decimal(value), taxDollars: '0' }),
        ];
        const total = roundedCents(value);

        const [line] = documentOf(invoice({ lines, total: decimal(total * 100n), taxTotal: '0' })).lines;

        if (line?.unitAmount === undefined) return;
        const unit = BigInt(Number(line.unitAmount).toFixed(4).replace('.', ''));
        expect(decimal(roundedCents(BigInt(quantity) * unit) * 100n)).toBe(`${line.lineAmount}00`);
      }),
    );
  });
});
