import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectionOptions } from './connected-halo.ts';
import { DEMO, line, linesThere, losing, offering, proposed, rowThere, standsFor, there } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);

describe('what is offered, in HaloPSA', () => {
  it('HP-18: an opportunity is not created before there is a proposal of it, and then at once, though that is a draft', async () => {
    const connected = await connect();
    const company = await standsFor(connected, 'company', { data: { name: 'Buyer' }, externalId: 13 });
    const alone = await connected.save('opportunity', { name: 'Alone', companyId: company });
    await connected.harness.until(async () =>
      expect(await connected.linkOf('opportunity', alone)).toMatchObject({ sync: { status: 'not_wanted' } }),
    );

    const opportunity = await proposed(connected, { name: 'Proposed', companyId: company });
    await connected.arrived('opportunity', opportunity);

    expect(there(connected, 'Opportunities', { summary: 'Alone' })).toEqual([]);
    expect(there(connected, 'Opportunities', { summary: 'Proposed' })).toHaveLength(1);
    expect(there(connected, 'Quotation', { title: 'Draft' })).toEqual([]);
  });

  it('HP-18: an opportunity is created with its proposal, long before that is approved, and the quote goes to its quotation', async () => {
    const { connected, opportunity, quote } = await offer();

    const [deal, quotation] = [await connected.arrived('opportunity', opportunity), await connected.arrived('quote', quote)];

    expect(rowThere(connected, 'Opportunities', deal)).toMatchObject({
      ...{
        summary: 'Deal',
        tickettype_id: 28,
        pipeline_stage_id: 2,
        oppconversionprobability: 60,
        third_party_id_string: opportunity,
      },
    });
    expect(rowThere(connected, 'Quotation', quotation)).toMatchObject({
      title: 'Offer',
      ticket_id: deal,
      third_party_number: quote,
    });
    expect(linesThere(connected, 'Quotation', quotation)).toMatchObject([
      { name: 'First', item_id: DEMO.item, quantity: 2, price: 10, discount: 0.5, total_price: 19, sort_seq: 1 },
      { name: 'Second', item_id: DEMO.item, quantity: 2, price: 10, discount: 0.5, total_price: 19, sort_seq: 2 },
    ]);
    await connected.noIssues();
  });

  it.each([
    ['that replaces lines', { quoteLines: 'replaced' }],
    ['that keeps lines which are left out', { quoteLines: 'merged' }],
  ] as const)('lines stay in the order of the quote, each once, in a tenant %s', async (_tenant, switches) => {
    const { connected, product, quote, items } = await offer({}, {}, { switches });
    const id = await connected.arrived('quote', quote);
    const [first] = linesThere(connected, 'Quotation', id);
    const [one, two] = items;
    if (!one || !two) throw new Error('no lines');

    await connected.change('quote', quote, { items: [line('New', product), { ...one, quantity: 5 }] });
    await connected.arrived('quote', quote);

    const lines = linesThere(connected, 'Quotation', id).filter(({ quantity }) => quantity !== 0);
    expect(lines).toMatchObject([
      { name: 'New', sort_seq: 1 },
      { id: first?.['id'], name: 'First', quantity: 5, sort_seq: 2 },
    ]);
    expect(rowThere(connected, 'Quotation', id)).toMatchObject({ revenue: 19 + 49 });
  });

  it('a line that people added there stays, and one that they took off comes back', async () => {
    const { connected, quote, items } = await offer();
    const id = await connected.arrived('quote', quote);
    const [first] = linesThere(connected, 'Quotation', id);
    connected.simulator.control.patch({
      ...{ entity: 'Quotation', id },
      values: {
        lines: [
          { id: Number(first?.['id']), name: 'First', quantity: 2 },
          { id: 99_001, name: 'Theirs', quantity: 1, sort_seq: 9 },
        ],
      },
    });

    await connected.change('quote', quote, { items, comment: 'Once more' });
    await connected.arrived('quote', quote);

    expect(linesThere(connected, 'Quotation', id).map(({ name }) => name)).toEqual(['First', 'Second', 'Theirs']);
  });

  it('recurring and labour lines, optional ones and shipping go along, each with the item that stands for it (HP-11)', async () => {
    const connected = await connect();
    const [company, shipping, labour] = [
      await standsFor(connected, 'company', { data: { name: 'Buyer' }, externalId: 13 }),
      await standsFor(connected, 'product', { data: { name: 'Shipping' }, externalId: 91 }),
      await standsFor(connected, 'product', { data: { name: 'Labour', productType: 'labour' }, externalId: 92 }),
    ];
    await connected.savePage('products', { shippingProduct: shipping });
    await connected.savePage('quotes', { billingPeriods: { monthly: 3 } });
    const opportunity = await connected.save('opportunity', { name: 'Deal', companyId: company });
    const quote = await connected.save('quote', {
      ...{ title: 'Offer', companyId: company, opportunityId: opportunity, status: 'sent' },
      items: [
        line('Support', undefined, { period: 'monthly' }),
        line('Installation', labour, { kind: 'labour', isOptional: true }),
        line('Parcel', undefined, { kind: 'charge' }),
        line('Free text'),
      ],
    });

    const id = await connected.arrived('quote', quote);

    expect(linesThere(connected, 'Quotation', id)).toMatchObject([
      { name: 'Support', item_recurring: true, billingperiod: 3, item_id: 0 },
      { name: 'Installation', item_id: 92, optional: true, item_recurring: false },
      { name: 'Parcel', item_id: 91 },
      { name: 'Free text', item_id: 0 },
    ]);
  });

  it('goes the same way where HaloPSA reads and answers otherwise than it is said to', async () => {
    const switches = {
      singleAnswer: 'array',
      writeStatus: 200,
      dateSuffix: 'Z',
      emptyDates: 'null',
      unpagedCount: null,
      fractionalIds: false,
      errorTextIsJson: false,
      pipelineStageLookup: 40,
      lastUpdateFilter: 'refused',
      lastUpdateOrder: false,
    } satisfies ConnectionOptions['switches'];
    const { connected, opportunity, quote } = await offer({}, {}, { switches });

    const [deal, quotation] = [await connected.arrived('opportunity', opportunity), await connected.arrived('quote', quote)];
    await connected.sync('full');

    expect(linesThere(connected, 'Quotation', quotation)).toMatchObject([{ name: 'First' }, { name: 'Second' }]);
    expect((await connected.recordOf('opportunity', deal)).data).toMatchObject({ name: 'Deal', stage: '2', probability: 0.6 });
    await connected.noIssues();
  });

  it('IS-09: where HaloPSA demands an item for each line, those without one are named, the others arrive, and the page says what cures it', async () => {
    const { connected, product, quote, items } = await offer({}, {}, { switches: { quoteLineNeedsItem: true } });
    const id = await connected.arrived('quote', quote);

    await connected.change('quote', quote, { items: [line('Loose'), ...items] });

    expect(await connected.issueOf(quote)).toMatchObject({
      failure: { message: 'Some line items not synchronized' },
      failedItems: [{ itemName: 'Loose', message: 'Please select an item for each quotation line' }],
    });
    expect(linesThere(connected, 'Quotation', id).map(({ name }) => name)).toEqual(['First', 'Second']);
    await connected.savePage('products', { lineProduct: product });
    await connected.harness.retry(connected.integration, 'quote', quote);
    await connected.noIssues();
    expect(linesThere(connected, 'Quotation', id)).toMatchObject([
      { name: 'Loose', item_id: DEMO.item },
      { name: 'First' },
      { name: 'Second' },
    ]);
  });

  it('IS-09: a line whose item is gone there is named, and the others arrive', async () => {
    const { connected, product, quote } = await offer({}, { items: [line('Free')] });
    const id = await connected.arrived('quote', quote);
    connected.simulator.control.remove({ entity: 'Item', id: DEMO.item });

    await connected.change('quote', quote, { items: [line('Free too'), line('Gone', product)] });

    expect(await connected.issueOf(quote)).toMatchObject({
      failedItems: [{ itemName: 'Gone', message: `Item ${DEMO.item}, which the line stands for, was not found in HaloPSA.` }],
    });
    expect(linesThere(connected, 'Quotation', id).map(({ name }) => name)).toEqual(['Free too']);
  });

  it.each([
    ['draft', 1],
    ['sent', 2],
    ['approved', 3],
    ['declined', 4],
    ['expired', 5],
  ] as const)('HP-14: a quote that is %s shows so there', async (status, theirs) => {
    const quoteStatuses = { draft: '1', sent: '2', approved: '3', declined: '4', expired: '5' };
    const { connected, quote } = await offer({ quoteStatuses }, { status: status === 'sent' ? 'draft' : 'sent' });
    const id = await connected.arrived('quote', quote);

    await connected.change('quote', quote, { status });
    await connected.arrived('quote', quote);

    expect(rowThere(connected, 'Quotation', id)).toMatchObject({ status: theirs });
    expect(linesThere(connected, 'Quotation', id)).toHaveLength(2);
  });

  it("HP-12: a quote's status moves its opportunity, once for each status", async () => {
    const quoteMoves = { approved: { stage: '4', status: DEMO.won } };
    const { connected, opportunity, quote } = await offer({ quoteMoves }, {}, { switches: { closureNeedsReason: true } });
    const id = await connected.arrived('opportunity', opportunity);
    await connected.arrived('quote', quote);
    await connected.change('quote', quote, { status: 'approved' });
    await connected.harness.until(() =>
      expect(rowThere(connected, 'Opportunities', id)).toMatchObject({ pipeline_stage_id: 4, status_id: 35 }),
    );

    connected.simulator.control.patch({ entity: 'Opportunities', id, values: { pipeline_stage_id: 1 } });
    await connected.change('quote', quote, { comment: 'An edit' });
    await connected.arrived('quote', quote);

    expect(rowThere(connected, 'Opportunities', id)).toMatchObject({ pipeline_stage_id: 1 });
  });

  it('IS-10: a payment term that was removed is told in the words of the product, before anything is sent', async () => {
    const { connected, quote } = await offer({}, { paymentTerm: 'net-30' });
    expect((await connected.issueOf(quote)).failure).toMatchObject({ message: 'Payment term/type is deleted' });
    expect(there(connected, 'Quotation', { title: 'Offer' })).toEqual([]);

    const term = { kind: 'payment_term', key: 'net-30', label: '30 days' };
    await connected.records.create('field_value', term, { source: 'user', pushTo: [] });
    await connected.change('quote', quote, { comment: 'Again' });

    await connected.arrived('quote', quote);
    await connected.noIssues();
  });

  it.each([
    ['Tickets', 'create'],
    ['Quotation', 'create'],
    ['Quotation', 'update'],
  ] as const)(
    'an answer 500 after the %s %s was carried out makes nothing twice (architecture rule 6)',
    async (entity, operation) => {
      const connected = await connect();
      const company = await standsFor(connected, 'company', { data: { name: 'Buyer' }, externalId: 13 });
      losing(connected, entity, operation);

      const opportunity = await connected.save('opportunity', { name: 'Deal', companyId: company });
      const quote = await connected.save('quote', {
        ...{ title: 'Offer', companyId: company, opportunityId: opportunity, status: 'sent', items: [line('One'), line('Two')] },
      });

      const id = await connected.arrived('quote', quote);
      expect(there(connected, 'Opportunities', { summary: 'Deal' })).toHaveLength(1);
      expect(there(connected, 'Quotation', { title: 'Offer' })).toHaveLength(1);
      expect(linesThere(connected, 'Quotation', id).map(({ name }) => name)).toEqual(['One', 'Two']);
      await connected.noIssues();
    },
  );
});
