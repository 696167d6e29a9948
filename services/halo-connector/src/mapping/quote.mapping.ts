import { canonicalJson } from '@psa-bridge/core';
import { compact, moneyNumber, unitDiscount } from '@psa-bridge/connector-kit';
import type { Quote, QuoteItem } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloQuoteLine } from '../client/sales-types.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { midnight } from './days.ts';
import { choiceId } from './opportunity.mapping.ts';

/** Our quote as members of a quotation, without its lines (halopsa.md section 6). */
export function fromCanonicalQuote(quote: Quote, { quoteStatuses }: Pick<HaloSettings, 'quoteStatuses'>): HaloWrite {
  const { effectiveDate, expirationDate } = quote;
  return {
    title: quote.title,
    ...compact({
      // HP-14
      status: choiceId(quoteStatuses[quote.status]),
      date: effectiveDate === undefined ? undefined : midnight(effectiveDate),
      expiry_date: expirationDate === undefined ? undefined : midnight(expirationDate),
      note: quote.comment,
      currency_code: quote.currency,
    }),
  };
}

/**
 * A line of ours in HaloPSA. Its discount is off the price of one there, off the line's total here. The item of a line that has
 * none is 0: then the name alone says what is sold.
 */
export function fromCanonicalLine(
  item: QuoteItem,
  { itemId, place, settings }: { itemId: number | undefined; place: number; settings: Pick<HaloSettings, 'billingPeriods'> },
): HaloWrite {
  const recurs = item.period !== 'one-time';
  return {
    sort_seq: place,
    item_id: itemId ?? 0,
    name: item.name,
    description: item.description ?? '',
    quantity: item.quantity,
    price: moneyNumber(item.unitPrice),
    discount: unitDiscount(item),
    optional: item.isOptional,
    item_recurring: recurs,
    ...compact({
      costprice: moneyNumber(item.unitCost),
      // Nobody publishes the codes of terms: where none is set, the item's own holds.
      billingperiod: item.period === 'one-time' ? 0 : settings.billingPeriods[item.period],
    }),
  };
}

/** True where a line stands there as it is to be. */
export function isLineAsWanted(there: HaloQuoteLine, row: HaloWrite): boolean {
  const standing: Readonly<Record<string, unknown>> = there;
  return Object.entries(row).every(([member, value]) => sameValue(standing[member], value));
}

/** What means none there is left out on reading. */
function sameValue(there: unknown, here: unknown): boolean {
  const known = (value: unknown): unknown => (value === 0 || value === '' || value === false ? null : (value ?? null));
  return canonicalJson(known(there)) === canonicalJson(known(here));
}

/** Where a quote's status takes its opportunity (product-behaviour 10.4); undefined where it leaves it alone. */
export function opportunityMove(
  status: Quote['status'],
  { quoteMoves }: Pick<HaloSettings, 'quoteMoves'>,
): HaloWrite | undefined {
  const move = quoteMoves[status];
  const row = compact({ pipeline_stage_id: choiceId(move?.stage), status_id: choiceId(move?.status) });
  return Object.keys(row).length === 0 ? undefined : row;
}
