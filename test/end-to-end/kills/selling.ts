import { expect } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import type { RecordPage, RecordView } from '../../../tools/platform/journeys.ts';
import { ARRIVED, makeSale, saleSynchronized, synchronized, type Sale } from '../sales.ts';
import type { EndToEndStack } from '../stack.ts';
import { connector, countThere, pathOf, type KilledLoop } from './loop.ts';

/** What follows from an approved quote is made, once. */
export const procurement: KilledLoop = {
  name: 'the items to be bought for an approved quote',
  service: 'gateway',
  boundaries: [
    // First, because what is published may be handled before the process that published it is dead.
    ['procurement:quote', 'after_write'],
    ['psa.records.v1', 'before_publish'],
    ['psa.records.v1', 'after_publish'],
    ['gateway-procurement', 'before_offset_commit'],
  ],
  async prepare(stack) {
    const sale = await soldTo(stack, 'Bought');
    return {
      begin: () => stack.api.post(`/v1/quotes/${sale.quote}/approve`),
      // The connector publishes what stands in the records' outboxes too.
      nudge: () => stack.api.post('/v1/companies', { name: `Beside ${sale.quote}`, telephone: '555-0100' }),
      async holds() {
        const items = await itemsOf(stack, sale);
        expect(items.map((item) => item['status'])).toEqual(['pending', 'pending']);
        await synchronized(stack, `/v1/quotes/${sale.quote}`);
      },
    };
  },
};

export const orderReserved: KilledLoop = {
  name: 'the reservation of the items of a new purchase order',
  service: 'gateway',
  boundaries: [['procurement:purchase_order', 'after_write']],
  async prepare(stack) {
    const items = await itemsOf(stack, await approved(stack, 'Reserved'));
    return {
      begin: () => order(stack, items),
      async holds() {
        const orders = await eventually(async () => {
          const reserved = await Promise.all(items.map(({ id }) => stack.api.get<RecordView>(`/v1/procurement-items/${id}`)));
          expect(reserved.map((item) => item['status'])).toEqual(['ordered', 'ordered']);
          return new Set(reserved.map((item) => item['purchaseOrderId']));
        }, ARRIVED);
        expect(orders.size).toBe(1);
        const { items: all } = await stack.api.get<RecordPage>('/v1/purchase-orders');
        expect(all.map(({ id }) => id)).toEqual([...orders]);
      },
    };
  },
};

export const orderPushed: KilledLoop = {
  name: 'a purchase order on its way to Autotask',
  service: connector,
  boundaries: [
    ['autotask-connector', 'before_offset_commit'],
    ['push:purchase_order', 'before_call'],
    ['push:purchase_order', 'after_call'],
    ['push:purchase_order', 'after_write'],
    ['psa.sync-results.v1', 'before_publish'],
    ['psa.sync-results.v1', 'after_publish'],
  ],
  async prepare(stack) {
    const { id } = await order(stack, await itemsOf(stack, await approved(stack, 'Ordered')));
    return {
      // Its consumer dies of the first message that waits for it, before the process is ready.
      whileDown: () => stack.api.post(`/v1/purchase-orders/${id}/place`, { by: 'manual' }),
      async holds() {
        const placed = await synchronized(stack, `/v1/purchase-orders/${id}`);
        const [row, ...others] = stack.autotask.control.list({
          ...{ entity: 'PurchaseOrders', filter: [{ op: 'eq', field: 'externalPONumber', value: String(placed['number']) }] },
        });
        expect(others).toEqual([]);
        expect(row?.values['status']).toBe(SUBMITTED);
        expect(countThere(stack, 'PurchaseOrderItems', 'orderID', row?.id ?? 0)).toBe(2);
      },
    };
  },
};

export const ticket: KilledLoop = {
  name: 'a ticket made from an approved quote',
  service: connector,
  boundaries: [
    ['post-sale', 'after_write'],
    ['push:ticket', 'before_call'],
    ['push:ticket', 'after_call'],
    ['push:ticket', 'after_write'],
  ],
  async prepare(stack) {
    const { api } = stack;
    const sale = await approved(stack, 'Ticketed');
    const press = await ticketButton(stack, sale);
    return {
      begin: press,
      async holds() {
        const [made, ...others] = await eventually(async () => {
          const { items } = await api.get<RecordPage>(`/v1/tickets?quoteId=${sale.quote}`);
          expect(items).not.toEqual([]);
          return items;
        }, ARRIVED);
        expect(others).toEqual([]);
        const { sync } = await synchronized(stack, `/v1/tickets/${made?.id}`);
        const id = Number(sync[stack.integrationId]?.externalId);
        expect({
          tickets: countThere(stack, 'Tickets', 'externalID', made?.id ?? ''),
          charges: countThere(stack, 'TicketCharges', 'ticketID', id),
          notes: countThere(stack, 'TicketNotes', 'ticketID', id),
        }).toEqual({ tickets: 1, charges: 2, notes: 1 });
        const { items: charges } = await api.get<RecordPage>(`/v1/ticket-charges?ticketId=${made?.id}`);
        expect(charges.map(({ sync: links }) => links[stack.integrationId]?.externalId).sort()).toEqual(chargeIds(stack, id));
      },
    };
  },
};

export const contract: KilledLoop = {
  name: 'the contract of an approved quote with its service',
  service: connector,
  boundaries: [
    ['push:quote', 'before_call'],
    ['push:quote', 'after_call'],
    ['push:quote', 'after_call'],
    ['push:quote', 'after_write'],
  ],
  async prepare(stack) {
    const quote = await recurringQuote(stack, NUMBER);
    return {
      begin: () => stack.api.post(`/v1/quotes/${quote.id}/approve`),
      async holds() {
        await synchronized(stack, `/v1/quotes/${quote.id}`);
        expect(onContract(stack, NUMBER)).toEqual({ contracts: 1, services: 1, units: [8] });
      },
    };
  },
};

/** Nothing marks the change of a contract, and nothing that was changed can be read: only what stands in the end. */
export const contractChanged: KilledLoop = {
  name: 'the change of units on a contract whose quote was changed',
  service: connector,
  boundaries: [
    ['push:quote', 'before_call'],
    ['push:quote', 'after_call'],
    ['push:quote', 'after_write'],
  ],
  async prepare(stack) {
    const { api } = stack;
    const quote = await recurringQuote(stack, CHANGED_NUMBER);
    const path = `/v1/quotes/${quote.id}`;
    await api.post(`${path}/approve`);
    await synchronized(stack, path);
    const items = quote['items'] as readonly Record<string, unknown>[];
    return {
      begin: () => api.patch(path, { items: items.map((item) => ({ ...item, quantity: 11 })) }),
      async holds() {
        await synchronized(stack, path);
        expect(onContract(stack, CHANGED_NUMBER)).toEqual({ contracts: 1, services: 1, units: [8, 11] });
      },
    };
  },
};

/** The charges of a ticket of ours go the way of the order that buys them, there and here. */
export const chargesOrdered: KilledLoop = {
  name: "the order of a ticket's charges on its way to Autotask",
  service: connector,
  boundaries: [
    ['push:purchase_order', 'after_call'],
    ['push:purchase_order', 'after_call'],
    ['push:purchase_order', 'after_write'],
  ],
  async prepare(stack) {
    const { api } = stack;
    const sale = await approved(stack, 'Charged');
    await ticketOf(stack, sale);
    const { items: charges } = await eventually(async () => {
      const found = await api.get<RecordPage>(`/v1/procurement-items?quoteId=${sale.quote}`);
      expect(found.items.map((item) => typeof item['ticketChargeId'])).toEqual(['string', 'string']);
      return found;
    }, ARRIVED);
    const { id } = await order(stack, charges);
    return {
      whileDown: () => api.post(`/v1/purchase-orders/${id}/place`, { by: 'manual' }),
      async holds() {
        const { sync } = await synchronized(stack, `/v1/purchase-orders/${id}`);
        const filter = [{ op: 'eq' as const, field: 'orderID', value: Number(sync[stack.integrationId]?.externalId) }];
        const bought = stack.autotask.control.list({ entity: 'PurchaseOrderItems', filter });
        expect(bought.map(({ values }) => typeof values['chargeID'])).toEqual(['number', 'number']);
        const { items: here } = await api.get<RecordPage>(`/v1/ticket-charges?quoteId=${sale.quote}`);
        expect(here.map((charge) => charge['status'])).toEqual([String(ON_ORDER), String(ON_ORDER)]);
      },
    };
  },
};

const ON_ORDER = 4;
const SUBMITTED = 2;
const NUMBER = 'Q-KILLED-1';
const CHANGED_NUMBER = 'Q-KILLED-2';

/** A quote of eight seats of a service, which Autotask has and nobody approved yet. */
async function recurringQuote(stack: EndToEndStack, number: string): Promise<RecordView> {
  const { api } = stack;
  const [service] = (await api.get<RecordPage>('/v1/services?size=1')).items;
  const [company] = (await api.get<RecordPage>('/v1/companies?size=5&sort=-name')).items;
  const of = { companyId: company?.id };
  const opportunity = await api.post<RecordView>('/v1/opportunities', { name: 'Managed office', ...of });
  const line = { name: 'Support', kind: 'service', serviceId: service?.id, quantity: 8, unitPrice: '45.00', period: 'monthly' };
  const data = { title: 'Managed office', number, opportunityId: opportunity.id, ...of, items: [line] };
  const quote = await api.post<RecordView>('/v1/quotes', data);
  await api.post(`/v1/quotes/${quote.id}/send`);
  await synchronized(stack, `/v1/quotes/${quote.id}`);
  return quote;
}

/** What Autotask has of the contract with this number; units of each period that was begun. */
function onContract(stack: EndToEndStack, number: string): { contracts: number; services: number; units: unknown[] } {
  const { control } = stack.autotask;
  const made = control.list({ entity: 'Contracts', filter: [{ op: 'eq', field: 'contractNumber', value: number }] });
  const filter = [{ op: 'eq' as const, field: 'contractID', value: made[0]?.id ?? 0 }];
  return {
    contracts: made.length,
    services: control.count({ entity: 'ContractServices', filter }),
    units: control.list({ entity: 'ContractServiceUnits', filter }).map(({ values }) => values['units']),
  };
}

async function soldTo(stack: EndToEndStack, name: string): Promise<Sale> {
  const sale = await makeSale(stack, name);
  await saleSynchronized(stack, sale);
  return sale;
}

/** What makes a ticket of all lines of a sale. */
async function ticketButton(stack: EndToEndStack, { quote }: Sale): Promise<() => Promise<RecordView>> {
  const path = `${pathOf(stack)}/quotes/${quote}/post-sale`;
  const { lines } = await stack.api.get<{ lines: { id: string }[] }>(path);
  const body = { lineIds: lines.map(({ id }) => id), dueDate: '2026-12-24', estimatedHours: 1, internalNote: 'Ring first' };
  return () => stack.api.post<RecordView>(path, body);
}

async function ticketOf(stack: EndToEndStack, sale: Sale): Promise<void> {
  const press = await ticketButton(stack, sale);
  await synchronized(stack, `/v1/tickets/${(await press()).id}`);
}

/** Autotask's ids of the charges of a ticket. */
function chargeIds({ autotask }: EndToEndStack, ticketID: number): readonly string[] {
  const filter = [{ op: 'eq' as const, field: 'ticketID', value: ticketID }];
  return autotask.control
    .list({ entity: 'TicketCharges', filter })
    .map(({ id }) => String(id))
    .sort();
}

async function approved(stack: EndToEndStack, name: string): Promise<Sale> {
  const sale = await soldTo(stack, name);
  await stack.api.post(`/v1/quotes/${sale.quote}/approve`);
  await synchronized(stack, `/v1/quotes/${sale.quote}`);
  return sale;
}

/** What has to be bought for a sale, once it is all there. */
function itemsOf({ api }: EndToEndStack, { quote }: Sale): Promise<readonly RecordView[]> {
  return eventually(async () => {
    const { items } = await api.get<RecordPage>(`/v1/procurement-items?quoteId=${quote}`);
    expect(items).toHaveLength(2);
    return items;
  }, ARRIVED);
}

async function order({ api }: EndToEndStack, items: readonly RecordView[]): Promise<RecordView> {
  const { items: companies } = await api.get<RecordPage>('/v1/companies?size=1&sort=-name');
  const body = { distributorId: companies[0]?.id, items: items.map(({ id }) => ({ id })) };
  return api.post<RecordView>('/v1/purchase-orders', body);
}
