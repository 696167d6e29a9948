import type { BillingItem, SourceInvoice } from '../invoice.ts';
import { amount, sum, type Amount } from '../money.ts';

/** How the amounts of the lines make up the invoice's total, as this Autotask does it. */
export interface Reading {
  field: 'extendedPrice' | 'totalAmount';
  /** Whether the tax is in that amount already, or comes on top. */
  isTaxIncluded: boolean;
}

/** The first is the likeliest. Which holds is not told (autotask.md 7.3), so the totals decide. */
const READINGS: readonly Reading[] = [
  { field: 'extendedPrice', isTaxIncluded: false },
  { field: 'totalAmount', isTaxIncluded: true },
  { field: 'totalAmount', isTaxIncluded: false },
  { field: 'extendedPrice', isTaxIncluded: true },
];

/** The reading whose sum comes closest to the total that Autotask shows. */
export function readingOf(invoice: SourceInvoice, lines: readonly BillingItem[]): Reading {
  const total = amount(invoice.total);
  const distance = (reading: Reading): Amount =>
    sum(lines.map((line) => grossOf(line, reading)))
      .minus(total)
      .abs();
  return READINGS.reduce((best, next) => (distance(next).lt(distance(best)) ? next : best));
}

export function amountOf(line: BillingItem, { field }: Reading): Amount {
  return amount(line[field]);
}

export function taxOf(line: BillingItem): Amount {
  return amount(line.taxDollars);
}

function grossOf(line: BillingItem, reading: Reading): Amount {
  return reading.isTaxIncluded ? amountOf(line, reading) : amountOf(line, reading).plus(taxOf(line));
}
