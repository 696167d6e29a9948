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
    const path = `${pathOf(stack)}/quotes/${sale.quote}/post-sale`;
    const { lines } = await api.get<{ lines: { id: string }[] }>(path);
    const lineIds = lines.map(({ id }) => id);
    return {
      begin: () => api.post(path, { lineIds, dueDate: '2026-12-24', estimatedHours: 1, internalNote: 'Ring first' }),
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
    const { api } = stack;
    const [service] = (await api.get<RecordPage>('/v1/services?size=1')).items;
    const [company] = (await api.get<RecordPage>('/v1/companies?size=5&sort=-name')).items;
    const of = { companyId: company?.id };
    const opportunity = await api.post<RecordView>('/v1/opportunities', { name: 'Managed office', ...of });
    const line = { name: 'Support', kind: 'service', serviceId: service?.id, quantity: 8, unitPrice: '45.00', period: 'monthly' };
    const data = { title: 'Managed office', number: NUMBER, opportunityId: opportunity.id, ...of, items: [line] };
    const quote = await api.post<RecordView>('/v1/quotes', data);
    await api.post(`/v1/quotes/${quote.id}/send`);
    await synchronized(stack, `/v1/quotes/${quote.id}`);
    return {
      begin: () => api.post(`/v1/quotes/${quote.id}/approve`),
      async holds() {
        await synchronized(stack, `/v1/quotes/${quote.id}`);
        const filter = [{ op: 'eq' as const, field: 'contractNumber', value: NUMBER }];
        const [made, ...others] = stack.autotask.control.list({ entity: 'Contracts', filter });
        expect(others).toEqual([]);
        expect(countThere(stack, 'ContractServices', 'contractID', made?.id ?? 0)).toBe(1);
        const units = [{ op: 'eq' as const, field: 'contractID', value: made?.id ?? 0 }];
        const rows = stack.autotask.control.list({ entity: 'ContractServiceUnits', filter: units });
        expect(rows.map(({ values }) => values['units'])).toEqual([8]);
      },
    };
  },
};

const SUBMITTED = 2;
const NUMBER = 'Q-KILLED-1';

async function soldTo(stack: EndToEndStack, name: string): Promise<Sale> {
  const sale = await makeSale(stack, name);
  await saleSynchronized(stack, sale);
  return sale;
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
