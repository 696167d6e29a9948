import type { BillingItem } from '../invoice.ts';
import { amount, inWords, toCents, type Amount } from '../money.ts';
import type { SyncOptions } from '../options.ts';
import type { XeroLine } from './xero-document.ts';

export interface LineAmounts {
  /** Of the line as Autotask has it, up to four decimals, in the direction of the document. */
  amount: Amount;
  tax: Amount;
}

export interface LineAccounts {
  accountCode: string;
  taxType?: string;
}

/** xero.md 7.3: longer texts are refused. */
const DESCRIPTION_LIMIT = 4000;

/** One line as Xero takes it: a quantity that is not negative, and an amount of two decimals. */
export function xeroLine(item: BillingItem, amounts: LineAmounts, accounts: LineAccounts, options: SyncOptions): XeroLine {
  const lineAmount = toCents(amounts.amount);
  const itemCode = options.items === 'by-code' ? item.product?.code : undefined;
  return {
    description: descriptionOf(item),
    ...quantityOf(item, lineAmount, options),
    lineAmount: inWords(lineAmount),
    ...accounts,
    ...(itemCode ? { itemCode } : {}),
    ...(options.tax.amountsFrom === 'autotask' ? { taxAmount: inWords(toCents(amounts.tax)) } : {}),
  };
}

/** The line that makes both totals alike: no tax, so that nothing more is rounded. */
export function roundingLine(difference: Amount, accountCode: string, options: SyncOptions): XeroLine {
  const lineAmount = inWords(difference);
  return {
    ...{ description: 'Rounding', quantity: '1', unitAmount: lineAmount, lineAmount, accountCode, taxType: 'NONE' },
    ...(options.tax.amountsFrom === 'autotask' ? { taxAmount: '0.00' } : {}),
  };
}

/** Xero refuses a quantity below zero (AMT-7), and one whose product is not the line's amount to the cent. */
function quantityOf(item: BillingItem, lineAmount: Amount, options: SyncOptions): Pick<XeroLine, 'quantity' | 'unitAmount'> {
  const quantity = amount(item.quantity);
  if (quantity.lte(0)) return { quantity: '1', unitAmount: inWords(lineAmount) };
  const unit = lineAmount.div(quantity).toDecimalPlaces(options.hasFourDecimals ? 4 : 2);
  const rate = amount(item.rate);
  const isRate = toCents(quantity.times(rate)).eq(lineAmount) && rate.decimalPlaces() <= (options.hasFourDecimals ? 4 : 2);
  const unitAmount = isRate ? rate : unit;
  const isExact = toCents(quantity.times(unitAmount)).eq(lineAmount);
  return { quantity: quantity.toFixed(), ...(isExact ? { unitAmount: unitAmount.toFixed() } : {}) };
}

function descriptionOf({ name, description }: BillingItem): string {
  const text = description && description !== name ? `${name}\n${description}` : name;
  return text.slice(0, DESCRIPTION_LIMIT) || '-';
}
