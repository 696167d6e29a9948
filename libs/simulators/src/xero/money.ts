import { Decimal } from 'decimal.js';

/** Sums of money and quantities: exact, and rounded only where a rule says so. */
const Exact = Decimal.clone({ precision: 40 });

export type Amount = Decimal;
/** Where halves go: away from zero, or to the even neighbour. */
export type Halves = 'up' | 'even';

export function amount(value: string | number | Decimal): Amount {
  return new Exact(value);
}

export const ZERO = amount(0);
export const ONE = amount(1);

export function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((total, next) => total.plus(next), ZERO);
}

export function round(value: Amount, places: number, halves: Halves): Amount {
  return value.toDecimalPlaces(places, halves === 'up' ? Decimal.ROUND_HALF_UP : Decimal.ROUND_HALF_EVEN);
}

/** A number as the wire has it. */
export function onWire(value: Amount, places = 2): number {
  return Number(value.toFixed(places));
}
