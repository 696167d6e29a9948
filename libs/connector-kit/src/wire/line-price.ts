import type { QuoteItem } from '@psa-bridge/records';
import { Decimal } from 'decimal.js';

const PRICE_DECIMALS = 4;

/** A line's price for one unit, where a PSA's line has no discount of its own: what was approved is what is billed. */
export function discountedPrice({ quantity, unitPrice, discount }: QuoteItem): string {
  if (discount === undefined) return unitPrice;
  const price = new Decimal(unitPrice).minus(new Decimal(discount).div(quantity)).toDecimalPlaces(PRICE_DECIMALS);
  return price.toFixed(Math.max(2, price.decimalPlaces()));
}

/** What a line's discount takes off the price of one unit. */
export function unitDiscount({ quantity, discount = '0' }: Pick<QuoteItem, 'quantity' | 'discount'>): number {
  return new Decimal(discount).div(quantity).toDecimalPlaces(PRICE_DECIMALS).toNumber();
}
