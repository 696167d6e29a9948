import { Decimal } from 'decimal.js';

/** Sums of money: exact, and rounded only where this says so. Halves go away from zero, as both products print them. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export type Amount = Decimal;

export function amount(text: string | number): Amount {
  return new Exact(text);
}

export const ZERO = amount(0);

export function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((total, next) => total.plus(next), ZERO);
}

export function toCents(value: Amount): Amount {
  return value.toDecimalPlaces(2);
}

/** `1234.50`: as a person reads it. */
export function inWords(value: Amount): string {
  return value.toFixed(2);
}
