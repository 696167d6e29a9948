import { expect } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import { changePage, synchronize, type RecordPage, type RecordView } from '../../../tools/platform/journeys.ts';
import { ARRIVED, makeSale, saleSynchronized } from '../sales.ts';
import type { EndToEndStack } from '../stack.ts';
import { connector, lastRunCompleted, pathOf, type KilledLoop } from './loop.ts';

/** What Autotask did is read, once. */
export const opportunityPoll: KilledLoop = {
  name: 'the poll of opportunity changes',
  service: connector,
  boundaries: [
    ['poll:opportunity', 'after_call'],
    ['poll:opportunity', 'after_write'],
  ],
  async prepare(stack) {
    const { api, autotask, integrationId } = stack;
    const sale = await makeSale(stack, 'Polled');
    await saleSynchronized(stack, sale);
    const path = `/v1/opportunities/${sale.opportunity}`;
    const id = Number((await api.get<RecordView>(path)).sync[integrationId]?.externalId);
    const before = await totalOf(stack, 'opportunities');
    const written = writesOf(stack, 'Opportunities');
    return {
      whileDown: () => void autotask.control.patch({ entity: 'Opportunities', id, values: { title: 'Renamed there' } }),
      async holds() {
        await eventually(async () => expect((await api.get<RecordView>(path))['name']).toBe('Renamed there'), ARRIVED);
        expect(await totalOf(stack, 'opportunities')).toBe(before);
        expect(writesOf(stack, 'Opportunities')).toEqual(written);
      },
    };
  },
};

export const deletionFound: KilledLoop = {
  name: 'the conclusion that a contact was deleted',
  service: connector,
  boundaries: [
    ['deletions:contact', 'after_call'],
    ['deletions:contact', 'after_write'],
  ],
  async prepare(stack) {
    const [gone = 0] = contactIds(stack);
    return {
      whileDown: () => void stack.autotask.control.hide({ entity: 'Contacts', ids: [gone] }),
      begin: () => stack.api.post(`${pathOf(stack)}/sync`, { kind: 'full' }),
      async holds() {
        await lastRunCompleted(stack, 'full');
        expect(await markedContacts(stack)).toEqual([String(gone)]);
        stack.autotask.control.reveal({});
        await synchronize(stack.api, { provider: 'autotask', integrationId: stack.integrationId }, 'full');
        expect(await markedContacts(stack)).toEqual([]);
      },
    };
  },
};

export const deletionsConfirmed: KilledLoop = {
  name: 'the marking of many contacts that a person confirmed',
  service: connector,
  boundaries: [['deletions:contact', 'after_write']],
  async prepare(stack) {
    const { api, autotask, integrationId } = stack;
    const all = contactIds(stack);
    const gone = all.slice(0, Math.ceil(all.length / 3));
    autotask.control.hide({ entity: 'Contacts', ids: [...gone] });
    await synchronize(api, { provider: 'autotask', integrationId }, 'full');
    expect(await markedContacts(stack)).toEqual([]);
    return {
      begin: () => api.post(`${pathOf(stack)}/held-deletions/contact/confirm`),
      async holds() {
        await lastRunCompleted(stack, 'deletions');
        expect(await markedContacts(stack)).toEqual(gone.map(String).sort());
        expect((await api.get<{ items: object[] }>(`${pathOf(stack)}/held-deletions`)).items).toEqual([]);
      },
    };
  },
};

export const catalogueImport: KilledLoop = {
  name: 'the import of the mapped categories',
  service: connector,
  boundaries: [
    ['sync:import:product', 'after_call'],
    ['sync:import:product', 'after_write'],
  ],
  async prepare(stack) {
    const { api, autotask, integrationId } = stack;
    const category = await api.post<RecordView>('/v1/categories', { name: 'Imported' });
    await changePage(
      api,
      { provider: 'autotask', integrationId, page: 'data-import' },
      { productCategories: { '1': category.id } },
    );
    const [like] = autotask.control.list({ entity: 'Products', filter: inCategory(1), limit: 1 });
    const { productBillingCodeID = null } = like?.values ?? {};
    const values = { name: 'New there', isActive: true, productCategory: 1, isSerialized: false, productBillingCodeID };
    autotask.control.create({ entity: 'Products', values });
    const expected = autotask.control.count({ entity: 'Products', filter: inCategory(1) });
    return {
      begin: () => api.post(`${pathOf(stack)}/import`, {}),
      async holds() {
        await lastRunCompleted(stack, 'import');
        expect(await totalOf(stack, `products?categoryId=${category.id}`)).toBe(expected);
        expect(await totalOf(stack, 'products?query=New%20there')).toBe(1);
        expect(autotask.control.count({ entity: 'Products', filter: inCategory(1) })).toBe(expected);
      },
    };
  },
};

export const inventory: KilledLoop = {
  name: 'the reading of the stock',
  service: connector,
  boundaries: [
    ['sync:inventory:stock_level', 'after_call'],
    ['sync:inventory:stock_level', 'after_write'],
  ],
  async prepare(stack) {
    const { api, autotask, integrationId } = stack;
    await changePage(api, { provider: 'autotask', integrationId, page: 'inventories' }, { inventoryLocations: ['1'] });
    const filter = [{ op: 'eq' as const, field: 'inventoryLocationID', value: 1 }];
    const expected = autotask.control.count({ entity: 'InventoryProducts', filter });
    expect(expected).toBeGreaterThan(0);
    return {
      begin: () => api.post(`${pathOf(stack)}/inventory`, {}),
      async holds() {
        await lastRunCompleted(stack, 'inventory');
        expect(await totalOf(stack, 'stock-levels')).toBe(expected);
      },
    };
  },
};

export const ticketCharges: KilledLoop = {
  name: "the import of a ticket's charges",
  service: connector,
  boundaries: [
    ['sync:delta:ticket_charge', 'after_call'],
    ['sync:delta:ticket_charge', 'after_write'],
  ],
  async prepare(stack) {
    const { api, autotask } = stack;
    const ticket = { companyID: 0, title: 'Broken', status: 1, priority: 2, queueID: 8 };
    const { id: ticketID } = autotask.control.create({ entity: 'Tickets', values: ticket });
    const charge = { ticketID, name: 'Cable', chargeType: 1, datePurchased: new Date().toISOString(), unitQuantity: 2 };
    return {
      whileDown: () => void autotask.control.create({ entity: 'TicketCharges', values: charge }),
      begin: () => api.post(`${pathOf(stack)}/sync`, { kind: 'delta' }),
      async holds() {
        await lastRunCompleted(stack, 'delta');
        const { items } = await api.get<RecordPage>(`/v1/ticket-charges?ticketExternalId=${ticketID}`);
        expect(items).toEqual([expect.objectContaining({ name: 'Cable', quantity: 2 })]);
        await eventually(
          async () => expect(await totalOf(stack, `procurement-items?ticketChargeId=${items[0]?.id}`)).toBe(1),
          ARRIVED,
        );
      },
    };
  },
};

function inCategory(value: number) {
  return [{ op: 'eq' as const, field: 'productCategory', value }];
}

async function totalOf({ api }: EndToEndStack, path: string): Promise<number> {
  return (await api.get<RecordPage>(`/v1/${path}${path.includes('?') ? '&' : '?'}size=1`)).total;
}

/** Creations, changes and deletions so far. */
function writesOf({ autotask }: EndToEndStack, entity: string): unknown {
  return (autotask.control.counters({}) as { writes: Record<string, unknown> }).writes[entity];
}

function contactIds({ autotask }: EndToEndStack): readonly number[] {
  return autotask.control.list({ entity: 'Contacts', afterId: 0, limit: 500 }).map(({ id }) => id);
}

/** Autotask's ids of the contacts that are marked as gone. */
async function markedContacts({ api, integrationId }: EndToEndStack): Promise<readonly string[]> {
  const { items } = await api.get<RecordPage>('/v1/contacts?size=200');
  const links = items.flatMap(({ sync }) => sync[integrationId] ?? []);
  return links.flatMap((link) => ('deletedAt' in link ? (link.externalId ?? []) : [])).sort();
}
