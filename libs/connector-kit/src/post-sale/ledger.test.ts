import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { recordSchemas, type BusinessRecord, type Quote } from '@psa-bridge/records';
import { chosenLines, openLines, whyNotOffered } from './ledger.ts';
import { documentOfQuote } from './documents.ts';

const TERMS = { isSwitchedOn: true, mostPerQuote: 2 };

function quoteOf(change: object = {}): Quote {
  const line = (name: string, more: object = {}) => ({ id: newId(), name, quantity: 3, unitPrice: '10.00', ...more });
  return recordSchemas.quote.parse({
    ...{ title: 'Offer', opportunityId: newId(), companyId: newId(), status: 'approved' },
    items: [line('Server'), line('Rack'), line('Thank you', { kind: 'text' })],
    ...change,
  });
}

const idOf = (quote: Quote, name: string): string => quote.items.find((item) => item.name === name)?.id ?? '';

describe('an approved quote', () => {
  it('FP-02: offers its lines but those of mere text, each once', () => {
    const quote = quoteOf();

    const left = openLines(quote, [{ lineIds: [idOf(quote, 'Rack')] }]);

    expect(left.map(({ name }) => name)).toEqual(['Server']);
  });

  it('FP-03: may have several documents for several sets of lines, up to the limit', () => {
    const quote = quoteOf();
    const rack = { lineIds: [idOf(quote, 'Rack')] };

    expect(whyNotOffered(quote, [rack], TERMS)).toBeUndefined();
    expect(whyNotOffered(quote, [rack], { ...TERMS, mostPerQuote: 1 })).toMatchObject({
      code: 'post_sale_limit_reached',
      message: 'The quote has 1 of at most 1 already.',
    });
    expect(whyNotOffered(quote, [rack, { lineIds: [idOf(quote, 'Server')] }], { ...TERMS, mostPerQuote: 5 })?.code).toBe(
      'no_lines_open',
    );
  });

  it.each(['draft', 'sent', 'declined', 'expired'] as const)('FP-01: is one: a quote that is %s offers nothing', (status) => {
    expect(whyNotOffered(quoteOf({ status }), [], TERMS)).toMatchObject({ code: 'quote_not_approved', kind: 'conflict' });
  });

  it('AT-70: offers nothing while that is switched off', () => {
    expect(whyNotOffered(quoteOf(), [], { ...TERMS, isSwitchedOn: false })?.code).toBe('post_sale_switched_off');
  });

  it('refuses lines that it does not have or that are used, by name', () => {
    const quote = quoteOf();
    const [rack, text] = [idOf(quote, 'Rack'), idOf(quote, 'Thank you')];

    expect(() => chosenLines(quote, [], [rack, text])).toThrow(`lineIds: the quote has no line ${text} to choose.`);
    expect(() => chosenLines(quote, [{ lineIds: [rack] }], [rack])).toThrow(/^Rack: used already/);
    expect(chosenLines(quote, [], [rack, rack]).map(({ id }) => id)).toEqual([rack]);
  });
});

describe('the ticket of chosen lines', () => {
  const recordOf = (data: Quote) => ({ _id: newId(), data }) as BusinessRecord<'quote'>;
  const input = { dueDate: '2026-12-01', estimatedHours: 2 };

  it('FP-02: has what was entered, the title of the quote where none was, and what the lines cost after their discount', () => {
    const quote = quoteOf();
    const [server, rack] = quote.items;
    if (!server || !rack) throw new Error('no lines');

    const ticket = documentOfQuote('ticket', recordOf(quote), [{ ...server, discount: '1.00' }, rack], {
      ...input,
      billingCode: '7',
    });

    expect(ticket).toMatchObject({
      ...{ title: 'Offer', companyId: quote.companyId, opportunityId: quote.opportunityId, ...input },
      lines: [
        { quoteItemId: server.id, unitPrice: '9.6667', billingCode: '7' },
        { quoteItemId: rack.id, unitPrice: '10.00', billingCode: '7' },
      ],
    });
    expect(recordSchemas.ticket.safeParse(ticket).success).toBe(true);
  });

  it('HP-20: as a sales order needs neither a title nor a date, and takes both', () => {
    const quote = quoteOf();
    const lines = quote.items.slice(0, 1);

    const bare = documentOfQuote('sales_order', recordOf(quote), lines, {});
    const named = documentOfQuote('sales_order', recordOf(quote), lines, { title: 'Phase 1', date: '2026-12-01' });

    expect(bare).toMatchObject({ title: 'Offer', opportunityId: quote.opportunityId, lines: [{ name: 'Server' }] });
    expect(bare).not.toHaveProperty('date');
    expect(named).toMatchObject({ title: 'Phase 1', date: '2026-12-01' });
    expect([bare, named].map((order) => recordSchemas.sales_order.safeParse(order).success)).toEqual([true, true]);
  });
});
