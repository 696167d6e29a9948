import type { Filter } from '@psa-bridge/persistence';
import type { SyncState } from './life/sync-item.ts';

/** Which invoices are meant; all that is given must hold. */
export interface InvoiceFilter {
  state?: readonly SyncState[] | undefined;
  /** Of the problem. */
  code?: string | undefined;
  /** Days of the invoice, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Words that must all occur in the number, the id in Autotask, the customer's name or the number in Xero. */
  search?: string | undefined;
}

const SEARCHED = ['source.externalId', 'source.number', 'source.company.name', 'item.link.number'];
const MOST_WORDS = 10;

/** The filter in the store's language. */
export function invoiceFilter({ state, code, from, to, search = '' }: InvoiceFilter): Filter {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const conditions: Filter[] = [
    ...(state?.length ? [{ 'item.state': { $in: state } }] : []),
    ...(code === undefined ? [] : [{ 'item.problem.code': code }]),
    ...(from === undefined ? [] : [{ 'source.invoiceDate': { $gte: from } }]),
    ...(to === undefined ? [] : [{ 'source.invoiceDate': { $lte: to } }]),
    ...words.map((word) => ({ $or: SEARCHED.map((path) => ({ [path]: { $regex: escaped(word), $options: 'i' as const } })) })),
  ];
  return conditions.length > 0 ? { $and: conditions } : {};
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
