import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';

const connect = connectedForOneTest();

const STATUS = { open: '1', won: '2', lost: '3' };

async function connectForSales(settings: Readonly<Record<string, unknown>> = {}) {
  const connected = await connect({ settings });
  const company = await connected.save('company', { name: 'Buyer', address: { street: '1 Demo Street' } });
  const contact = await connected.save('contact', {
    ...{ companyId: company, firstName: 'Bo', lastName: 'Demo', email: 'bo@example.com' },
  });
  await connected.arrived('contact', contact);
  return { connected, company, contact };
}

async function catalogProduct({ records, integration, simulator }: ConnectedConnectWise, place: number): Promise<string> {
  const { _id } = await records.create('product', { name: `Thing ${place}` }, { source: 'import', pushTo: [] });
  const row = simulator.control.list({ entity: 'Catalog Item', limit: 10 })[place];
  await records.link('product', _id, integration._id, String(Number(row?.['id'])));
  return _id;
}

const line = (name: string, productId?: string) => ({
  ...{ id: newId(), name, quantity: 2, unitPrice: '10.00', discount: '1.00' },
  ...(productId === undefined ? {} : { productId }),
});

const deals = ({ simulator }: ConnectedConnectWise, name: string) =>
  simulator.control.list({ entity: 'Opportunity', conditions: `name="${name}"` });

const productsOf = ({ simulator }: ConnectedConnectWise, opportunity: number) =>
  simulator.control
    .list({ entity: 'Product Item', conditions: `opportunity/id=${opportunity}` })
    .sort((a, b) => Number(a['sequenceNumber']) - Number(b['sequenceNumber']));

async function offer(settings: Readonly<Record<string, unknown>> = {}) {
  const { connected, company, contact } = await connectForSales(settings);
  const product = await catalogProduct(connected, 0);
  const opportunity = await connected.save('opportunity', { name: 'Deal', companyId: company, contactId: contact });
  const items = [line('First', product), line('Second', product)];
  const quote = await connected.save('quote', {
    ...{ title: 'Offer', companyId: company, opportunityId: opportunity, items, status: 'sent' },
  });
  return { connected, product, opportunity, quote, items };
}

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
