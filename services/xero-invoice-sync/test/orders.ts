import { entityKey, events, newEvent, toBusMessage, topics } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import type { OrderLine, PurchaseOptions, SourceOrder } from '../src/domain/purchase/purchase-order.ts';
import { INTEGRATION, TENANT, type XeroApp } from './xero-app.ts';

export function orderLine(more: Partial<OrderLine> = {}): OrderLine {
  return { externalId: '1', name: 'Demo router', quantity: '3', unitCost: '12.50', billingCodeId: '5', ...more };
}

export function order(more: Partial<SourceOrder> = {}): SourceOrder {
  return {
    ...{ externalId: '700', number: 'PO-1', status: 'Submitted', orderDate: '2026-11-02', currency: 'NZD', freight: '0.00' },
    ...{ vendor: { externalId: '90', name: 'Demo Supplier' }, lines: [orderLine()] },
    ...more,
  };
}

export function purchases(more: Partial<PurchaseOptions> = {}): PurchaseOptions {
  return {
    ...{ as: 'purchase-order', trigger: 'submitted', status: 'DRAFT', isNumberedByAutotask: false, isMemoInReference: false },
    accounts: { byBillingCode: { '5': '260' }, default: '200', freight: '200' },
    ...more,
  };
}

/** As the connector tells of it; waits until it is known here. */
export async function tellOrder(
  { bus, clock, collections }: Pick<XeroApp, 'bus' | 'clock' | 'collections'>,
  source: SourceOrder,
  revision = 1n,
): Promise<void> {
  const event = newEvent(events.purchaseOrderSeen, {
    ...{ topic: topics.purchaseOrders.name, key: entityKey(TENANT, 'vendor_order', source.externalId) },
    ...{ source: 'autotask-connector', tenantId: TENANT, at: clock.now() },
    data: { ...source, lines: [...source.lines], integrationId: INTEGRATION, provider: 'autotask', revision },
  });
  await bus.publish(topics.purchaseOrders.name, [toBusMessage(event)]);
  const orders = collections.orders.forTenant(TENANT);
  await eventually(async () => {
    const known = await orders.get(`${INTEGRATION}:${source.externalId}`);
    if (known?.revision !== Number(revision)) throw new Error('the order is not known yet');
  });
}
