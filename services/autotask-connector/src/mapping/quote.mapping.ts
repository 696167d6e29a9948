import { compact, moneyNumber, picklistValue } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Company, Quote, QuoteItem } from '@psa-bridge/records';
import type { AutotaskQuoteItem, AutotaskWrite } from '../client/types.ts';
import { fitted } from './fields.ts';
import { dayTime } from './day-time.ts';

/** By what a quote, and a contract made of it, is found again in Autotask. */
export function quoteMarker({ _id, data }: Pick<BusinessRecord<'quote'>, '_id' | 'data'>): string {
  return data.number ?? _id;
}

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
  return {
    name: quote.title,
    effectiveDate: dayTime(quote.effectiveDate ?? days.effective),
    expirationDate: dayTime(quote.expirationDate ?? days.expiration),
    ...compact({
      comment: quote.comment,
      paymentTerm: picklistValue(quote.paymentTerm),
      paymentType: picklistValue(quote.paymentType),
    }),
  };
}

type ItemType = 'product' | 'service' | 'labour' | 'charge';

/** Ids of the tenant's picklists that quote items need, by our words. */
export interface QuoteItemPicklists {
  itemTypes: Readonly<Record<ItemType, number>>;
  /** Values in the type of the tenant's field: numbers, or letters in older tenants. */
  periods: ReadonlyMap<string, string | number>;
}

/** What a line refers to in Autotask: exactly one of them (autotask.md section 5.15). */
export interface ItemReference {
  field: 'productID' | 'serviceID' | 'laborID' | 'chargeID';
  id: number;
}

/** What is referred to decides what the line is in Autotask. */
const TYPE_OF: Readonly<Record<ItemReference['field'], ItemType>> = {
  productID: 'product',
  serviceID: 'service',
  laborID: 'labour',
  chargeID: 'charge',
};

/** Products that stand for a labour role are known by it. */
const ROLE = /^role:(\d+)$/;

/** What a linked product of ours is in Autotask: a product, or the role that our labour product stands for. */
export function productReference(externalId: string): ItemReference {
  const role = ROLE.exec(externalId)?.[1];
  return role === undefined ? { field: 'productID', id: Number(externalId) } : { field: 'laborID', id: Number(role) };
}

/**
 * A line of ours as Autotask's quote item: exactly one reference, at most one discount, the others sent as 0. Ours is off the
 * line's total, which is what Autotask calls the line discount.
 */
export function fromCanonicalQuoteItem(item: QuoteItem, reference: ItemReference, picklists: QuoteItemPicklists): AutotaskWrite {
  return {
    quoteItemType: picklists.itemTypes[TYPE_OF[reference.field]],
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
  };
}

/** What of a line differs from what stands there; a reference of another sort makes the old one null. */
export function quoteItemChanges(there: AutotaskQuoteItem, row: AutotaskWrite): AutotaskWrite {
  const standing: AutotaskWrite = there;
  const fields = new Set([...Object.keys(row), ...Object.keys(TYPE_OF), 'description']);
  return Object.fromEntries(
    [...fields].flatMap((field) =>
      (standing[field] ?? null) === (row[field] ?? null) ? [] : [[field, row[field] ?? null] as const],
    ),
  );
}
