import type { BillingItem, SourceInvoice } from '../invoice.ts';
import { amount, type Amount } from '../money.ts';
import type { SyncOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';
import { accountOf, type Chart } from './accounts.ts';
import { dueDateOf } from './due-date.ts';
import { numberOf, referenceOf } from './number.ts';
import { amountOf, readingOf, taxOf, type Reading } from './source-amounts.ts';
import { taxTypeOf, unmappedRegion } from './tax.ts';
import { judgeTotals, totalOfLines, totalToMatch } from './totals.ts';
import type { XeroDocument, XeroLine } from './xero-document.ts';
import { roundingLine, xeroLine } from './xero-line.ts';

export type Prepared =
  | { kind: 'document'; document: XeroDocument; notes: readonly string[]; warnings: readonly Problem[] }
  | { kind: 'fault'; problem: Problem };

/** What would go to Xero for an invoice that is ready, or why nothing does. Nothing is asked and nothing written. */
export function prepareDocument(invoice: SourceInvoice, options: SyncOptions, chart: Chart): Prepared {
  const refused = unmappedRegion(invoice, options.tax) ?? missingItemCode(invoice, options);
  if (refused) return { kind: 'fault', problem: refused };
  const shown = invoice.lines.filter((line) => options.showsNonBillable || !line.isNonBillable);
  const reading = readingOf(invoice, shown);
  const sign = amount(invoice.total).isNegative() ? -1 : 1;
  const built = shown.map((item) => lineOf(item, { invoice, options, chart, reading, sign }));
  const lines = built.map(({ line }) => line);
  const lineAmountTypes = reading.isTaxIncluded ? 'Inclusive' : 'Exclusive';
  const isTaxLeftToXero = options.tax.amountsFrom === 'xero' && !reading.isTaxIncluded;
  const source = totalToMatch(invoice, isTaxLeftToXero).times(sign);
  const totals = judgeTotals({ source, lines: totalOfLines(lines, lineAmountTypes) }, options.rounding);
  if (totals.kind === 'fault') return totals;
  const rounding = totals.kind === 'round' ? roundingOf(totals.difference, options, chart) : [];
  if ('code' in rounding) return { kind: 'fault', problem: rounding };
  const warnings = totals.kind === 'round' && totals.warning ? [totals.warning] : [];
  const document = { ...headOf(invoice, options), lineAmountTypes, lines: [...lines, ...rounding] } as const;
  return { kind: 'document', document, notes: built.flatMap(({ notes }) => notes), warnings };
}

interface LineContext {
  invoice: SourceInvoice;
  options: SyncOptions;
  chart: Chart;
  reading: Reading;
  sign: 1 | -1;
}

function lineOf(item: BillingItem, context: LineContext): { line: XeroLine; notes: string[] } {
  const { invoice, options, chart, reading, sign } = context;
  const { accountCode, note } = accountOf(item, options.accounts, chart);
  const taxType = taxTypeOf(item, invoice, options.tax);
  const amounts = { amount: amountOf(item, reading).times(sign), tax: taxOf(item).times(sign) };
  const line = xeroLine(item, amounts, { accountCode, ...(taxType ? { taxType } : {}) }, options);
  return { line, notes: note === undefined ? [] : [note] };
}

function headOf(invoice: SourceInvoice, options: SyncOptions): Omit<XeroDocument, 'lines' | 'lineAmountTypes'> {
  const number = numberOf(invoice, options);
  const total = amount(invoice.total);
  // Xero takes an approved document of nothing for paid at once, and then it cannot be changed (SEL-7).
  const isApproved = options.importAs !== 'draft' && !(total.isZero() && options.zeroTotal === 'draft');
  return {
    kind: total.isNegative() ? 'credit-note' : 'invoice',
    ...(number === undefined ? {} : { number }),
    reference: referenceOf(invoice, options),
    date: invoice.invoiceDate,
    dueDate: dueDateOf(invoice, options),
    currency: invoice.currency,
    status: isApproved ? 'AUTHORISED' : 'DRAFT',
    isSent: isApproved && options.importAs === 'approved-and-sent',
  };
}

function roundingOf(difference: Amount, options: SyncOptions, { roundingCode }: Chart): [XeroLine] | Problem {
  const account = options.rounding.account ?? roundingCode;
  if (account !== undefined) return [roundingLine(difference, account, options)];
  return problem(
    'NO_ROUNDING_ACCOUNT',
    'The totals differ by a rounding, and there is no account for it',
    'Choose the rounding account under Xero > Accounts, then resync.',
  );
}

/** ITM-1, to the letter. */
function missingItemCode({ lines }: SourceInvoice, { items }: SyncOptions): Problem | undefined {
  if (items === 'off') return undefined;
  const product = lines.find((line) => line.product && !line.product.code?.trim())?.product;
  if (product === undefined) return undefined;
  return problem(
    'ITEM_CODE_EMPTY',
    `Autotask Item Code is empty for ${product.name} please apply a item code in Autotask for this product`,
    'Give the product its code in Autotask, then resync.',
  );
}
