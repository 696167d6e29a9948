import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, decimal, roundedCents, tenThousandthsOf } from '../../../test/integer-money.ts';
import { CHART, invoice, item, options } from '../../../test/invoices.ts';
import { prepareDocument } from './prepare-document.ts';

/** So far from any total that no reading of the source takes it for what the lines make, however small they are. */
const FAR_OFF = '1000000000';

describe('each line, against an oracle of integers alone', () => {
  const drawn = fc.record({
    quantity: fc.integer({ min: -40, max: 400 }),
    rate: fc.integer({ min: -99_999, max: 999_999 }),
    tax: fc.integer({ min: 0, max: 99_999 }),
  });

  it.each([
    ['XI-25: four decimals on', true],
    ['XI-25: four decimals off', false],
  ] as const)(
    '%s: has the rounded amount, the rounded tax, and a unit amount only where it gives the amount',
    (_, hasFourDecimals) => {
      fc.assert(
        fc.property(fc.array(drawn, { minLength: 1, maxLength: 8 }), (rows) => {
          const amounts = rows.map(({ quantity, rate }) => BigInt(quantity) * BigInt(rate));
          const total = amounts.reduce((sum, value) => sum + value, 0n) + rows.reduce((sum, { tax }) => sum + BigInt(tax), 0n);
          const sign = roundedCents(total) < 0n ? -1n : 1n;
          const source = sourceOf(rows, amounts, roundedCents(total));

          const choices = options({ hasFourDecimals, rounding: { silentUpTo: '1.00', allowance: '1.00' } });
          const prepared = prepareDocument(source, choices, CHART);
          if (prepared.kind !== 'document') throw new Error(prepared.problem.details?.join());
          const { lines } = prepared.document;

          rows.forEach(({ tax }, at) => {
            const line = lines[at];
            expect(line?.lineAmount).toBe(cents(sign * roundedCents(amounts[at] ?? 0n)));
            expect(line?.taxAmount).toBe(cents(sign * roundedCents(BigInt(tax))));
            if (line?.unitAmount === undefined) return;
            const [, decimals = ''] = line.unitAmount.split('.');
            expect(decimals.length).toBeLessThanOrEqual(hasFourDecimals ? 4 : 2);
            expect(cents(roundedCents(BigInt(line.quantity) * tenThousandthsOf(line.unitAmount)))).toBe(line.lineAmount);
          });
        }),
        { numRuns: 200 },
      );
    },
  );

  it('TAX-1: carries no tax where Xero computes it, and its lines make the total without it', () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 8 }), (rows) => {
        const amounts = rows.map(({ quantity, rate }) => BigInt(quantity) * BigInt(rate));
        const net = roundedCents(amounts.reduce((sum, value) => sum + value, 0n));
        const tax = roundedCents(rows.reduce((sum, row) => sum + BigInt(row.tax), 0n));
        const source = { ...sourceOf(rows, amounts, net + tax), taxTotal: cents(tax) };
        const choices = options({ tax: { amountsFrom: 'xero' }, rounding: { silentUpTo: '1.00', allowance: '1.00' } });
        const prepared = prepareDocument(source, choices, CHART);

        // Which reading of the source is closest is decided before; only that of amounts without tax is looked at here.
        if (prepared.kind !== 'document' || prepared.document.lineAmountTypes !== 'Exclusive') return;
        const { lines } = prepared.document;
        expect(lines.every(({ taxAmount }) => taxAmount === undefined)).toBe(true);
        const sum = lines.reduce((all, { lineAmount }) => all + tenThousandthsOf(lineAmount) / 100n, 0n);
        expect(sum).toBe(net + tax < 0n ? -net : net);
      }),
      { numRuns: 200 },
    );
  });

  function sourceOf(rows: readonly { quantity: number; rate: number; tax: number }[], amounts: readonly bigint[], total: bigint) {
    const lines = rows.map(({ quantity, rate, tax }, at) =>
      item({
        ...{ externalId: String(at), quantity: String(quantity), rate: decimal(BigInt(rate)), totalAmount: FAR_OFF },
        ...{ extendedPrice: decimal(amounts[at] ?? 0n), taxDollars: decimal(BigInt(tax)) },
      }),
    );
    return invoice({ lines, total: cents(total), taxTotal: '0' });
  }
});
