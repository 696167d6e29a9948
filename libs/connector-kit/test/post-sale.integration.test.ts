import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, noFaults, systemClock } from '@psa-bridge/core';
import { createRecordStore, type BusinessRecord } from '@psa-bridge/records';
import type { Integration } from '../src/integrations/integration.ts';
import { ledgerCollection, ledgerId, type PostSaleLedger } from '../src/post-sale/ledger.ts';
import { createPostSales } from '../src/post-sale/post-sales.ts';
import { paperConnector } from './paper-connector.ts';
import { realStores } from './real-store.ts';

const TENANT = 't';
const MOST = 3;
const LINES = 8;
const real = realStores('post_sale');
const integration = { _id: newId(), tenantId: TENANT, settings: {} } as unknown as Integration;

/** A service's replica on the one database. */
function replica() {
  const store = real.open();
  const records = createRecordStore({ store, clock: systemClock, source: 'paper-connector' });
  const postSale = { action: 'Create Ticket', type: 'ticket', isSwitchedOn: () => true, mostPerQuote: () => MOST } as const;
  const sales = createPostSales({ definition: { ...paperConnector(), postSale }, store, records, faults: noFaults });
  if (!sales) throw new Error('Nothing is offered.');
  return { store, records, sales };
}

const replicas = [replica(), replica()] as const;
const [{ store, records }] = replicas;

beforeAll(() => store.prepare());
afterAll(() => real.cleanUp());

async function approvedQuote(): Promise<BusinessRecord<'quote'>> {
  const items = Array.from({ length: LINES }, (_, index) => ({
    ...{ id: newId(), name: `Line ${index}`, quantity: 1, unitPrice: '1.00' },
  }));
  const data = { title: 'Offer', companyId: newId(), opportunityId: newId(), status: 'approved' as const, items };
  return records.forTenant(TENANT).create('quote', data, { source: 'user', pushTo: [] });
}

const request = (lineIds: readonly string[]) => ({ lineIds, dueDate: '2026-12-01', estimatedHours: 0, by: 'user' });

describe('documents of one quote on the real database', () => {
  it('FP-03: many people press at the same moment in two replicas: no line is used twice, and the limit holds', async () => {
    const quote = await approvedQuote();
    const ids = quote.data.items.map(({ id }) => id);
    const presses = Array.from({ length: 12 }, (_, press) =>
      [ids[press % LINES], ids[(press + 1) % LINES]].flatMap((id) => id ?? []),
    );

    const outcomes = await Promise.allSettled(
      presses.map((lineIds, press) => (replicas[press % 2] ?? replicas[0]).sales.make(integration, quote._id, request(lineIds))),
    );

    const { items: tickets } = await records
      .forTenant(TENANT)
      .search('ticket', { from: 0, size: 50, filters: { quoteId: quote._id } });
    const used = tickets.flatMap(({ data }) => data.lines.map(({ quoteItemId }) => quoteItemId));
    expect(used).toHaveLength(new Set(used).size);
    expect(tickets.map(({ _id }) => _id).sort()).toEqual(
      outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value._id] : [])).sort(),
    );
    expect(tickets).toHaveLength(MOST);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(['line_used', 'post_sale_limit_reached']).toContain((outcome.reason as { code?: string }).code);
  });

  it('one whose replica died before the record was made is completed by whoever looks next, with its push', async () => {
    const quote = await approvedQuote();
    const lineId = quote.data.items[0]?.id ?? '';
    const data = {
      ...{ title: 'Left behind', quoteId: quote._id, companyId: quote.data.companyId, dueDate: '2026-12-01' },
      lines: [{ id: newId(), quoteItemId: lineId, name: 'Line 0', quantity: 1, unitPrice: '1.00' }],
    };
    const document = { recordId: newId(), lineIds: [lineId], data, by: 'user' };
    await store
      .collection<PostSaleLedger>(ledgerCollection('paper'))
      .forTenant(TENANT)
      .insert({ _id: ledgerId(integration._id, quote._id), tenantId: TENANT, documents: [document] });

    const offers = await Promise.all(replicas.map(({ sales }) => sales.offer(integration, quote._id)));

    expect(offers.map(({ documents }) => documents.map(({ _id }) => _id))).toEqual([[document.recordId], [document.recordId]]);
    expect(offers[0]?.lines.map(({ id }) => id)).not.toContain(lineId);
    const ticket = await records.forTenant(TENANT).get('ticket', document.recordId);
    expect(ticket?.outbox?.map(({ topic }) => topic)).toEqual(['psa.records.v1', 'psa.audit.v1', 'psa.commands.paper.v1']);
    expect(ticket?.external[integration._id]?.sync.status).toBe('pending');
  });
});
