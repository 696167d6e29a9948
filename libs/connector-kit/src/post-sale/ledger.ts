import { conflict, invalidInput, type AppError } from '@psa-bridge/core';
import type { CollectionSpec, Stored } from '@psa-bridge/persistence';
import type { Quote, QuoteItem, RecordInput } from '@psa-bridge/records';
import type { PostSaleType } from '../definition/post-sale.ts';

/** One document of a quote. It is written here before its record exists, with all that makes the record. */
export interface PostSaleDocument {
  recordId: string;
  /** Lines of the quote that stand on it. */
  lineIds: readonly string[];
  data: RecordInput<PostSaleType>;
  /** Who asked for it. */
  by: string;
  /** Its record is made. */
  isMade?: boolean;
}

/**
 * What a quote has been made into, in one PSA. All presses for a quote go through this one document, so that of two at the
 * same moment one sees the other's lines. `_id` is `<integrationId>:<quoteId>`.
 */
export interface PostSaleLedger extends Stored {
  documents: readonly PostSaleDocument[];
  /** A document has no record yet: whoever claimed it may have died. */
  isUnfinished?: boolean;
}

/** The ledger once the document's record is made. */
export function withMade(ledger: PostSaleLedger, recordId: string): PostSaleLedger {
  const documents = ledger.documents.map((document) =>
    document.recordId === recordId ? { ...document, isMade: true } : document,
  );
  return { ...ledger, documents, isUnfinished: documents.some(({ isMade }) => isMade === false) };
}

export function ledgerCollection(provider: string): CollectionSpec<PostSaleLedger> {
  return {
    name: `post_sales_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { isUnfinished: 1 }, sparse: true }],
  };
}

/** The integration of a ledger. */
export function integrationIdOf({ _id }: Pick<PostSaleLedger, '_id'>): string {
  return _id.slice(0, _id.indexOf(':'));
}

export function ledgerId(integrationId: string, quoteId: string): string {
  return `${integrationId}:${quoteId}`;
}

/** What a document takes up of its quote. */
export type HeldLines = Pick<PostSaleDocument, 'lineIds'>;

/** By what the offer is decided. */
export interface OfferTerms {
  isSwitchedOn: boolean;
  mostPerQuote: number;
}

/** Lines that can be put on a document: those that stand on none yet. A line of mere text is nothing to charge. */
export function openLines(quote: Quote, documents: readonly HeldLines[]): readonly QuoteItem[] {
  const taken = new Set(documents.flatMap(({ lineIds }) => lineIds));
  return quote.items.filter(({ id, kind }) => kind !== 'text' && !taken.has(id));
}

/** Why nothing is offered; undefined when something is. */
export function whyNotOffered(quote: Quote, documents: readonly HeldLines[], terms: OfferTerms): AppError | undefined {
  if (!terms.isSwitchedOn) return refused('post_sale_switched_off', 'This is switched off for the integration.');
  if (quote.status !== 'approved') return refused('quote_not_approved', `The quote is ${quote.status}. Approve it first.`);
  if (documents.length >= terms.mostPerQuote)
    return refused('post_sale_limit_reached', `The quote has ${documents.length} of at most ${terms.mostPerQuote} already.`);
  if (openLines(quote, documents).length === 0) return refused('no_lines_open', 'Every line of the quote has been used already.');
  return undefined;
}

/**
 * The chosen lines, in the quote's order.
 * @throws AppError `unknown_line` for one that the quote does not have, `line_used` for one that stands on a document already
 */
export function chosenLines(quote: Quote, documents: readonly HeldLines[], lineIds: readonly string[]): readonly QuoteItem[] {
  const wanted = new Set(lineIds);
  const known = new Set(openLines(quote, []).map(({ id }) => id));
  const unknown = [...wanted].filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw invalidInput('unknown_line', `lineIds: the quote has no line ${unknown.join(', ')} to choose.`, {
      details: { lineIds: unknown },
      expected: true,
    });
  const chosen = openLines(quote, documents).filter(({ id }) => wanted.has(id));
  if (chosen.length < wanted.size) throw lineUsed(quote, documents, wanted);
  return chosen;
}

function lineUsed(quote: Quote, documents: readonly HeldLines[], wanted: ReadonlySet<string>): AppError {
  const used = documents.flatMap(({ lineIds }) => lineIds).filter((id) => wanted.has(id));
  const names = quote.items.filter(({ id }) => used.includes(id)).map(({ name }) => name);
  return conflict('line_used', `${names.join(', ')}: used already. Read what is open again and choose other lines.`, {
    details: { lineIds: used },
    expected: true,
  });
}

function refused(code: string, message: string): AppError {
  return conflict(code, message, { expected: true });
}
