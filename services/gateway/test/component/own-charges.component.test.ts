import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import { eventually } from '@psa-bridge/testing';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { buyingAt, type Buying, type ItemView } from '../procurement.ts';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

interface Quoted {
  buying: Buying;
  quoteId: string;
  lineId: string;
  approve(): Promise<unknown>;
  /** A charge of the line, as a connector brings it in. Answers its record's id. */
  charge(externalId: string, more?: Partial<RecordInput<'ticket_charge'>>): Promise<string>;
  /** The charge is no longer found in the PSA. */
  lose(recordId: string, externalId: string): Promise<unknown>;
}

/** A tenant of its own with a quote of one laptop that somebody can approve. */
async function quoted(): Promise<Quoted> {
  const buying = buyingAt(gateway, newId());
  const { save, post, admin, tenantId } = buying;
  const companyId = await save('company', { name: 'Customer' });
  const opportunityId = await save('opportunity', { name: 'Deal', companyId });
  const productId = await save('product', { name: 'Laptop', cost: '7.00' });
  const [lineId, integrationId] = [newId(), newId()];
  const items = [{ id: lineId, name: 'Laptop', quantity: 2, unitPrice: '10.00', productId }];
  const quoteId = await save('quote', { title: 'Offer', companyId, opportunityId, items });
  const own = gateway.records.forTenant(tenantId);
  return {
    ...{ buying, quoteId, lineId },
    approve: () => post(`/v1/quotes/${quoteId}/approve`, undefined, admin),
    async charge(externalId, more = {}) {
      const made = { name: 'Laptop', quantity: 2, ticketExternalId: '1', madeAt: '2026-01-01T00:00:00Z', isCancelled: false };
      const data = { ...made, quoteId, quoteItemId: lineId, ...more };
      const { ids } = await own.applyIncoming('ticket_charge', integrationId, [{ externalId, seenAt: new Date(), data }]);
      return ids.get(externalId) ?? '';
    },
    lose: (recordId, externalId) => own.markGone('ticket_charge', integrationId, [{ recordId, externalId }], new Date()),
  };
}

async function firstOf({ buying }: Quoted): Promise<ItemView> {
  const [item] = await buying.items(1);
  if (!item) throw new Error('There is no item.');
  return item;
}

const becomes = (quote: Quoted, expected: object): Promise<void> =>
  eventually(async () => expect(await firstOf(quote)).toMatchObject(expected));

describe("a quote's line that stands as a charge on its ticket", () => {
  it('FP-10, FP-13: is one item, and is bought as that charge', async () => {
    const quote = await quoted();
    const { buying, approve, charge } = quote;
    await approve();
    await becomes(quote, { source: 'quote', status: 'pending' });

    const ticketChargeId = await charge('6001');

    await becomes(quote, { source: 'quote', status: 'pending', ticketChargeId });
    const order = await buying.ordered([await firstOf(quote)], await buying.save('company', { name: 'Distributor' }));
    expect(order.lines).toMatchObject([{ name: 'Laptop', ticketChargeId }]);
  });

  it('FP-13: is bought as that charge also where the charge was there before its item', async () => {
    const quote = await quoted();
    const ticketChargeId = await quote.charge('6001');

    await quote.approve();

    await becomes(quote, { source: 'quote', ticketChargeId });
  });

  it('AT-93: is not to be bought any more once the charge is cancelled in the PSA', async () => {
    const quote = await quoted();
    await quote.approve();
    const ticketChargeId = await quote.charge('6001');
    await becomes(quote, { ticketChargeId });

    await quote.charge('6001', { isCancelled: true });

    await becomes(quote, { status: 'cancelled' });
  });

  it('is bought as its product again where the charge is gone, until its ticket is made anew', async () => {
    const quote = await quoted();
    await quote.approve();
    const lost = await quote.charge('6001');
    await becomes(quote, { ticketChargeId: lost });

    await quote.lose(lost, '6001');
    await eventually(async () => expect((await firstOf(quote)).ticketChargeId).toBeUndefined());
    const status = (await firstOf(quote)).status;
    const again = await quote.charge('6002', { madeAt: '2026-01-02T00:00:00Z' });

    expect(status).toBe('pending');
    await becomes(quote, { status: 'pending', ticketChargeId: again });
  });

  it('keeps the charge that it was ordered as, though that is cancelled afterwards', async () => {
    const quote = await quoted();
    const { buying } = quote;
    await quote.approve();
    const ticketChargeId = await quote.charge('6001');
    await becomes(quote, { ticketChargeId });
    const order = await buying.ordered([await firstOf(quote)], await buying.save('company', { name: 'Distributor' }));

    await quote.charge('6001', { isCancelled: true });
    await eventually(async () => expect((await firstOf(quote)).ticketChargeId).toBeUndefined());

    expect((await firstOf(quote)).status).toBe('ordered');
    expect((await buying.order(order.id)).lines).toMatchObject([{ ticketChargeId }]);
  });
});
