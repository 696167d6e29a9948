import { compact, moneyNumber, unitDiscount } from '@psa-bridge/connector-kit';
import type { Quote, QuoteItem } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
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

/** A line as it is sent. */
export type QuoteLineRow = HaloWrite & { sort_seq: number };

/**
 * A line of ours in HaloPSA. Its discount is off the price of one there, off the line's total here. The item of a line that has
 * none is 0: then the name alone says what is sold.
 */
export function fromCanonicalLine(
  item: QuoteItem,
  { itemId, place, settings }: { itemId: number | undefined; place: number; settings: Pick<HaloSettings, 'billingPeriods'> },
): QuoteLineRow {
  return {
    sort_seq: place,
    item_id: itemId ?? 0,
    name: item.name,
    description: item.description ?? '',
    quantity: item.quantity,
    price: moneyNumber(item.unitPrice),
    discount: unitDiscount(item),
    optional: item.isOptional,
    item_recurring: item.period !== 'one-time',
    ...compact({
      costprice: moneyNumber(item.unitCost),
      // Nobody publishes the codes of terms: where none is set, the item's own holds.
      billingperiod: item.period === 'one-time' ? 0 : settings.billingPeriods[item.period],
    }),
  };
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
