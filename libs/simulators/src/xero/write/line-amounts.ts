import { amount, ONE, round, ZERO, type Amount, type Halves } from '../money.ts';
import type { Line, LineAmountTypes, Values } from '../store/rows.ts';
import { readAmount } from './input.ts';

export type LineAmounts = Pick<Line, 'quantity' | 'unitAmount' | 'lineAmount' | 'discountRate' | 'discountAmount'>;

export interface AmountRules {
  /** Of unit amounts. */
  unitPlaces: 2 | 4;
  halves: Halves;
  /** Invoices to customers alone take discounts. */
  takesDiscounts: boolean;
  /** The price of the item, where the line names one. */
  itemPrice: Amount | undefined;
}

const LARGEST = amount('9999999999.99');
const AMOUNT_MEMBERS = ['Quantity', 'UnitAmount', 'LineAmount', 'DiscountRate', 'DiscountAmount', 'ItemCode'];

/** Quantity, unit amount and line amount, of which one may be left out (xero.md 7.3). `errors` takes what is not valid. */
export function readLineAmounts(sent: Values, before: Line | undefined, rules: AmountRules, errors: string[]): LineAmounts {
  if (before && !AMOUNT_MEMBERS.some((name) => Object.hasOwn(sent, name))) return amountsOf(before);
  const pieces = readPieces(sent, before, rules);
  const { quantity, unitAmount, given } = pieces;
  errors.push(...obstaclesOf(pieces));
  const discounts = discountsOf(sent, before, rules);
  if (!given && !quantity && !unitAmount) return { quantity, unitAmount, lineAmount: ZERO, ...discounts };
  const whole = complete(pieces, discounts, rules);
  const expected = lineTotal(whole, discounts, rules.halves);
  if (!given) return { ...whole, lineAmount: expected, ...discounts };
  if (quantity && unitAmount && !given.eq(expected))
    errors.push(`The line total ${given.toFixed(2)} does not match the expected line total of ${expected.toFixed(2)}`);
  return { ...whole, lineAmount: given, ...discounts };
}

interface Pieces {
  quantity: Amount | undefined;
  unitAmount: Amount | undefined;
  /** The line amount as it was sent. */
  given: Amount | undefined;
}

function readPieces(sent: Values, before: Line | undefined, { unitPlaces, halves, itemPrice }: AmountRules): Pieces {
  const places = (value: Amount | undefined, count: number) => (value ? round(value, count, halves) : undefined);
  const given = places(readAmount(sent, 'LineAmount'), 2);
  const quantity = readAmount(sent, 'Quantity');
  const unitAmount = readAmount(sent, 'UnitAmount');
  // A line amount that comes alone is not held against what the line had before.
  if (given) return { given, quantity: places(quantity, 4), unitAmount: places(unitAmount, unitPlaces) };
  return {
    given,
    quantity: places(quantity ?? before?.quantity, 4),
    unitAmount: places(unitAmount ?? before?.unitAmount ?? itemPrice, unitPlaces),
  };
}

function obstaclesOf({ quantity, given }: Pieces): string[] {
  const isBelow = quantity !== undefined && quantity.isNegative() && !quantity.isZero();
  return [
    ...(isBelow ? [`The quantity value '${quantity.toFixed(4)}' is invalid. Quantity must not be less than zero.`] : []),
    ...(given?.abs().gt(LARGEST) ? [`The line amount must not be more than ${LARGEST.toFixed(2)}.`] : []),
  ];
}

function amountsOf({ quantity, unitAmount, lineAmount, discountRate, discountAmount }: Line): LineAmounts {
  return { quantity, unitAmount, lineAmount, discountRate, discountAmount };
}

type Discounts = Pick<Line, 'discountRate' | 'discountAmount'>;

function discountsOf(sent: Values, before: Line | undefined, { takesDiscounts }: AmountRules): Discounts {
  if (!takesDiscounts) return { discountRate: undefined, discountAmount: undefined };
  const rate = readAmount(sent, 'DiscountRate');
  const fixed = readAmount(sent, 'DiscountAmount');
  if (rate || fixed) return { discountRate: rate, discountAmount: rate ? undefined : fixed };
  return { discountRate: before?.discountRate, discountAmount: before?.discountAmount };
}

/** What is missing follows from the other two; a line amount alone is one piece. */
function complete(
  { quantity, unitAmount, given }: Pieces,
  { discountRate }: Discounts,
  { unitPlaces, halves }: AmountRules,
): { quantity: Amount; unitAmount: Amount } {
  if (!given) return { quantity: quantity ?? ONE, unitAmount: unitAmount ?? ZERO };
  const share = discountRate ? ONE.minus(discountRate.div(100)) : ONE;
  const per = (divisor: Amount, places: number): Amount =>
    divisor.times(share).isZero() ? ZERO : round(given.div(divisor.times(share)), places, halves);
  if (unitAmount) return { quantity: quantity ?? per(unitAmount, 4), unitAmount };
  return { quantity: quantity ?? ONE, unitAmount: per(quantity ?? ONE, unitPlaces) };
}

function lineTotal(
  { quantity, unitAmount }: { quantity: Amount; unitAmount: Amount },
  { discountRate, discountAmount }: Discounts,
  halves: Halves,
): Amount {
  const gross = quantity.times(unitAmount);
  const reduced = discountRate ? gross.times(ONE.minus(discountRate.div(100))) : gross.minus(discountAmount ?? ZERO);
  return round(reduced, 2, halves);
}

/** The tax of one line, rounded by itself (xero.md 8); `rate` is in percent. */
export function taxOf(
  lineAmount: Amount,
  { rate, types, halves }: { rate: Amount; types: LineAmountTypes; halves: Halves },
): Amount {
  if (types === 'NoTax' || rate.isZero()) return ZERO;
  const divisor = types === 'Inclusive' ? rate.plus(100) : amount(100);
  return divisor.isZero() ? ZERO : round(lineAmount.times(rate).div(divisor), 2, halves);
}
