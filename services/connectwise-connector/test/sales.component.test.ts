import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-connectwise.ts';
import { deals, line, offering, productsOf } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);

const STATUS = { open: '1', won: '2', lost: '3' };

describe('what is sold, in ConnectWise', () => {
  it('CW-31: an opportunity is created once a proposal is approved and not before, with its lines in order', async () => {
    const { connected, opportunity, quote } = await offer();
    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('not_wanted'));
    expect((await connected.linkOf('opportunity', opportunity))?.id).toBeUndefined();
    expect(deals(connected, 'Deal')).toEqual([]);

    await connected.change('quote', quote, { status: 'approved' });
    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'));

    const [deal, ...more] = deals(connected, 'Deal');
    expect(more).toEqual([]);
    expect(productsOf(connected, Number(deal?.['id']))).toMatchObject([
      { description: 'First', quantity: 2, price: 10, discount: 1, sequenceNumber: 1 },
      { description: 'Second', quantity: 2, price: 10, discount: 1, sequenceNumber: 2 },
    ]);
    await connected.noIssues();
  });

  it('CW-31: a line that is removed here is removed there, and the other moves up', async () => {
    const { connected, opportunity, quote, items } = await offer();
    await connected.change('quote', quote, { status: 'approved' });
    const id = await connected.arrived('opportunity', opportunity);
    await connected.harness.until(() => expect(productsOf(connected, id)).toHaveLength(2));

    await connected.change('quote', quote, { items: items.slice(1) });

    await connected.harness.until(() =>
      expect(productsOf(connected, id)).toMatchObject([{ description: 'Second', sequenceNumber: 1 }]),
    );
  });

  it('IS-09: a line without a product is named, and the others arrive', async () => {
    const { connected, product, opportunity, quote } = await offer();

    await connected.change('quote', quote, { status: 'approved', items: [line('Loose'), line('Firm', product)] });

    const id = await connected.arrived('opportunity', opportunity);
    expect(await connected.issueOf(quote)).toMatchObject({ failedItems: [{ itemName: 'Loose' }] });
    expect(productsOf(connected, id)).toMatchObject([{ description: 'Firm', sequenceNumber: 2 }]);
  });

  it('a line that recurs carries the billing cycle of its term, and one of a term that ConnectWise lacks is named (IS-09)', async () => {
    const { connected, product, opportunity, quote } = await offer();
    const items = [
      { ...line('Monthly', product), period: 'monthly' as const },
      { ...line('Half-yearly', product), period: 'semi-annual' as const },
    ];

    await connected.change('quote', quote, { status: 'approved', items });

    const id = await connected.arrived('opportunity', opportunity);
    const issue = await connected.issueOf(quote);
    expect(issue.failedItems).toMatchObject([
      { itemName: 'Half-yearly', message: 'ConnectWise has no billing cycle of the term at which this is billed.' },
    ]);
    const [monthly] = connected.simulator.control.list({ entity: 'Billing Cycle', conditions: 'name="Monthly"' });
    expect(productsOf(connected, id)).toMatchObject([
      { description: 'Monthly', recurring: { recurringRevenue: 10, billCycleId: monthly?.['id'] } },
    ]);
  });

  it("CW-30: a status is mapped both ways, and a quote's status moves its opportunity", async () => {
    const { connected, opportunity, quote } = await offer({
      ...{ opportunityStatusesIn: { [STATUS.lost]: 'gone' }, opportunityStatusesOut: { hot: STATUS.open } },
      quoteStatuses: { approved: { stage: '3', status: STATUS.won } },
    });
    await connected.change('opportunity', opportunity, { status: 'hot' });
    await connected.change('quote', quote, { status: 'approved' });
    const id = await connected.arrived('opportunity', opportunity);
    await connected.harness.until(() =>
      expect(deals(connected, 'Deal')[0]).toMatchObject({ stage: { id: 3 }, status: { id: 2 } }),
    );

    connected.simulator.control.patch({ entity: 'Opportunity', id, values: { status: { id: Number(STATUS.lost) } } });
    await connected.sync('full');

    expect((await connected.records.get('opportunity', opportunity))?.data.status).toBe('gone');
  });

  it.each([
    ['term', 'Billing Term', { paymentTerm: '2' }],
    ['type', 'Payment Type', { paymentType: '2' }],
  ])(
    'IS-10: a payment %s that was deleted there is said to the letter, and the quote goes out once it has another',
    async (_what, entity, chosen) => {
      const { connected, quote } = await offer();
      connected.simulator.control.remove({ entity, id: 2 });
      await connected.sync('fields');

      await connected.change('quote', quote, { status: 'approved', ...chosen });
      const issue = await connected.issueOf(quote);
      await connected.change('quote', quote, Object.fromEntries(Object.keys(chosen).map((key) => [key, '1'])));
      await connected.arrived('quote', quote);

      expect(issue.failure?.message).toBe('Payment term/type is deleted');
      await connected.noIssues();
    },
  );

  it.each(['Opportunity', 'Product Item'])('an answer 500 after %s was made makes no second one', async (entity) => {
    const { connected, opportunity, quote } = await offer();
    connected.simulator.control.addFault({
      ...{ match: { entity, operation: 'create' }, times: 1 },
      action: { kind: 'error500AfterCommit' },
    });

    await connected.change('quote', quote, { status: 'approved' });

    const id = await connected.arrived('opportunity', opportunity);
    await connected.harness.until(() => expect(productsOf(connected, id)).toHaveLength(2));
    await connected.noIssues();
    expect(deals(connected, 'Deal')).toHaveLength(1);
  });
});
