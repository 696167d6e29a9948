import { ownIdOf, type SourceInvoice } from '../invoice.ts';
import type { SyncOptions } from '../options.ts';

/** The number of the document in Xero, or nothing where Xero gives it (XI-21). */
export function numberOf(invoice: SourceInvoice, { numbering, numberPrefix }: SyncOptions): string | undefined {
  if (numbering === 'autotask-id') return `INV:${invoice.externalId}`;
  return numbering === 'autotask-number' && invoice.number ? `${numberPrefix}${invoice.number}` : undefined;
}

/** By this mark a document is found again whose answer was lost, also where Xero gave its number. */
export function markOf(ownId: string): string {
  return `AT:${ownId}`;
}

/** xero.md 7.2: at most 255. The customer's order number comes first, for that is what people look for (XI-22). */
export function referenceOf(invoice: SourceInvoice, { isOrderNumberInReference }: SyncOptions): string {
  const mark = markOf(ownIdOf(invoice));
  const order = isOrderNumberInReference ? invoice.orderNumber?.trim() : undefined;
  return order ? `${order.slice(0, 255 - mark.length - 1)} ${mark}` : mark;
}

/** True where a document's reference holds this invoice's mark, and not that of one whose id begins alike. */
export function isMarkedFor(reference: string, ownId: string): boolean {
  return reference.split(' ').at(-1) === markOf(ownId);
}
