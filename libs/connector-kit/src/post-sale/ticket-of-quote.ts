import { newId } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem, RecordInput, Ticket } from '@psa-bridge/records';
import type { PostSaleChoices } from '../definition/post-sale.ts';
import { discountedPrice } from '../wire/line-price.ts';

/** What somebody entered for the ticket. */
export interface TicketInput extends PostSaleChoices {
  /** Absent: that of the quote. */
  title?: string | undefined;
  dueDate: string;
  estimatedHours: number;
  internalNote?: string | undefined;
}

const TITLE_LENGTH = 255;

/** A ticket for chosen lines of a quote (FP-02). */
export function ticketOfQuote(
  { _id: quoteId, data: quote }: BusinessRecord<'quote'>,
  lines: readonly QuoteItem[],
  input: TicketInput,
): RecordInput<'ticket'> {
  const { title, dueDate, estimatedHours, internalNote, billingCode } = input;
  return {
    title: title ?? quote.title.slice(0, TITLE_LENGTH),
    quoteId,
    opportunityId: quote.opportunityId,
    companyId: quote.companyId,
    ...(quote.contactId === undefined ? {} : { contactId: quote.contactId }),
    dueDate,
    estimatedHours,
    ...(internalNote === undefined ? {} : { internalNote }),
    lines: lines.map((line) => ({ ...ticketLine(line), ...(billingCode === undefined ? {} : { billingCode }) })),
  };
}

function ticketLine(line: QuoteItem): Ticket['lines'][number] {
  const { id: quoteItemId, productId, serviceId, name, description, quantity, unitCost } = line;
  return {
    id: newId(),
    quoteItemId,
    ...(productId === undefined ? {} : { productId }),
    ...(serviceId === undefined ? {} : { serviceId }),
    name,
    ...(description === undefined ? {} : { description }),
    quantity,
    unitPrice: discountedPrice(line),
    ...(unitCost === undefined ? {} : { unitCost }),
  };
}
