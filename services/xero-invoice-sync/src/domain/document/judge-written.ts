import type { SourceInvoice } from '../invoice.ts';
import type { Outcome } from '../life/outcome.ts';
import type { XeroLink } from '../life/sync-item.ts';
import { amount, inWords } from '../money.ts';
import type { SyncOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';

export interface WrittenDocument {
  link: XeroLink;
  /** As Xero made it of the lines. */
  total: string;
  notes: readonly string[];
  warnings: readonly Problem[];
}

/** The last look before an invoice is complete: Xero's total against Autotask's (xero.md 8). */
export function judgeWritten(source: SourceInvoice, written: WrittenDocument, options: SyncOptions): Outcome {
  const { link, total, notes, warnings } = written;
  const difference = amount(total).minus(amount(source.total).abs()).abs();
  if (difference.isZero()) return { kind: 'written', link, notes, warnings };
  const numbers = `Autotask's total is ${inWords(amount(source.total).abs())}, the document in Xero makes ${inWords(amount(total))}: ${inWords(difference)} apart`;
  const isRounding = options.tax.amountsFrom === 'xero' && difference.lte(options.rounding.allowance);
  if (isRounding) return { kind: 'written', link, notes, warnings: [...warnings, roundedByXero(numbers)] };
  return { kind: 'failed', failure: { ...differs(numbers), weight: 'fault' }, link };
}

function roundedByXero(numbers: string): Problem {
  return problem(
    'TOTAL_ROUNDED_IN_XERO',
    `${numbers}.`,
    "Let each line carry Autotask's tax under Xero > Tax to have no difference.",
  );
}

function differs(numbers: string): Problem {
  return {
    ...problem(
      'TOTAL_DIFFERS_IN_XERO',
      'Invoice Amounts do not match',
      'The document is in Xero. Compare its lines with the invoice, mend what differs, then resync: it is replaced, not made anew.',
    ),
    details: [`${numbers}.`],
  };
}
