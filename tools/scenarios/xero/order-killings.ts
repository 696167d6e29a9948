import { eventually } from '@psa-bridge/testing';
import { changePage } from '../../platform/journeys.ts';
import { takePurchases } from '../../platform/xero-journey.ts';
import { dieAt, type Boundary } from './killings.ts';
import type { XeroStory } from './story.ts';

type As = 'purchase-order' | 'bill';

/** Wherever the service stands between two things that it does for an order: each is where it dies once. */
const BOUNDARIES: Readonly<Record<As, readonly Boundary[]>> = {
  'purchase-order': [
    { point: 'after_write', place: 'xero_orders' },
    { point: 'after_call', place: 'xero:PUT Contacts' },
    { point: 'after_write', place: 'xero_customers' },
    { point: 'before_call', place: 'xero:PUT PurchaseOrders' },
    { point: 'after_call', place: 'xero:PUT PurchaseOrders' },
  ],
  bill: [
    { point: 'before_call', place: 'xero:PUT Invoices' },
    { point: 'after_call', place: 'xero:PUT Invoices' },
  ],
};
const SUBMITTED = 2;
const LIMIT = { timeoutMs: 240_000, everyMs: 500 };

interface Placed {
  id: string;
  vendor: string;
}

/** kill -9 while purchase orders and bills are on their way: each is in Xero once, of a supplier that is there once (XI-45). */
export async function orderKillings(story: XeroStory): Promise<Record<string, unknown>> {
  const { api, integrationId, connectionId } = story;
  await changePage(
    api,
    { provider: 'autotask', integrationId, page: 'invoices' },
    { readInvoices: true, readPurchaseOrders: true },
  );
  let kills = 0;
  for (const as of ['purchase-order', 'bill'] as const) {
    await takePurchases(api, connectionId, { as, trigger: 'submitted' });
    const placed: Placed[] = [];
    for (const boundary of BOUNDARIES[as]) await dieAt(story, boundary, () => void placed.push(placeOrder(story, kills++)));
    await eachOnce(story, as, placed);
  }
  return { killsOfOrders: kills };
}

/** As a person in Autotask does, at a supplier that Xero has never heard of. */
function placeOrder({ autotask: { control } }: XeroStory, count: number): Placed {
  const vendor = `Demo Supplier ${count} Ltd`;
  const company = { companyName: vendor, companyType: 1, phone: '555-0100', ownerResourceID: 1, currencyID: 1, isActive: true };
  const { id: vendorID } = control.create({ entity: 'Companies', values: company }) as { id: number };
  const shipTo = { shipToName: 'Demo Warehouse', shipToAddress1: '2 Demo Street' };
  // What is submitted has its lines, or it would be told of without them.
  const { id } = control.create({ entity: 'PurchaseOrders', values: { vendorID, status: 1, ...shipTo } }) as { id: number };
  const [location] = control.list({ entity: 'InventoryLocations', limit: 1 });
  const [product] = control.list({ entity: 'Products', limit: 1 });
  const line = { orderID: id, inventoryLocationID: location?.id ?? 0, productID: product?.id ?? 0, quantity: 3, unitCost: 12.5 };
  control.create({ entity: 'PurchaseOrderItems', values: line });
  control.patch({ entity: 'PurchaseOrders', id, values: { status: SUBMITTED } });
  return { id: String(id), vendor };
}

async function eachOnce({ api, xero, checks }: XeroStory, as: As, placed: readonly Placed[]): Promise<void> {
  await eventually(async () => {
    const { items } = await api.get<{ items: { externalId: string; state: string; problem: { message: string } | null }[] }>(
      '/v1/xero/purchase-orders?size=200',
    );
    for (const { id } of placed) {
      const order = items.find(({ externalId }) => externalId === id);
      if (order?.state !== 'complete')
        throw new Error(`order ${id} is ${order?.state ?? 'unknown'}: ${order?.problem?.message ?? ''}`);
    }
  }, LIMIT);
  const entity = as === 'bill' ? 'Invoices' : 'PurchaseOrders';
  const rows = xero.control.list({ entity, limit: 100_000 }) as unknown as { Reference?: string; InvoiceNumber?: string }[];
  const contacts = xero.control.list({ entity: 'Contacts', limit: 100_000 }) as unknown as { Name: string }[];
  for (const { id, vendor } of placed) {
    const marked = rows.filter((row) => (as === 'bill' ? row.InvoiceNumber : row.Reference)?.endsWith(`AT-PO:${id}`));
    checks.equal(marked.length, 1, `documents of order ${id}`);
    checks.equal(contacts.filter(({ Name }) => Name === vendor).length, 1, `contacts of ${vendor}`);
  }
}
