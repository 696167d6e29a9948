import { newId } from '@psa-bridge/core';
import { recordSchemas, type BusinessRecord, type QuoteItem, type RecordInput, type SalesOrder } from '@psa-bridge/records';
import { z } from 'zod';
import type { PostSaleType } from '../definition/post-sale.ts';
import { discountedPrice } from '../wire/line-price.ts';
import { compact } from '../wire/values.ts';

const { shape: ticket } = recordSchemas.ticket;

/** What somebody enters for a ticket. */
const TicketInput = z.object({
  /** Absent: that of the quote. */
  title: ticket.title.optional(),
  dueDate: ticket.dueDate,
  estimatedHours: ticket.estimatedHours,
  internalNote: ticket.internalNote,
  /** Key of a billing code for all its lines. */
  billingCode: z.string().min(1).max(100).optional(),
});
type TicketInput = z.output<typeof TicketInput>;

/** What somebody enters for a sales order: nothing, if they like (FP-02, HP-20). */
const SalesOrderInput = z.object({ title: ticket.title.optional(), date: recordSchemas.sales_order.shape.date });
type SalesOrderInput = z.output<typeof SalesOrderInput>;

/** What is entered besides the lines. */
export const DOCUMENT_INPUTS = { ticket: TicketInput, sales_order: SalesOrderInput } as const;
export type PostSaleInput = TicketInput | SalesOrderInput;

const TITLE_LENGTH = 255;

/** The record for chosen lines of a quote (FP-02). */
export function documentOfQuote(
  type: PostSaleType,
  quote: BusinessRecord<'quote'>,
  lines: readonly QuoteItem[],
  entered: PostSaleInput,
): RecordInput<PostSaleType> {
  return type === 'ticket'
    ? ticketOfQuote(quote, lines, TicketInput.parse(entered))
    : salesOrderOfQuote(quote, lines, SalesOrderInput.parse(entered));
}

function ticketOfQuote(
  quote: BusinessRecord<'quote'>,
  lines: readonly QuoteItem[],
  { title, billingCode, ...input }: TicketInput,
): RecordInput<'ticket'> {
  return {
    ...ofQuote(quote, title),
    ...compact(input),
    dueDate: input.dueDate,
    lines: lines.map((line) => ({ ...chosenLine(line), ...compact({ billingCode }) })),
  };
}

function salesOrderOfQuote(
  quote: BusinessRecord<'quote'>,
  lines: readonly QuoteItem[],
  { title, date }: SalesOrderInput,
): RecordInput<'sales_order'> {
  return { ...ofQuote(quote, title), ...compact({ date }), lines: lines.map(chosenLine) };
}

function ofQuote({ _id: quoteId, data: quote }: BusinessRecord<'quote'>, title: string | undefined) {
  return {
    title: title ?? quote.title.slice(0, TITLE_LENGTH),
    ...{ quoteId, opportunityId: quote.opportunityId, companyId: quote.companyId },
    ...compact({ contactId: quote.contactId }),
  };
}

function chosenLine(line: QuoteItem): SalesOrder['lines'][number] {
  const { id: quoteItemId, productId, serviceId, name, description, quantity, unitCost } = line;
  return {
    ...{ id: newId(), quoteItemId, name, quantity, unitPrice: discountedPrice(line) },
    ...compact({ productId, serviceId, description, unitCost }),
  };
}
