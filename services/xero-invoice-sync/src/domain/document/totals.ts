import type { SourceInvoice } from '../invoice.ts';
import { amount, inWords, sum, type Amount } from '../money.ts';
import type { RoundingOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';
import type { XeroLine } from './xero-document.ts';

/** What the totals of both sides demand before anything is sent. Amounts: Autotask's less what the lines make. */
export type TotalsVerdict =
  { kind: 'equal' } | { kind: 'round'; difference: Amount; warning?: Problem } | { kind: 'fault'; problem: Problem };

export interface Totals {
  source: Amount;
  lines: Amount;
}

/** XI-40, and the rounding line below it: silent for a few cents, with a warning up to the allowance, refused beyond. */
export function judgeTotals({ source, lines }: Totals, rounding: RoundingOptions): TotalsVerdict {
  const difference = source.minus(lines);
  if (difference.isZero()) return { kind: 'equal' };
  if (difference.abs().lte(rounding.silentUpTo)) return { kind: 'round', difference };
  const numbers = `Autotask's total is ${inWords(source)}, its lines make ${inWords(lines)}: ${inWords(difference.abs())} apart`;
  if (difference.abs().lte(rounding.allowance)) return { kind: 'round', difference, warning: roundedWarning(numbers) };
  return { kind: 'fault', problem: mismatch(numbers) };
}

/** What Xero will make of the lines: each amount and each tax by itself, then summed (xero.md 8). */
export function totalOfLines(lines: readonly XeroLine[], lineAmountTypes: 'Exclusive' | 'Inclusive'): Amount {
  const amounts = sum(lines.map((line) => amount(line.lineAmount)));
  if (lineAmountTypes === 'Inclusive') return amounts;
  return amounts.plus(sum(lines.map((line) => amount(line.taxAmount ?? 0))));
}

/** Autotask's total as the lines show it: without the tax where that comes on top and is Xero's to compute. */
export function totalToMatch({ total, taxTotal }: SourceInvoice, isTaxLeftToXero: boolean): Amount {
  return isTaxLeftToXero ? amount(total).minus(taxTotal) : amount(total);
}

function roundedWarning(numbers: string): Problem {
  return problem(
    'TOTAL_ROUNDED',
    `${numbers}. A line "Rounding" makes up for it.`,
    'See whether a billing item is missing in Autotask; lower the rounding allowance to have such invoices stopped.',
  );
}

function mismatch(numbers: string): Problem {
  return {
    ...problem(
      'AMOUNTS_DO_NOT_MATCH',
      'Invoice Amounts do not match',
      "Give Autotask's API user every line of business, so that it sees all billing items; if Autotask was still attaching them, resync in a minute.",
    ),
    details: [`${numbers}.`],
  };
}
