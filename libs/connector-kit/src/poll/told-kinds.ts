import { entityKey, events, newEvent, timestampFromDate, topics } from '@psa-bridge/contracts';
import type { PostedInvoice, VendorOrder } from '../definition/accounting.ts';
import type { Telling, ToldKind } from './read-documents.ts';

export const INVOICES: ToldKind<PostedInvoice> = {
  idOf: (integrationId, externalId) => `${integrationId}:${externalId}`,
  eventOf(invoice, telling) {
    return newEvent(events.invoiceSeen, {
      ...headOf('invoice', invoice.externalId, telling),
      topic: topics.invoices.name,
      data: { ...invoice, ...tellingOf(telling) },
    });
  },
};

export const VENDOR_ORDERS: ToldKind<VendorOrder> = {
  idOf: (integrationId, externalId) => `${integrationId}:order:${externalId}`,
  eventOf(order, telling) {
    return newEvent(events.purchaseOrderSeen, {
      ...headOf('vendor_order', order.externalId, telling),
      topic: topics.purchaseOrders.name,
      data: { ...order, ...tellingOf(telling) },
    });
  },
};

/** The same telling has the same id, whoever publishes it. */
function headOf(type: string, externalId: string, { _id, integrationId, revision, tenantId, at, from }: Telling) {
  return {
    id: `${integrationId}:${type}:${externalId}:${revision}`,
    key: entityKey(tenantId, type, _id),
    ...{ source: from.source, tenantId, at },
  };
}

function tellingOf({ integrationId, revision, at, from }: Telling) {
  return { integrationId, provider: from.provider, revision: BigInt(revision), seenAt: timestampFromDate(at) };
}
