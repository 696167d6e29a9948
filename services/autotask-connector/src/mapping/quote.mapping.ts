import type { Company, Quote, QuoteItem } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';
import { checkLengths, fitted } from './limits.ts';
import { compact, dayTime, moneyNumber, picklistValue } from './values.ts';

/** A quote's address row: no country there, and texts are cut to what fits (autotask.md section 5.14). */
export function quoteLocationRow(company: Company): AutotaskWrite {
  const address = company.address ?? {};
  const cut = (field: string, text: string | undefined): string => fitted('QuoteLocations', field, text) ?? '';
  return {
    address1: cut('address1', address.street),
    address2: cut('address2', address.apartment),
    city: cut('city', address.city),
    state: cut('state', address.state),
    postalCode: cut('postalCode', address.zip),
  };
}

/** The fields of a quote that a change may send (autotask.md section 5.13). */
export function fromCanonicalQuote(quote: Quote, days: { effective: string; expiration: string }): AutotaskWrite {
  return checkLengths('Quotes', {
    name: quote.title,
    effectiveDate: dayTime(quote.effectiveDate ?? days.effective),
    expirationDate: dayTime(quote.expirationDate ?? days.expiration),
    ...compact({
      comment: quote.comment,
      paymentTerm: picklistValue('paymentTerm', quote.paymentTerm),
      paymentType: picklistValue('paymentType', quote.paymentType),
    }),
  });
}

/** Ids of the tenant's picklists that quote items need, by our words. */
export interface QuoteItemPicklists {
  itemTypes: Readonly<Record<'product' | 'service' | 'labour' | 'charge', number>>;
  /** Values in the type of the tenant's field: numbers, or letters in older tenants. */
  periods: ReadonlyMap<string, string | number>;
}

/** What a line refers to in Autotask: exactly one of them (autotask.md section 5.15). */
export interface ItemReference {
  field: 'productID' | 'serviceID' | 'laborID' | 'chargeID';
  id: number;
}

/** A line of ours as Autotask's quote item: exactly one reference, at most one discount, the others sent as 0. */
export function fromCanonicalQuoteItem(item: QuoteItem, reference: ItemReference, picklists: QuoteItemPicklists): AutotaskWrite {
  const kind = item.kind === 'text' ? 'charge' : item.kind;
  return checkLengths('QuoteItems', {
    quoteItemType: picklists.itemTypes[kind],
    [reference.field]: reference.id,
    name: item.name,
    quantity: item.quantity,
    unitPrice: moneyNumber(item.unitPrice),
    unitDiscount: 0,
    percentageDiscount: 0,
    lineDiscount: moneyNumber(item.discount) ?? 0,
    isOptional: item.isOptional,
    ...compact({
      description: item.description,
      unitCost: moneyNumber(item.unitCost),
      periodType: picklists.periods.get(item.period),
    }),
  });
}
