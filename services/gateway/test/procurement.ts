import { expect } from '@jest/globals';
import { newId, type Caller } from '@psa-bridge/core';
import type { ProcurementItem, PurchaseOrder, RecordInput, RecordType } from '@psa-bridge/records';
import { eventually } from '@psa-bridge/testing';
import type { Gateway, Reply } from './gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

export type ItemView = ProcurementItem & { id: string };
export type OrderView = PurchaseOrder & { id: string };

/** One tenant that buys things, seen through the API. */
export interface Buying {
  tenantId: string;
  buyer: Caller;
  /** Somebody else with the permission. */
  colleague: Caller;
  admin: Caller;
  /** A record as if it had been there before. */
  save<Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<string>;
  post(path: string, body?: object, as?: Caller): Promise<Reply>;
  /** An approved quote with one line for each of the names. */
  approvedQuote(names: readonly string[], line?: object): Promise<string>;
  /** The tenant's items, once there are so many. */
  items(count: number): Promise<readonly ItemView[]>;
  item(id: string): Promise<ItemView>;
  order(id: string): Promise<OrderView>;
  /** An order for these items, once it is made. */
  ordered(items: readonly ItemView[], distributorId: string): Promise<OrderView>;
}

export function buyingAt(gateway: Gateway, tenantId: string): Buying {
  const records = gateway.records.forTenant(tenantId);
  const buyer = { ...person(tenantId, ['Procurement editor']), subject: 'buyer' };
  const save: Buying['save'] = async (type, data) => (await records.create(type, data, { source: 'test', pushTo: [] }))._id;
  const post: Buying['post'] = (path, body, as = buyer) =>
    gateway.call('POST', path, { as, ...(body === undefined ? {} : { body }) });
  const get = async (path: string): Promise<Reply['body']> => (await gateway.call('GET', path, { as: buyer })).body;
  return {
    ...{ tenantId, buyer, save, post },
    colleague: { ...buyer, subject: 'colleague' },
    admin: admin(tenantId),
    async approvedQuote(names, line = {}) {
      const companyId = await save('company', { name: 'Customer' });
      const opportunityId = await save('opportunity', { name: 'Deal', companyId });
      const items = names.map((name) => ({ id: newId(), name, quantity: 2, unitPrice: '20.00', unitCost: '10.00', ...line }));
      const quote = await save('quote', { title: 'Offer', companyId, opportunityId, items });
      expect((await post(`/v1/quotes/${quote}/approve`, undefined, admin(tenantId))).status).toBe(200);
      return quote;
    },
    items: (count) =>
      eventually(async () => {
        const items = (await get('/v1/procurement-items?size=200&sort=name'))['items'] as ItemView[];
        expect(items).toHaveLength(count);
        return items;
      }),
    item: async (id) => (await get(`/v1/procurement-items/${id}`)) as unknown as ItemView,
    order: async (id) => (await get(`/v1/purchase-orders/${id}`)) as unknown as OrderView,
    async ordered(items, distributorId) {
      const { status, body } = await post('/v1/purchase-orders', { distributorId, items: items.map(({ id }) => ({ id })) });
      expect(status).toBe(201);
      return body as unknown as OrderView;
    },
  };
}
